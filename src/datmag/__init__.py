"""datmag ("dat mag" = "that is allowed"): send only the mailings that you may lawfully send."""

__version__ = "0.1.0"
