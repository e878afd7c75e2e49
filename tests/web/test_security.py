"""What a page may load, and what a shown message may do: nothing of others, nothing at all."""

from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client

from datmag import web
from datmag.delivery.models import Mailing
from datmag.demo.catcher import Keeper
from datmag.web import caught
from datmag.web.middleware import POLICY
from tests.web.routes import every

pytestmark = [pytest.mark.db, pytest.mark.django_db]

STATIC = Path(web.__file__).parent / "static" / "datmag"


def test_every_answer_carries_a_policy_without_loopholes(
    ans: Client, client: Client, mailing: Mailing
) -> None:
    """Also a redirect, a refusal and a page that does not exist."""
    for visitor in (ans, client):
        for path in [*every([mailing.id], "a" * 32), "/nowhere"]:
            policy = visitor.get(path).headers["Content-Security-Policy"]

            assert "default-src 'none'" in policy or policy == POLICY, path
            assert "unsafe-eval" not in policy
            assert "unsafe-inline" not in policy or "sandbox" in policy, path


def test_a_message_is_shown_where_it_can_do_nothing(demo: Client, tmp_path: Path) -> None:
    """Its own styles show; it runs, loads, sends and follows nothing."""
    keeper = Keeper(tmp_path / "mail")
    keeper.keep(
        ["a@klant.example"],
        b"Content-Type: text/html\r\n\r\n<a href=/u/x target=_self>x</a><script>1</script>",
    )
    answer = demo.get("/inbox/1/html")
    page = demo.get("/inbox/1").content.decode()

    assert "sandbox;" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert 'target="_blank"' in answer.content.decode()
    assert "<script>" not in page
    assert 'sandbox src="/inbox/1/html"' in page


def test_the_opt_out_link_of_a_caught_message_stays_on_this_machine() -> None:
    """Only the path is used, whatever host a message names; what is no opt-out link is not offered."""
    links = {
        "<http://127.0.0.1:8123/u/abc>, <mailto:x@y.example>": "/u/abc",
        "<https://kwaad.example/u/abc>": "/u/abc",
        "<https://kwaad.example/steal>": "",
        "<javascript:alert(1)>": "",
        "": "",
    }

    assert links == {header: caught._opt_out(header) for header in links}


def test_the_vendored_file_is_the_one_that_was_looked_at() -> None:
    """Its hash stands in VENDORED.md."""
    found = sha256((STATIC / "htmx.min.js").read_bytes()).hexdigest()

    assert found in (STATIC / "VENDORED.md").read_text(encoding="utf-8")


def test_our_own_files_name_no_other_host() -> None:
    """No font, style or picture from elsewhere."""
    for path in STATIC.glob("*.css"):
        text = path.read_text(encoding="utf-8")

        assert "url(" not in text, path.name
        assert "@import" not in text, path.name


MANY = "?" + "&".join(f"a{number}=1" for number in range(1_001))
"""More fields than an address may have."""


def test_an_address_with_too_many_fields_is_refused_on_every_page(
    ans: Client, demo: Client, nobody: Client, mailing: Mailing
) -> None:
    """400 in both languages, with the policy, for staff, in the demo and for a stranger, whatever the page."""
    for visitor in (ans, demo, nobody):
        for path in [*every([mailing.id], "a" * 32), "/nowhere"]:
            answer = visitor.get(path + MANY)

            assert answer.status_code == 400, path
            assert answer.headers["Content-Security-Policy"] == POLICY
            if path.startswith("/api/"):
                assert set(answer.json()["error"]) == {"nl", "en"}
            else:
                assert answer.headers["Content-Language"] == "nl, en"
                assert b"We could not read this request" in answer.content


def test_what_a_check_says_is_kept_by_no_cache(ans: Client, nobody: Client) -> None:
    """A check and a call of the API tell of a person: also the refusal and the way to the login."""
    for path in ("/check", "/check?step=what", "/check?sale=gift", "/check.json", "/check/facts",
                 "/api/openapi.json", "/api/nowhere", "/api/v1/decisions"):  # fmt: skip
        for visitor in (ans, nobody):
            assert visitor.get(path).headers["Cache-Control"] == "private, no-store", path


def test_a_cache_knows_that_a_page_speaks_two_languages(ans: Client, nobody: Client) -> None:
    """What the browser prefers and what the cookie says both settle the language."""
    for path in (
        "/",
        "/check",
        "/check?sale=gift",
        "/rulebook",
        "/rulebook/customer",
        "/contacts",
        "/nowhere",
    ):
        assert {"Accept-Language", "Cookie"} <= set(ans.get(path).headers["Vary"].split(", ")), path

    assert {"Accept-Language", "Cookie"} <= set(nobody.get("/login").headers["Vary"].split(", "))
