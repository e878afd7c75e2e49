"""Rulebook and policy as one graph of two-valued formulas, and what the machine readers share to print it."""
