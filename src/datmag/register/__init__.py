"""Who people are and what they said, with the proof of it."""
