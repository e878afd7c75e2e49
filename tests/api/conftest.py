"""Who calls the API: a program with a token, staff, a browser on this machine in the demo, or nobody."""

from dataclasses import replace
from hashlib import sha256

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

TOKEN = "a-token-of-the-test-of-more-than-32-letters"
PASSWORD = "een lang wachtwoord"


@pytest.fixture
def nobody() -> Client:
    """Give a stranger."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def program(settings: Settings) -> Client:
    """Give a program with a token that the installation knows."""
    settings.DATMAG = replace(settings.DATMAG, api_tokens=(sha256(TOKEN.encode()).digest(),))
    return Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {TOKEN}"})


@pytest.fixture
def staff(db: None) -> Client:  # noqa: ARG001  (db opens the database)
    """Give a browser in which somebody is logged in, with the CSRF cookie that a page of ours gave it."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_user("ans", password=PASSWORD))
    client.get("/login")
    return client


@pytest.fixture
def demo(settings: Settings) -> Client:
    """Turn the demo on and give its visitor on this machine."""
    settings.DATMAG = replace(settings.DATMAG, demo=True)
    return Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1:8000"})
