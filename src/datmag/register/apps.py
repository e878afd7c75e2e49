"""The register as a Django app."""

from django.apps import AppConfig


class Register(AppConfig):
    """Tables of who people are and of what they said."""

    name = "datmag.register"
    label = "register"
