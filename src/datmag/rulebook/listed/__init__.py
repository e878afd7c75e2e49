"""A rulebook back from its list: what an entry holds, its conditions, what it refers to, and whether it came back."""
