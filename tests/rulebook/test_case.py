"""Reading a case: what silence means, and clear errors for what is no fact."""

from typing import Any

import pytest

from datmag.errors import InputError
from datmag.moment import NEVER, parse
from datmag.rulebook.case import Case, value_of
from datmag.rulebook.fact import FACTS, UNKNOWN, UNKNOWN_NUMBER
from tests.rulebook.cases import CASEBOOK

LEAST = {"at": "2026-11-10T10:00:00+01:00", "channel": "email", "declared_as": "marketing"}


def test_silence_has_the_meaning_of_the_page() -> None:
    """The few facts for which silence says something, and all others unknown."""
    case = Case.read(LEAST)

    assert case["sender_kind"] == "business"
    assert (case["sender_country"], case["recipient_country"]) == ("NL", "NL")
    assert (case["sale"], case["promotes"], case["click_tracking"], case["personalised"]) == (
        "none",
        "own",
        "none",
        "none",
    )
    assert [name for name in FACTS if case[name] is False] == [
        "parental_consent",
        "recipient_deceased",
        "uses_service",
        "requested",
        "consent_conditional",
        "open_tracking_consent",
        "click_tracking_consent",
        "personalisation_consent",
        "ideological_content",
        "charitable_content",
        "service_content_necessary",
        "repeat_request",
        "open_tracking",
    ]
    assert case["recipient_age"] == UNKNOWN_NUMBER
    assert case["objected_at"] == NEVER
    assert case["recipient_kind"] == UNKNOWN


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"channel": "email", "declared_as": "marketing"}, "`at` is missing"),
        ({**LEAST, "at": "2026-11-10T10:00:00"}, "`at` cannot be"),
        ({**LEAST, "at": "2026-11-31T10:00:00Z"}, "with a zone"),
        ({**LEAST, "at": "0001-01-01T00:00:00Z"}, "`at` cannot be"),
        ({**LEAST, "sale_at": "9999-12-31T23:59:59-05:00"}, "`sale_at` cannot be"),
        ({**LEAST, "sale_at": 5}, "`sale_at` cannot be"),
        ({**LEAST, "channel": "fax"}, "choose from email, sms"),
        ({**LEAST, "channel": ["email"]}, "`channel` cannot be"),
        ({**LEAST, "requested": "yes"}, "true, false or null"),
        ({**LEAST, "requested": 1}, "true, false or null"),
        ({**LEAST, "recipient_age": -3}, "from 0 to 130"),
        ({**LEAST, "recipient_age": True}, "from 0 to 130"),
        ({**LEAST, "recipient_country": "nl"}, "country code"),
        ({**LEAST, "consent_bundeld": True}, "do you mean `consent_bundled`?"),
        ({**LEAST, "zzz": True}, "see the list of facts"),
    ],
)
def test_what_is_no_fact_is_an_error_that_names_it(facts: dict[str, Any], words: str) -> None:
    """The error names the fact, the value and what to write."""
    with pytest.raises(InputError, match=r".") as caught:
        Case.read(facts)

    assert words in str(caught.value)


def test_a_typed_row_gives_the_same_case() -> None:
    """What the register holds in columns and what a file says are one case."""
    for entry in CASEBOOK:
        case = Case.read(entry["facts"])

        assert case == Case.of({**case.row(), "address_id": 7})
        assert case == Case.read(case.json())


def test_a_value_is_checked_against_its_fact() -> None:
    """A constant of a statement is a value that the fact has."""
    assert value_of("requested", 1) is True
    assert value_of("requested", -1) is False
    assert value_of("unsubscribe", None) == UNKNOWN
    assert value_of("at", parse(LEAST["at"])) == parse(LEAST["at"])
    for name, value in (("unsubscribe", "perhaps"), ("no_such", 1), ("at", NEVER)):
        with pytest.raises(InputError):
            value_of(name, value)
