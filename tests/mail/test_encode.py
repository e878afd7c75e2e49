"""Whatever a recipient is called, the bytes stay a valid message and say the same."""

import quopri
from email import message_from_bytes, policy

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from datmag.errors import InputError
from datmag.mail import encode
from tests.mail.given import parsed, parts, rendered, template

ANY = st.text(max_size=200)
HARD = st.one_of(
    ANY,
    st.text(alphabet="\"\\<>()[]@,;:=?_.& \r\n\t'", max_size=80),
    st.sampled_from(
        [
            "Piet\r\nBcc: all@x.nl",
            '<script>alert("1")</script>',
            "=?utf-8?q?Bcc:_x?=",
            "{{ email }}",
            "x" * 500,
            "é" * 300,
            "👩‍👩‍👧‍👦" * 40,
            ".",
            "From ",
            "--=_datmag_",
            "\u202egro.elpmaxe",
            " ",
            "\ue000\ue001",
            "\ud800",
        ]
    ),
)
SUBJECT = template(subject='"{{ name }}, uw beurt"')
PLAIN = template()
MERGED = template(
    "A {{ name | niemand }} B\n\n{{ organisation | geen }}\n\nC {{ name | niemand }}{{ organisation | geen }} D",
    subject='"{{ name | niemand }}, uw beurt"',
)


def check_form(mail: bytes) -> None:
    """Check what every mail server may ask of a message: RFC 5322, 2045 and 5321."""
    head, _, _ = mail.partition(b"\r\n\r\n")

    assert mail.isascii()
    assert b"\0" not in mail
    assert mail.count(b"\r") == mail.count(b"\n") == mail.count(b"\r\n")
    assert max(map(len, mail.split(b"\r\n"))) <= 998
    assert mail.endswith(b"--\r\n")
    names = [line.partition(b":")[0].lower() for line in head.split(b"\r\n") if line[:1] not in b" \t"]
    assert len(names) == len(set(names))
    assert {b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type"} <= set(
        names
    )
    assert all(line.strip() for line in head.split(b"\r\n"))


@settings(max_examples=300, deadline=None)
@given(name=HARD, organisation=HARD)
@example(name="", organisation="")
def test_any_name_gives_a_valid_message_that_says_that_name(name: str, organisation: str) -> None:
    """The standard library reads back exactly the cleaned name, in the head and in both parts."""
    mail = rendered(MERGED, name=name, organisation=organisation)
    shown, work = encode.clean(name) or "niemand", encode.clean(organisation) or "geen"
    text, html = parts(mail)
    read = parsed(mail)

    check_form(mail)
    assert text.startswith(f"A {shown} B\n\n{work}\n\nC {shown}{work} D\n")
    assert "<script" not in html
    assert read.defects == []
    assert f"{shown}, uw beurt".split() == str(read["subject"]).split()
    assert len(read["to"].addresses) == 1
    assert read["to"].addresses[0].addr_spec == "piet@klant.example"
    # Python 3.11 keeps the space between two encoded words of a name, against RFC 2047.
    assert "".join(encode.clean(name).split()) == "".join(read["to"].addresses[0].display_name.split())
    assert read["bcc"] is None


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=6), HARD)
@example(lines=["000" + "\x80" * 8 + "\U00010000" * 2 + "0"], name="")
@example(lines=["0" * 76], name="Jan")
@example(lines=["0" * 73 + "="], name="Jan")
@example(lines=["x", "0" * 75 + " "], name="")
@example(lines=["0" * 75 + "="], name="")
def test_quoted_printable_pieces_fit_together(lines: list[str], name: str) -> None:
    """Fixed text and values decode to their plain join, with no line over 76."""
    before = "\n".join(line.replace("\r", "").replace("\n", "") for line in lines)
    shown = encode.clean(name)
    coded = (
        encode.fixed(before, open_end=True)
        + encode.value(shown)
        + encode.value(shown)
        + encode.fixed("\n" + before, open_end=False)
    )

    assert max(map(len, coded.split(b"\r\n"))) <= 76
    assert f"{before}{shown}{shown}\n{before}".encode().replace(b"\n", b"\r\n") == quopri.decodestring(coded)


@settings(max_examples=300, deadline=None)
@given(HARD)
def test_a_header_text_is_folded_within_bounds_and_reads_the_same(text: str) -> None:
    """Lines of at most 76 where there is a place to fold, and never a line that is only white."""
    shown = encode.clean(text)
    coded = encode.header_text(shown, len("Subject: "))
    read = message_from_bytes(b"Subject: " + coded + b"\r\n\r\n", policy=policy.default)

    assert coded.isascii()
    assert max(map(len, coded.split(b"\r\n"))) <= 310
    assert shown.split() == str(read["subject"]).split()


@pytest.mark.parametrize(
    ("given_address", "written"),
    [
        ("piet@klant.example", "piet@klant.example"),
        ("Piet.O'Neill+web@Klant.example", "Piet.O'Neill+web@Klant.example"),
        ("info@fünf.nl", "info@xn--fnf-hoa.nl"),
        ("root@localhost", "root@localhost"),
    ],
)
def test_an_address_is_written_in_ascii(given_address: str, written: str) -> None:
    """The local part stays as it is, the domain gets its A-label."""
    assert written == encode.ascii_address(given_address)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "piet",
        "jän@x.nl",
        "a@b@c.nl",
        "a b@x.nl",
        "p@x.nl\r\nBcc: y@z.nl",
        "p@x.nl, q@x.nl",
        "<p@x.nl>",
        "p@" + "x" * 2000,
    ],
)
def test_no_mail_goes_to_what_is_no_address(wrong: str) -> None:
    """A clear sentence, never a second recipient or a second header."""
    with pytest.raises(InputError, match="no mail can go to"):
        rendered(PLAIN, email=wrong)


def test_a_name_of_plain_words_is_left_readable() -> None:
    """Only what needs it is quoted or encoded."""
    written = {
        "Piet de Vries": b"Piet de Vries <p@x.nl>",
        "Vries, P. de": b'"Vries, P. de" <p@x.nl>',
        'P "de" \\ V': b'"P \\"de\\" \\\\ V" <p@x.nl>',
        "Zoë": b"=?utf-8?b?Wm/Dqw==?= <p@x.nl>",
        "": b"p@x.nl",
    }

    assert written == {name: encode.mailbox(name, "p@x.nl", 4) for name in written}


def test_signs_that_turn_or_hide_text_are_taken_out() -> None:
    """A name is one line of visible text; what belongs to a letter or an emoji stays."""
    assert encode.clean(" a\r\n\t b\0") == "a b"
    assert encode.clean("\u202egro.elpmaxe") == "gro.elpmaxe"
    assert encode.clean("👩‍👧") == "👩‍👧"


def test_a_merge_field_in_a_value_is_only_text() -> None:
    """A recipient called "{{ email }}" gets that name, not his address."""
    text, _ = parts(rendered(PLAIN, name="{{ email }}"))

    assert "Beste {{ email }}," in text
    assert "{{ email }}" not in rendered(SUBJECT, name="Piet").decode()
