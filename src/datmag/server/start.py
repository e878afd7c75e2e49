"""Start Django for a command: settings, then the apps, once."""

import os

import django
from django.apps import apps


def start() -> None:
    """Make Django ready; a second call does nothing."""
    if not apps.ready:
        os.environ["DJANGO_SETTINGS_MODULE"] = "datmag.server.settings"
        django.setup()
