"""Rule 1: the exact key is narrow, the mailbox key is wide, and neither depends on how an address is typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.provisional import domains

from datmag.errors import InputError
from datmag.register.keys import CHANNELS, Keys, channel_of, normalise

KEYS = Keys(b"k" * 32)
LOCALS = st.from_regex(r"[A-Za-z0-9]+([.+_-][A-Za-z0-9]+){0,3}", fullmatch=True).filter(lambda t: len(t) < 60)
ADDRESSES = st.builds(lambda local, domain: f"{local}@{domain}", LOCALS, domains(max_length=60))
ANYTHING = st.text(max_size=40)


@pytest.mark.parametrize(
    ("written", "exact", "mailbox"),
    [
        (" ROOS@Kuiper.example ", "roos@kuiper.example", "roos@kuiper.example"),
        ("tom+kurk@vos.example", "tom+kurk@vos.example", "tom@vos.example"),
        ("t.om@vos.example", "t.om@vos.example", "t.om@vos.example"),
        ("jan@Bücher.example", "jan@xn--bcher-kva.example", "jan@xn--bcher-kva.example"),
        ("jan@xn--bcher-kva.example", "jan@xn--bcher-kva.example", "jan@xn--bcher-kva.example"),
        ("straße@x.example", "straße@x.example", "strasse@x.example"),
        ("ame\u0301lie@x.example", "amélie@x.example", "amélie@x.example"),
    ],
)
def test_the_two_forms_of_an_address(written: str, exact: str, mailbox: str) -> None:
    """NFC, trimmed, lower case, the domain as A-label; the mailbox casefolded, without the tag; dots stay."""
    assert normalise("email", written) == (exact, mailbox)


@pytest.mark.parametrize(
    "written",
    [
        "jan@@x",
        "jan@x",
        "",
        " ",
        "jan",
        "@x.example",
        "jan@",
        "jan@-x.example",
        "a b@x.example",
        "jan@x..example",
        "jan\x00@x.example",
        "jan\ud800@x.example",
        f"{'x' * 65}@x.example",
    ],
)
def test_what_is_no_address_gets_a_clear_error(written: str) -> None:
    """The error shows what was written and what to write."""
    with pytest.raises(InputError) as caught:
        normalise("email", written)

    assert "naam@domein.nl" in caught.value.text.nl
    assert "name@domain.nl" in caught.value.text.en


@pytest.mark.parametrize(
    "written", ["06-12345678", "06 1234 5678", "+31612345678", "0031 6 12345678", "+31 (0)6 12345678"]
)
def test_a_phone_number_is_e164(written: str) -> None:
    """However it is typed."""
    assert normalise("sms", written) == ("+31612345678", "+31612345678")
    assert normalise("phone", written) == normalise("sms", written)


def test_what_is_no_phone_number_is_refused() -> None:
    """Too short to be one."""
    with pytest.raises(InputError):
        normalise("phone", "123")


def test_a_postal_address_is_compared_without_its_marks() -> None:
    """A No reaches it whatever the commas and blanks."""
    one = normalise("post", "Naaldstraat 2,  1234 AB  Zoomdam")[1]

    assert one == normalise("post", "naaldstraat 2 1234AB Zoomdam")[1]


def test_a_channel_that_does_not_exist_is_refused() -> None:
    """The error names the channels."""
    with pytest.raises(InputError, match="email"):
        normalise("fax", "1")


@pytest.mark.parametrize(
    ("written", "channel"), [("a@b.nl", "email"), ("06-12345678", "phone"), ("Dam 1, Amsterdam", "post")]
)
def test_the_channel_of_an_address_without_one_is_guessed(written: str, channel: str) -> None:
    """By its form."""
    assert channel_of(written) == channel


def test_keys_are_hashes_under_a_secret() -> None:
    """Another secret gives another key; the two keys of one address differ; a long secret works too."""
    address = "jan@x.example"
    other = Keys(b"o" * 100)

    assert len({*KEYS.both("email", address), *other.both("email", address)}) == 4
    assert len(KEYS.exact("email", address)) == 32
    assert KEYS.mailbox("email", "jan+a@x.example") == KEYS.mailbox("email", address)


@given(ADDRESSES)
def test_normalising_twice_changes_nothing(address: str) -> None:
    """The exact form of an exact form is itself, and has the same mailbox."""
    try:
        exact, mailbox = normalise("email", address)
    except InputError:
        return

    assert normalise("email", exact) == (exact, mailbox)
    assert normalise("email", mailbox)[1] == mailbox


@given(ADDRESSES, st.sampled_from([str.upper, str.lower, str.title, lambda text: f"  {text}\t"]))
def test_letters_and_blanks_around_it_change_nothing(address: str, change: object) -> None:
    """The same address, typed otherwise."""
    assert callable(change)
    try:
        forms = normalise("email", address)
    except InputError:
        return

    assert normalise("email", change(address)) == forms


@given(st.sampled_from(CHANNELS), ANYTHING)
def test_any_text_gives_two_keys_or_a_clear_error(channel: str, text: str) -> None:
    """Never anything else; composed and decomposed letters are the same."""
    try:
        forms = normalise(channel, text)
    except InputError:
        return

    assert normalise(channel, unicodedata.normalize("NFD", text)) == forms
    assert all(forms)
