"""Who may ask: a known token, staff from our own pages, and in the demo this machine; nobody else."""

import json

import pytest
from django.test import Client

from tests.api.conftest import TOKEN
from tests.api.test_decisions import FACTS, PATH

EVIL = "https://kwaad.example"


def ask(client: Client, **headers: str) -> int:
    """Ask for a decision and give the status; `_` in a name stands for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(PATH, json.dumps(FACTS), content_type="application/json", headers=named).status_code


@pytest.mark.db
@pytest.mark.django_db
@pytest.mark.parametrize("path", [PATH, "/api/openapi.json", "/api/", "/api/nowhere"])
def test_a_stranger_gets_an_error_that_a_program_can_read(nobody: Client, path: str) -> None:
    """No page to log in on, and no word on what is there and what is not."""
    answer = nobody.get(path)

    assert answer.status_code == 401
    assert set(answer.json()["error"]) == {"nl", "en"}
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_known_token_is_enough(program: Client) -> None:
    """A program has no cookies and no page of ours."""
    assert ask(program) == 200


@pytest.mark.db
@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent", [f"Bearer {TOKEN}x", "Bearer ", "Bearer", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN[:-1]}", "Bearer é"]
)  # fmt: skip
def test_another_token_is_not(program: Client, sent: str) -> None:
    """All of it, and in the right form."""
    assert ask(program, authorization=sent) == 401


@pytest.mark.db
@pytest.mark.django_db
def test_without_a_file_of_tokens_no_token_is_known(nobody: Client) -> None:
    """The default: programs have no access."""
    assert ask(nobody, authorization=f"Bearer {TOKEN}") == 401


@pytest.mark.db
@pytest.mark.django_db
def test_a_token_opens_no_page_of_the_staff(program: Client) -> None:
    """It is for the API only."""
    assert program.get("/contacts").status_code == 302


@pytest.mark.db
@pytest.mark.django_db
def test_staff_asks_from_our_own_page_only(staff: Client) -> None:
    """The token of the page must come along, and the origin must be ours."""
    token = staff.cookies["csrftoken"].value

    assert ask(staff) == 403
    assert ask(staff, X_CSRFToken="x" * 64) == 403
    assert ask(staff, X_CSRFToken=token) == 200
    assert ask(staff, X_CSRFToken=token, origin="http://testserver") == 200
    assert ask(staff, X_CSRFToken=token, origin=EVIL) == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1:8000"}, 200),
        ({"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"origin": "http://127.0.0.1:9000"}, 403),
        ({"origin": "https://127.0.0.1:8000"}, 403),
        ({"origin": EVIL}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_in_the_demo_no_other_site_can_ask_through_a_browser(
    demo: Client, headers: dict[str, str], status: int
) -> None:
    """A program on this machine may; a page of somebody else in a browser on this machine may not."""
    assert status == ask(demo, **headers)


def test_the_demo_answers_this_machine_only(demo: Client) -> None:
    """Neither another computer nor a name that points here."""
    sent = {"data": json.dumps(FACTS), "content_type": "application/json"}
    far = demo.post(PATH, **sent, REMOTE_ADDR="192.168.1.7")
    named = demo.post(PATH, **sent, headers={"host": "testserver"})

    assert [far.status_code, named.status_code] == [403, 403]
    assert "127.0.0.1" in far.json()["error"]["nl"]


def test_an_address_that_is_not_there_is_told_to_who_may_ask(program: Client) -> None:
    """In the same form as every other error."""
    answer = program.get("/api/v2/nothing")

    assert answer.status_code == 404
    assert "`/api/v2/nothing`" in answer.json()["error"]["en"]
