"""The facts of a case (names, kinds, values, what silence means), and the values that the law itself sets."""

from dataclasses import dataclass
from typing import Final, Literal

from datmag.moment import NEVER, Moment

Kind = Literal["enum", "bool", "moment", "number", "country"]
Value = bool | int | str
Legal = int | tuple[str, ...]
"""A value that the law sets: a whole number or a list of words."""

UNKNOWN: Final = "unknown"
"""The value of an enum or bool fact that nobody knows. INVARIANT: a fact is never null."""

UNKNOWN_NUMBER: Final = -1


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of `decision.md`, section 1.

    Args:
        name: its name there.
        kind: what its values are; a country is two capital letters.
        values: the closed list of an enum.
        silence: the value that stands for an absent one: UNKNOWN, or what the page says silence means.
        required: an absent one is an error.
        askable: for a time: absence means that nobody knows it, not that it never was.
    """

    name: str
    kind: Kind
    values: tuple[str, ...] = ()
    silence: Value = UNKNOWN
    required: bool = False
    askable: bool = False

    @property
    def can_be_unknown(self) -> bool:
        """Tell whether an absent value leaves the fact unknown."""
        return self.askable if self.kind == "moment" else self.silence == UNKNOWN


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the law itself sets, by period, each with its citation.

    Args:
        id: its id in the rulebook.
        periods: (from when, value, citation), the earliest first; a value is a whole number or a list of words.
    """

    id: str
    periods: tuple[tuple[Moment, Legal, str], ...]

    def at(self, at: Moment) -> Legal:
        """Give the value at a moment; before the first period, that of the first."""
        return next((value for since, value, _ in reversed(self.periods) if since <= at), self.periods[0][1])

    def number(self, at: Moment) -> int:
        """Give a value that is a number."""
        value = self.at(at)
        return value if isinstance(value, int) else len(value)

    def words(self, at: Moment) -> tuple[str, ...]:
        """Give a value that is a list of words."""
        value = self.at(at)
        return value if isinstance(value, tuple) else ()


def _enum(name: str, values: str, silence: str = UNKNOWN, *, required: bool = False) -> Fact:
    return Fact(name, "enum", tuple(values.split()), silence, required)


def _bool(name: str, *, silence: Value = UNKNOWN) -> Fact:
    return Fact(name, "bool", (), silence)


def _time(name: str, *, askable: bool = False, required: bool = False) -> Fact:
    return Fact(name, "moment", (), NEVER, required, askable)


CIRCUMSTANCES = (
    _time("at", required=True),
    _enum("channel", "email sms app_message inbox_ad phone post", required=True),
    Fact("sender_country", "country", (), "NL"),
    Fact("recipient_country", "country", (), "NL"),
    _enum(
        "sender_kind",
        "business charity political_party public_body press_publisher good_cause_lottery",
        "business",
    ),
)

RECIPIENT = (
    _enum("recipient_kind", "natural_person sole_trader partnership legal_person"),
    Fact("recipient_age", "number", (), UNKNOWN_NUMBER),
    _bool("parental_consent", silence=False),
    _bool("recipient_deceased", silence=False),
    _time("erased_at"),
    _enum("address_kind", "personal named_business role_business"),
    _enum("address_source", "own_sale own_account own_form published third_party friend other"),
    _time("address_collected_at", askable=True),
    _enum("address_designation", "advertising_matching advertising_other general_contact no_advertising"),
    _bool("uses_service", silence=False),
)

RELATION = (
    _enum(
        "sale",
        "paid payment_due free_with_paid_tier trial refunded quote cart inquiry donation none",
        "none",
    ),
    _enum("sale_party", "recipient represented other"),
    _enum("sale_seller", "sender predecessor group_company other"),
    _time("sale_at", askable=True),
    _time("relation_ended_at"),
    _bool("informed_at_collection"),
    _bool("refusal_offered_at_collection"),
    _bool("requested", silence=False),
    _time("requested_at"),
    _time("objected_at"),
)

CONSENT = (
    _time("consent_at"),
    _enum("consent_by", "recipient parent representative other"),
    _enum("consent_act", "active preticked silence terms_acceptance unconfirmed deceptive business_card"),
    _bool("consent_names_sender"),
    _bool("consent_names_promoted_party"),
    _bool("consent_bundled"),
    _bool("consent_conditional", silence=False),
    _bool("consent_informed"),
    _bool("consent_covers_purpose"),
    _bool("consent_covers_channel"),
    _enum("consent_evidence", "full partial none"),
    _time("consent_withdrawn_at"),
    _time("consent_last_used_at"),
    _bool("open_tracking_consent", silence=False),
    _bool("click_tracking_consent", silence=False),
    _bool("personalisation_consent", silence=False),
)

MESSAGE = (
    _enum(
        "declared_as",
        "marketing service requested survey consent_request consent_confirmation",
        required=True,
    ),
    _enum("commercial_content", "none minor dominant"),
    _bool("ideological_content", silence=False),
    _bool("charitable_content", silence=False),
    _bool("service_content_necessary", silence=False),
    _enum("service_basis", "contract security vital_interest legal_duty"),
    _bool("repeat_request", silence=False),
    _enum("promotes", "own own_with_sponsor third_party group_company", "own"),
    _enum("similarity", "same similar accessory same_range dissimilar"),
    _bool("identifies_sender"),
    _bool("stop_address_valid"),
    _enum("unsubscribe", "works broken needs_login none"),
    _bool("open_tracking", silence=False),
    _enum("click_tracking", "none aggregate individual", "none"),
    _enum("personalised", "none purchases behaviour", "none"),
)

FACTS: dict[str, Fact] = {
    fact.name: fact for fact in CIRCUMSTANCES + RECIPIENT + RELATION + CONSENT + MESSAGE
}
"""Every fact, in the order of `decision.md`, section 1."""
