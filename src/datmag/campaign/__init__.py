"""Composing, approving, queueing and following a mailing."""
