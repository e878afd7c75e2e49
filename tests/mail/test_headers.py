"""The headers by which a recipient stops and a message is known again."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datmag.errors import InputError, SettingError
from datmag.mail import headers
from tests.mail.given import AT, FOOTER, KEY, parsed, rendered, template

IDS = st.integers(0, headers.LAST_ID)


@settings(deadline=None)
@given(IDS)
def test_a_token_gives_its_delivery_back(delivery_id: int) -> None:
    """The link in the mail leads to the row of the outbox, also where a mail program lower- or upper-cased it."""
    word = headers.token(KEY, delivery_id)

    assert re.fullmatch(r"[a-z2-7]{32}", word)
    assert delivery_id == headers.read_token(KEY, word)
    assert delivery_id == headers.read_token(KEY, word.upper())


@settings(deadline=None)
@given(IDS, st.integers(0, 31), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_a_token_with_one_other_letter_is_nobodys(delivery_id: int, place: int, letter: str) -> None:
    """Nobody can turn his own link into that of another."""
    word = headers.token(KEY, delivery_id)
    other = word[:place] + letter + word[place + 1 :]

    assert (delivery_id if other == word else None) == headers.read_token(KEY, other)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_whatever_stands_in_a_link_is_read_without_an_error(text: str) -> None:
    """The page is public: any text may come in."""
    assert headers.read_token(KEY, text) is None


@settings(deadline=None)
@given(IDS)
def test_a_token_of_another_key_or_use_is_refused(delivery_id: int) -> None:
    """Another installation's link, or our own Message-ID, opens nothing here."""
    assert headers.read_token(b"another key, sixteen", headers.token(KEY, delivery_id)) is None
    assert headers.token(KEY, delivery_id)[8:] not in headers.message_id(KEY, delivery_id, "x.nl")


def test_a_token_cannot_carry_an_id_out_of_range() -> None:
    """It says so, instead of making a link that leads elsewhere."""
    for wrong in (-1, headers.LAST_ID + 1):
        with pytest.raises(InputError, match="does not fit in an opt-out link"):
            headers.token(KEY, wrong)


def test_a_short_key_is_refused_and_a_long_one_is_used_whole() -> None:
    """A key that can be guessed protects nobody; of a long one every byte counts."""
    with pytest.raises(SettingError, match="secret key is too short"):
        headers.token(b"short", 1)

    assert headers.token(b"k" * 100, 1) != headers.token(b"k" * 101, 1)


def test_the_one_click_headers_are_there_once_and_unfolded() -> None:
    """RFC 8058: one List-Unsubscribe with a web link, one List-Unsubscribe-Post; folding broke signatures."""
    mail = rendered(template(), 7)
    word = headers.token(KEY, 7)
    lines = [line for line in mail.split(b"\r\n") if line.lower().startswith(b"list-unsubscribe")]

    assert [
        f"List-Unsubscribe: <https://mail.vondel.example/u/{word}>, "
        f"<mailto:info@vondel.example?subject=unsubscribe%20{word}>".encode(),
        b"List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    ] == lines
    assert mail.count(b"List-Unsubscribe=One-Click") == 1


def test_a_reply_address_of_the_file_goes_before_that_of_the_register() -> None:
    """The author's `reply_to` is where answers and mailed opt-outs go."""
    mail = parsed(rendered(template(reply_to="Winkel <winkel@vondel.example>")))

    assert mail["reply-to"] == "winkel@vondel.example"
    assert "mailto:winkel@vondel.example" in mail["list-unsubscribe"]


def test_a_reply_address_on_record_that_is_none_names_no_mailbox() -> None:
    """A mailto that leads nowhere is worse than none; the link stays."""
    mail = parsed(rendered(template(footer=replace(FOOTER, reply_to="bel ons"))))

    assert mail["reply-to"] is None
    assert "mailto:" not in mail["list-unsubscribe"]


def test_a_message_id_is_fixed_by_the_delivery() -> None:
    """Every attempt bears the same id, another delivery another one; it tells nothing of the row's number."""
    made = template()
    first, again, other = (parsed(rendered(made, n))["message-id"] for n in (7, 7, 8))

    assert first == again
    assert first != other
    assert re.fullmatch(r"<[0-9a-f]{32}@vondel\.example>", first)


@pytest.mark.parametrize(
    ("declared_as", "automatic", "precedence"),
    [("marketing", None, "bulk"), ("survey", None, "bulk"), ("service", "auto-generated", None)],
)
def test_absence_notices_are_kept_away(
    declared_as: str, automatic: str | None, precedence: str | None
) -> None:
    """A mailing is bulk; a service message says that a machine made it (RFC 3834)."""
    mail = parsed(rendered(template(declared_as=declared_as)))

    assert automatic == mail["auto-submitted"]
    assert precedence == mail["precedence"]


def test_the_other_headers_say_what_they_should() -> None:
    """Date of the moment given, the list by its purpose, the language of the text."""
    mail = parsed(rendered(template()))

    assert round(mail["date"].datetime.timestamp() * 1_000_000) == AT
    assert mail["list-id"] == "<nieuwsbrief.vondel.example>"
    assert mail["content-language"] == "nl"
    assert headers.list_id("新闻", "x.nl") == ""
