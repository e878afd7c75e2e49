"""An address of the check that somebody shares."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client


@pytest.mark.parametrize("path", ["/check", "/check.json"])
def test_an_address_without_a_moment_gets_one(demo: Client, path: str) -> None:
    """So the address that somebody shares keeps its verdict."""
    answer = demo.get(path, {"recipient_country": "DE", "policy": "strict"})
    found = dict(parse_qsl(urlsplit(answer.headers["Location"]).query))

    assert answer.status_code == 302
    assert found.pop("at")
    assert found == {"recipient_country": "DE", "policy": "strict"}
    assert demo.get(answer.headers["Location"]).status_code == 200
