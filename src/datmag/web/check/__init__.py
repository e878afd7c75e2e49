"""The quick check: may I send this? A few questions, and a verdict that is an address."""
