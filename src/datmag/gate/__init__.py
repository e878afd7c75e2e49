"""The one door: every verdict, for one address or for everybody."""
