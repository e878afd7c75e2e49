"""The opt-out page: GET shows, POST acts, for a person and for a mail program (RFC 8058)."""

import sqlite3

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from datmag.delivery.models import Delivery
from datmag.mail.headers import token
from datmag.moment import NEVER
from datmag.optout import texts
from datmag.register import record
from datmag.register.models import Choice, Suppression
from tests.delivery import shop

pytestmark = [pytest.mark.db, pytest.mark.django_db]


@pytest.fixture
def row() -> Delivery:
    """Give the queued message of the first of three people."""
    shop.open_shop(3)
    shop.queued()
    return Delivery.objects.get(address=shop.address(0))


def link(row: Delivery) -> str:
    """Give the opt-out link of a message."""
    return f"/u/{token(settings.DATMAG.secret_key, row.id)}"


def everything() -> tuple[object, ...]:
    """Give all that an opt-out could change."""
    rows = Delivery.objects.order_by("id").values_list("id", "state", "reason", "lease_owner")
    return (Choice.objects.count(), Suppression.objects.count(), tuple(rows))


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_get_changes_nothing(row: Delivery, client: Client, method: str) -> None:
    """Scanners of mail fetch every link."""
    before = everything()
    answer = getattr(client, method)(link(row))

    assert answer.status_code == 200
    assert everything() == before


def test_the_page_shows_one_button_in_the_language_of_the_mail(row: Delivery, client: Client) -> None:
    """Dutch mail, Dutch page; the other language is one link away, and nothing has to be typed."""
    page = client.get(link(row)).content.decode()
    other = client.get(link(row) + "?in=en").content.decode()

    assert page.count("<button") == 1
    assert "<input" not in page
    assert "Stop alle reclame" in page
    assert '<html lang="nl">' in page
    assert "Stop all advertising" in other


def test_the_address_is_masked(row: Delivery, client: Client) -> None:
    """A page that is read over a shoulder tells nobody the address."""
    page = client.get(link(row)).content.decode()

    assert row.address not in page
    assert "m***0@klant.example" in page


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("jan@x.example", "j***n@x.example"),
        ("jo@x.example", "***@x.example"),
        ("j@x.example", "***@x.example"),
    ],
)
def test_a_short_address_is_masked_wholly(address: str, shown: str) -> None:
    """Two letters would tell it all."""
    assert texts.masked(address) == shown


def test_no_script_no_cookie_and_nothing_from_elsewhere(row: Delivery, client: Client) -> None:
    """The page needs no JavaScript, keeps nothing, and tells nobody that it was opened."""
    answer = client.get(link(row))
    headers = answer.headers

    assert b"<script" not in answer.content
    assert not answer.cookies
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "noindex" in headers["X-Robots-Tag"]


def test_the_button_writes_the_no_and_stops_what_is_queued(row: Delivery, client: Client) -> None:
    """Choice, suppression and cancelling, and a page that says so."""
    answer = client.post(link(row), {"stop": "all"})
    row.refresh_from_db()

    assert answer.status_code == 200
    assert "U bent afgemeld." in answer.content.decode()
    assert row.state == "cancelled"
    assert (
        Choice.objects.filter(act="objection", route="link", scope="all", address_id=row.address_id).count()
        == 1
    )
    assert Suppression.objects.filter(k_mailbox=row.k_mailbox).count() == 1


def test_one_click_is_answered_with_plain_text_and_no_redirect(row: Delivery) -> None:
    """A mail program posts without cookie or token of a form (RFC 8058 section 3.1)."""
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(
        link(row), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    row.refresh_from_db()

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert row.state == "cancelled"
    assert Choice.objects.get(act="objection").route == "one_click"


def test_one_click_may_come_as_multipart(row: Delivery, client: Client) -> None:
    """RFC 8058 allows both forms of a body."""
    client.post(link(row), {"List-Unsubscribe": "One-Click"})

    assert Choice.objects.get(act="objection").route == "one_click"


def test_the_link_still_works_after_the_message_went_out(row: Delivery, client: Client) -> None:
    """Nothing is left to cancel, but the No counts."""
    Delivery.objects.filter(id=row.id).update(state="accepted", lease_until=NEVER)
    client.post(link(row))
    row.refresh_from_db()

    assert row.state == "accepted"
    assert Choice.objects.filter(act="objection").count() == 1


def test_a_second_click_changes_nothing(row: Delivery, client: Client) -> None:
    """The same No is written once, and answered the same way."""
    client.post(link(row))
    before = everything()
    answer = client.post(link(row))

    assert answer.status_code == 200
    assert everything() == before


def test_a_no_after_a_new_yes_is_written_again(row: Delivery, client: Client) -> None:
    """An old link keeps its force: whoever signed up again may say no again."""
    client.post(link(row))
    said = Choice.objects.get(act="objection").at
    record.write([shop.consent(0, said + 1_000_000)], recorded_at=said + 1_000_000, strict=True)
    client.post(link(row))

    assert Choice.objects.filter(act="objection").count() == 2


def test_other_people_keep_their_message(row: Delivery, client: Client) -> None:
    """A No stops the mail of one person only."""
    client.post(link(row))
    others = Delivery.objects.exclude(id=row.id).values_list("state", flat=True)

    assert list(others) == ["pending", "pending"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("word", ["", "a" * 32, "%00", "x" * 500, "../u"])
def test_a_wrong_link_gives_a_page_that_says_what_to_do(
    row: Delivery, client: Client, method: str, word: str
) -> None:
    """In both languages, because nobody knows whose it is; and nothing is changed."""
    before = everything()
    answer = getattr(client, method)(f"/u/{word}")

    assert answer.status_code in {302, 404}
    assert everything() == before
    if len(word) == 32:
        page = answer.content.decode()
        assert "Deze afmeldlink klopt niet" in page
        assert "This unsubscribe link is not right" in page
    assert row.state == "pending"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(row: Delivery, client: Client, method: str) -> None:
    """Only GET, HEAD and POST mean something here."""
    answer = getattr(client, method)(link(row))

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="on PostgreSQL nobody locks the whole database")
def test_a_locked_database_is_never_answered_with_done(client: Client) -> None:
    """The page says that the choice is not stored yet; once the lock is gone the same link works."""
    shop.open_shop(1)
    shop.queued()
    row = Delivery.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    locked = client.post(link(row))
    other.execute("ROLLBACK")
    other.close()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 20000")
    free = client.post(link(row))

    assert (locked.status_code, free.status_code) == (503, 200)
    assert "nog niet opgeslagen" in locked.content.decode()
    assert locked.headers["Retry-After"] == "60"
    assert Choice.objects.filter(act="objection").count() == 1
