"""The web pages as a Django app."""

from django.apps import AppConfig


class Web(AppConfig):
    """Staff pages; no tables of their own."""

    name = "datmag.web"
    label = "web"
