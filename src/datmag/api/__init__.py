"""What other programs ask: one decision per call."""
