"""What the tests of the rulebook share."""

import os
import tempfile

# pgserver asks for a private runtime folder; without one it warns, and a warning is an error here.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="datmag-run-"))
