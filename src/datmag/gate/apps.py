"""The gate as a Django app."""

from django.apps import AppConfig


class Gate(AppConfig):
    """Tables of the decision log and of judged audiences."""

    name = "datmag.gate"
    label = "gate"
