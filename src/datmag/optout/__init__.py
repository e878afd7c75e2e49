"""The public pages on which somebody says no."""
