"""What is found in the bytes is what stands in them, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datmag.mail import findings, visible
from datmag.mail.findings import SenderIdentity, found
from tests.mail.given import FOOTER, KEY, identity, rendered, template

MADE = template()
MAIL = rendered(MADE)
SENDER = identity(MADE)
ALL_WELL = {"identifies_sender": True, "stop_address_valid": True, "unsubscribe": "works", "remote": []}


def letter(text: str, html: str, head: str = "") -> bytes:
    """Make a message of two parts by hand."""
    return (
        f"From: Vondel <nieuws@vondel.example>\r\n{head}MIME-Version: 1.0\r\n"
        'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--b--\r\n"
    ).encode()


NAMED = "Fietsenhuis Vondel B.V. KvK 01234567"


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("ground", ["", "consent", "soft_opt_in", "service"])
def test_a_composed_message_is_found_to_be_in_order(lang: str, ground: str) -> None:
    """The footer of the register meets all three duties, in both languages and on every ground."""
    made = template(lang=lang)

    assert found(rendered(made, ground=ground), identity(made)) == ALL_WELL


def test_only_three_findings_are_facts() -> None:
    """What is loaded from elsewhere is for a person to read."""
    assert set(findings.FACTS) == set(findings.facts(found(MAIL, SENDER)))


@pytest.mark.parametrize(
    ("fact", "footer"),
    [
        ("identifies_sender", replace(FOOTER, postal="", register_no="")),
        ("stop_address_valid", replace(FOOTER, postal="", reply_to="", contact="")),
    ],
)
def test_what_the_register_does_not_know_is_not_found(fact: str, footer: findings.Footer) -> None:
    """Nothing is assumed: an unknown address identifies nobody."""
    made = template(footer=footer)

    assert found(rendered(made), SenderIdentity.of(footer, made, KEY))[fact] is False


def test_the_sender_in_from_must_be_the_sender() -> None:
    """His domain or one below it, or his name; one From, not none and not two."""
    nobody = replace(FOOTER, website="https://www.elders.example", reply_to="info@elders.example")
    strange = template(footer=nobody, **{"from": "Super Aanbiedingen <nieuws@vondel.example>"})
    by_name = template(footer=nobody)
    below = template(**{"from": "Nieuws <brief@nieuws.vondel.example>"})
    alike = template(**{"from": "Nieuws <brief@avondel.example>"})

    assert found(rendered(strange), SenderIdentity.of(nobody, strange, KEY))["identifies_sender"] is False
    assert found(rendered(by_name), SenderIdentity.of(nobody, by_name, KEY))["identifies_sender"] is True
    assert found(rendered(below), SENDER)["identifies_sender"] is True
    assert found(rendered(alike), SENDER)["identifies_sender"] is False
    assert found(b"From: x@vondel.example\r\n" + MAIL, SENDER)["identifies_sender"] is False
    assert found(MAIL.partition(b"\r\n")[2], SENDER)["identifies_sender"] is False


@pytest.mark.parametrize(
    ("text", "html", "there"),
    [
        (NAMED, f"<p>{NAMED}</p>", True),
        (NAMED, f"<p>{NAMED}9</p>", False),
        (NAMED, "<p>Fietsenhuis Vondel B.V.</p>", False),
        ("", f"<p>{NAMED}</p>", False),
        (NAMED, f"<!-- {NAMED} -->", False),
        (NAMED, f'<p style="display:none">{NAMED}</p>', False),
        (NAMED, f'<p style="font-size:1px">{NAMED}</p>', False),
        (NAMED, f'<td style="font-size:0px"><p style="font-size:14px">{NAMED}</p></td>', True),
        (NAMED, f'<div style="max-height:0"><p>{NAMED}</p></div>', False),
        (NAMED, f"<p hidden>{NAMED}</p>", False),
        (NAMED, f'<img alt="{NAMED}">', False),
        (NAMED, f"<title>{NAMED}</title>", False),
    ],
)
def test_only_what_a_reader_sees_in_each_part_counts(text: str, html: str, there: bool) -> None:  # noqa: FBT001  (a column of the table)
    """Hidden words, tiny letters, comments and titles identify nobody."""
    assert there is found(letter(text, html), SENDER)["identifies_sender"]


def link() -> str:
    """Give an opt-out link of ours."""
    return MADE.stamp(KEY, 7, 0).url


HEADERS = "List-Unsubscribe: <{url}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"


@pytest.mark.parametrize(
    ("text", "html", "head", "state"),
    [
        ("stop: {url}", '<a href="{url}">stop</a>', HEADERS, "works"),
        ("stop: {url}.", '<a href="{url}">stop</a>', HEADERS, "works"),
        ("geen", "<p>geen</p>", "", "none"),
        ("geen", "<p>geen</p>", HEADERS, "none"),
        ("geen", '<a href="{url}">stop</a>', HEADERS, "broken"),
        ("stop: {url}", '<a href="{url}"></a>', HEADERS, "broken"),
        ("stop: {url}", '<a style="display:none" href="{url}">stop</a>', HEADERS, "broken"),
        ("stop: {url}", '<a href="{url}">stop</a>', "", "broken"),
        ("stop: {url}", '<a href="{url}">stop</a>', "List-Unsubscribe: <{url}>\r\n", "broken"),
        ("stop: {url}", '<a href="{url}">stop</a>', HEADERS + "List-Unsubscribe: <{url}>\r\n", "broken"),
        ("stop: {url}", '<a href="{url}">stop</a>', HEADERS.replace("One-Click", "Yes"), "broken"),
        ("stop: {url}x", '<a href="{url}x">stop</a>', HEADERS.replace("{url}", "{url}x"), "broken"),
        ("stop: {url}", '<a href="{url}">stop</a> <a href="{url}?x=1">anders</a>', HEADERS, "broken"),
        ("stop: https://elders.nl/u/x", '<a href="https://elders.nl/u/x">stop</a>', "", "none"),
    ],
)
def test_an_opt_out_works_only_where_parts_and_header_agree(
    text: str, html: str, head: str, state: str
) -> None:
    """One visible link in each part, the same in the header, with a token of ours."""
    mail = letter(*(piece.replace("{url}", link()) for piece in (text, html, head)))

    assert state == found(mail, SENDER)["unsubscribe"]


def test_a_link_of_another_installation_is_broken() -> None:
    """A token that our key did not make leads nowhere."""
    assert found(MAIL, replace(SENDER, key=b"another key, sixteen"))["unsubscribe"] == "broken"
    assert found(MAIL, replace(SENDER, public_url="https://elders.example"))["unsubscribe"] == "none"


@pytest.mark.parametrize(
    "html",
    [
        '<img src="{x}">',
        '<img srcset="a.png 1x, {x} 2x">',
        '<table background="{x}"></table>',
        '<link rel="stylesheet" href="{x}">',
        "<style>@import '{x}';</style>",
        "<style>@font-face {{ src: url({x}) }}</style>",
        "<p style=\"background: url('{x}')\">a</p>",
        '<iframe src="{x}"></iframe>',
        '<object data="{x}"></object>',
        '<video poster="{x}"></video>',
        '<!--[if mso]><v:image src="{x}" /><![endif]-->',
    ],
)
@pytest.mark.parametrize("address", ["https://t.example/p.gif", "//t.example/p.gif"])
def test_whatever_a_mail_program_would_load_is_listed(html: str, address: str) -> None:
    """Pictures, fonts, styles and frames from elsewhere tell who opened the mail."""
    assert [address] == visible.remote(html.replace("{x}", address).replace("{{", "{").replace("}}", "}"))


def test_what_is_not_loaded_is_not_listed() -> None:
    """A link is followed by choice; an enclosed picture comes with the mail."""
    html = '<a href="https://x.nl/">x</a><img src="cid:1"><img src="data:image/png;base64,AA=="><p>url(x)</p>'

    assert visible.remote(html) == []


def test_an_unknown_character_set_shows_nothing() -> None:
    """What cannot be read meets no duty."""
    mail = MAIL.replace(b"charset=utf-8", b"charset=klingon")

    assert found(mail, SENDER) == ALL_WELL | {
        "identifies_sender": False,
        "stop_address_valid": False,
        "unsubscribe": "none",
    }


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(MAIL) - 1), st.binary(max_size=6))
def test_damaged_bytes_never_make_a_duty_met_that_was_not(place: int, damage: bytes) -> None:
    """Whatever happened on the way, reading it gives an answer; a cut message is never in order."""
    damaged = MAIL[:place] + damage + MAIL[place + 1 :]

    assert {"works", "broken", "none"} >= {found(damaged, SENDER)["unsubscribe"]}
    assert found(MAIL[: len(MAIL) // 3], SENDER) != ALL_WELL
