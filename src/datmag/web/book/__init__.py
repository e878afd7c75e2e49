"""The rulebook as pages: the law beside its rules, the tests under them, at a date and under a policy."""
