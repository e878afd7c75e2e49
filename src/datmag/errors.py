"""Errors for the person who must act: what happened, to which thing, what to do now."""

from datmag.words import Text


class DatmagError(Exception):
    """Base of every error that datmag raises on purpose.

    Args:
        text: the sentence in Dutch and English: what happened, to which thing (in backticks),
            and what to do now.
    """

    exit_code = 2

    def __init__(self, text: Text) -> None:
        """Keep the sentence; `str()` gives the English one."""
        super().__init__(text.en)
        self.text = text


class InputError(DatmagError):
    """Input that cannot be read: a file, a line, a value, an option."""


class SettingError(DatmagError):
    """A setting that is missing, unknown or wrong."""


class RefusedError(DatmagError):
    """The answer is no: not approved, not allowed, not this time."""

    exit_code = 1


class BusyError(DatmagError):
    """A part that must answer does not: a locked database, a port in use, a mail server down."""
