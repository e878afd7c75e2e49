"""What an API answer says when something is wrong: one form, in Dutch and English."""

import json
from typing import Any

from django.http import HttpResponse

from datmag.words import Text


def answer(content: Any, status: int = 200) -> HttpResponse:  # noqa: ANN401  (JSON values)
    """Answer with JSON as people can read it; the same content gives the same bytes."""
    # A lone surrogate is no UTF-8; written as `\ud800` it is the JSON that it came from.
    body = json.dumps(content, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return HttpResponse(body, status=status, content_type="application/json; charset=utf-8")


def problem(text: Text, status: int, **more: object) -> HttpResponse:
    """Answer with an error: `{"error": {"nl", "en"}}` and what else a program can act on."""
    return answer({"error": text.json(), **more}, status)


class ApiError(Exception):
    """A call that cannot be answered.

    Args:
        text: what is wrong and what to do.
        status: the HTTP status.
        more: what else the answer holds, such as `fact`, `line` and `column`.
    """

    def __init__(self, text: Text, status: int, **more: object) -> None:
        """Keep what the answer says."""
        super().__init__(text.en)
        self.text, self.status, self.more = text, status, more

    def answer(self) -> HttpResponse:
        """Give the answer."""
        return problem(self.text, self.status, **self.more)
