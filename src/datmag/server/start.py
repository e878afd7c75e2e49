"""Start Django for a command: settings, then the apps, once."""

import os

import django
from django.apps import apps


def start() -> None:
    """Make Django ready; a second call does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datmag.server.settings")
    if not apps.ready:
        django.setup()
