"""The outbox as a Django app."""

from django.apps import AppConfig


class Delivery(AppConfig):
    """Mailings, and the outbox rows that belong to them."""

    name = "datmag.delivery"
    label = "delivery"
