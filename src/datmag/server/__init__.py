"""Configuration, Django settings, web addresses."""
