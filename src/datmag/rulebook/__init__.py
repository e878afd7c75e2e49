"""The law: facts, conditions, dated and cited rules, the verdict and its explanation. Pure Python."""
