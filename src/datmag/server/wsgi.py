"""The WSGI application that `datmag serve` runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datmag.server.settings")

application = get_wsgi_application()
