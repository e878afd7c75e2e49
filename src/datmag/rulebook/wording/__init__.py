"""Conditions, rules and what belongs to them, in Dutch and English."""
