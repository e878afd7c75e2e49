"""datmag's own settings, in a home folder of the test run: no key and no database is made beside the code."""

import os
import tempfile

os.environ.setdefault("DATMAG_HOME", tempfile.mkdtemp(prefix="datmag-test-"))
os.environ.setdefault("DATMAG_PUBLIC_URL", "http://127.0.0.1:8000")

from datmag.server.settings import *  # noqa: F403  (settings are taken over whole, once the folder is named)
