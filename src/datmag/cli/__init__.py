"""The command `datmag`."""
