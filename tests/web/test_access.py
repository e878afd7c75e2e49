"""Who may see what: staff pages need a login, the demo answers this machine only."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from datmag.delivery.models import Mailing
from tests.web.routes import every

pytestmark = [pytest.mark.db, pytest.mark.django_db]

OPEN = ("/login", "/logout", "/language", "/favicon.ico", "/u/")


def test_every_staff_page_asks_for_a_login(client: Client, mailing: Mailing) -> None:
    """All routes there are, also those that are added later, and addresses that do not exist."""
    for path in [*every([mailing.id], "a" * 32), "/nowhere"]:
        if not path.startswith((*OPEN, "/api/")):
            answer = client.get(path)

            assert answer.status_code == 302, path
            assert answer.headers["Location"].startswith("/login?next=")


def test_every_address_for_programs_asks_for_a_token_or_a_login(client: Client, mailing: Mailing) -> None:
    """A program gets an error that it can read, no page to log in on; also where there is no such address."""
    paths = [path for path in every([mailing.id], "a" * 32) if path.startswith("/api/")]

    assert len(paths) >= 4
    for path in [*paths, "/api/nowhere"]:
        answer = client.get(path)

        assert answer.status_code == 401, path
        assert set(answer.json()["error"]) == {"nl", "en"}


def test_no_staff_action_works_without_a_login(client: Client, mailing: Mailing) -> None:
    """Nothing is approved or recorded by a stranger."""
    client.post(f"/campaigns/{mailing.id}/approve")
    mailing.refresh_from_db()

    assert mailing.state == "draft"


def test_logging_in_leads_back_and_logging_out_ends_it(client: Client) -> None:
    """Name and password; a wrong one is said, not explained."""
    User.objects.create_user("ans", password="een lang wachtwoord")
    wrong = client.post("/login", {"username": "ans", "password": "fout"})
    right = client.post("/login", {"username": "ans", "password": "een lang wachtwoord", "next": "/contacts"})
    inside = client.get("/contacts").status_code
    client.post("/logout")

    assert b'role="alert"' in wrong.content
    assert right.headers["Location"] == "/contacts"
    assert inside == 200
    assert client.get("/contacts").status_code == 302


def test_a_login_never_leads_to_another_site(client: Client) -> None:
    """An address of somebody else in `next` is left out."""
    User.objects.create_user("ans", password="een lang wachtwoord")
    given = {"username": "ans", "password": "een lang wachtwoord", "next": "https://kwaad.example/"}

    assert client.post("/login", given).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("host", "caller", "status"),
    [
        ("127.0.0.1:8000", "127.0.0.1", 200),
        ("localhost:8000", "127.0.0.1", 200),
        ("[::1]:8000", "::1", 200),
        ("[::1]", "::1", 200),
        ("127.0.0.1", "192.168.1.7", 403),
        ("testserver", "127.0.0.1", 403),
        ("kwaad.example", "127.0.0.1", 400),
    ],
)
def test_the_demo_answers_this_machine_only(demo: Client, host: str, caller: str, status: int) -> None:
    """Neither another computer nor a page that points its own name here gets anything."""
    answer = demo.get("/", headers={"host": host}, REMOTE_ADDR=caller)

    assert status == answer.status_code


def test_outside_the_demo_there_is_no_inbox(ans: Client) -> None:
    """The catcher is the demo's."""
    assert ans.get("/inbox").status_code == 404
    assert b"DEMO" not in ans.get("/").content


def test_a_form_of_another_site_is_refused_and_our_own_is_taken(mailing: Mailing) -> None:
    """The token and the origin are checked; browsers send our own origin along under our referrer policy."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_user("ans", password="een lang wachtwoord"))
    client.get(f"/campaigns/{mailing.id}")
    given = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    path = f"/campaigns/{mailing.id}/approve"

    assert client.post(path).status_code == 403
    assert client.post(path, given, headers={"origin": "https://kwaad.example"}).status_code == 403
    assert client.post(path, given, headers={"origin": "http://testserver"}).status_code == 302
    assert settings.SECURE_REFERRER_POLICY != "no-referrer"
