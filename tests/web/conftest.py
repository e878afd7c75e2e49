"""The small shop behind the pages: judged or being sent; and who looks at it: the demo, staff, or nobody."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from datmag.campaign import steps
from datmag.delivery.models import Delivery, Mailing
from datmag.demo.catcher import Keeper
from datmag.mail.headers import token
from datmag.moment import Moment
from datmag.web import clock
from tests.web import shop

PASSWORD = "een lang wachtwoord"
MAIL = (
    b"From: Fietsenhuis Vondel <nieuws@vondel.example>\r\nTo: sanne@klant.example\r\n"
    b"Subject: =?utf-8?q?De_voorjaarsbeurt?=\r\n"
    b"List-Unsubscribe: <http://127.0.0.1:9/u/abc>, <mailto:stop@vondel.example>\r\n"
    b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>Dag <a href='https://elders.example'>kijk</a></p>\r\n"
)


@pytest.fixture
def now() -> Moment:
    """Give the moment at which the shop is put on record."""
    return clock.now()


@pytest.fixture
def mailing(db: None, now: Moment) -> Mailing:  # noqa: ARG001  (db opens the database)
    """Give the judged spring campaign of the shop."""
    return shop.build(now)


@pytest.fixture
def sending(mailing: Mailing) -> Mailing:
    """Give the spring campaign with its outbox filled."""
    steps.send(mailing, at=clock.now(), by="ans")
    return mailing


@pytest.fixture
def opt_out_link(sending: Mailing) -> str:
    """Give the opt-out link of a message that waits."""
    row = Delivery.objects.filter(mailing=sending, state="pending").order_by("id")[0]
    return f"/u/{token(configured.DATMAG.secret_key, row.id)}"


@pytest.fixture
def ans(db: None) -> Client:  # noqa: ARG001  (db opens the database)
    """Give somebody of the staff who is logged in."""
    client = Client()
    client.force_login(User.objects.create_user("ans", password=PASSWORD))
    return client


@pytest.fixture
def nobody() -> Client:
    """Give a stranger."""
    return Client()


@pytest.fixture
def demo(settings: Settings, tmp_path: Path) -> Client:
    """Turn the demo on, with an empty catcher, and give its visitor on this machine."""
    settings.DATMAG = replace(settings.DATMAG, demo=True, folder=tmp_path)
    (tmp_path / "mail").mkdir()
    return Client(headers={"host": "127.0.0.1"})


@pytest.fixture
def caught(demo: Client, tmp_path: Path) -> Client:
    """Give the demo's visitor, with one message in the catcher."""
    Keeper(tmp_path / "mail").keep(["sanne@klant.example"], MAIL)
    return demo
