"""The disputed points as named settings, and the four policies that settle them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from datmag.errors import SettingError
from datmag.rulebook.fact import FACTS
from datmag.words import Text

Setting = tuple[str, ...] | int | str | None

_KINDS = ("paid", "payment_due", "free_with_paid_tier", "trial")
_ANY_DEALING = tuple(kind for kind in FACTS["sale"].values if kind != "none")
_LIKE = ("same", "similar", "accessory", "same_range")

SETTINGS: dict[str, Text] = {
    "marketing_basis": Text("welke grondslagen voor reclame tellen", "which grounds for marketing count"),
    "sale_kinds": Text("welke soorten aankoop iemand klant maken", "which kinds of sale make a customer"),
    "post_basis": Text("welke contacten post dragen", "which dealings carry post"),
    "similarity": Text("wat genoeg lijkt op wat is gekocht", "what is similar enough to what was bought"),
    "relation_term_months": Text(
        "hoeveel maanden iemand klant blijft", "for how many months somebody stays a customer"
    ),
    "consent_idle_months": Text(
        "na hoeveel maanden zonder gebruik toestemming vervalt",
        "after how many unused months consent lapses",
    ),
    "service_promotion_tolerated": Text(
        "hoeveel reclame een servicebericht mag bevatten", "how much promotion a service message may hold"
    ),
    "stop_address": Text(
        "of een adres om te stoppen nodig is naast de afmeldlink",
        "whether a stop address is needed beside the unsubscribe link",
    ),
}
"""Every disputed point, with its shown name."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A way to settle every disputed point.

    Args:
        name: its id.
        shown: its name for people.
        settings: one value for each of SETTINGS; a term of None months asks for no date.
    """

    name: str
    shown: Text
    settings: Mapping[str, Setting] = field(hash=False)

    def __getitem__(self, setting: str) -> Setting:
        """Give the value of a setting."""
        return self.settings[setting]

    def months(self, setting: str) -> int | None:
        """Give a term in months; None where no term is asked."""
        value = self.settings[setting]
        return value if isinstance(value, int) else None

    def words(self, setting: str) -> tuple[str, ...]:
        """Give a setting that is a list of words."""
        value = self.settings[setting]
        return value if isinstance(value, tuple) else ()


def _policy(name: str, shown: Text, *values: Setting) -> Policy:
    return Policy(name, shown, MappingProxyType(dict(zip(SETTINGS, values, strict=True))))


POLICIES: dict[str, Policy] = {
    policy.name: policy
    for policy in (
        _policy(
            "statute", Text("ruimste lezing", "widest reading"),
            "any", _KINDS, _ANY_DEALING, _LIKE, None, 60, "minor", "link_suffices",
        ),
        _policy(
            "standard", Text("gangbare lezing", "usual reading"),
            "any", _KINDS[:2], _KINDS[:2], _LIKE[:3], 24, 24, "none", "required",
        ),
        _policy(
            "strict", Text("strenge lezing", "strict reading"),
            "any", _KINDS[:1], _KINDS[:1], _LIKE[:2], 12, 12, "none", "required",
        ),
        _policy(
            "consent_only", Text("alleen toestemming", "consent only"),
            "consent", (), (), _LIKE[:2], 12, 12, "none", "required",
        ),
    )
}  # fmt: skip
"""The policies of `decision.md`, section 4, from the widest to the narrowest."""

_LOOSE = {"marketing_basis": "any", "service_promotion_tolerated": "minor", "stop_address": "link_suffices"}
_TIGHT = {"marketing_basis": "consent", "service_promotion_tolerated": "none", "stop_address": "required"}


def chosen(name: str) -> Policy:
    """Give a policy by its name.

    Raises:
        SettingError: there is no such policy.
    """
    if name not in POLICIES:
        names = ", ".join(POLICIES)
        raise SettingError(
            Text(
                f"`{name}` is geen lezing: kies uit {names}", f"`{name}` is not a policy: choose from {names}"
            )
        )
    return POLICIES[name]


def own(name: str, shown: Text, base: Policy, **changes: Setting) -> Policy:
    """Make an organisation's own policy from another one.

    Raises:
        SettingError: a setting that does not exist, or one that is looser than the widest reading.
    """
    for setting, value in changes.items():
        if setting not in SETTINGS or not _allowed(setting, value):
            raise SettingError(
                Text(
                    f"de instelling `{setting}` kan niet `{value}` zijn: nooit ruimer dan de ruimste lezing",
                    f"the setting `{setting}` cannot be `{value}`: never looser than the widest reading",
                )
            )
    return Policy(name, shown, MappingProxyType({**base.settings, **changes}))


def _allowed(setting: str, value: Setting) -> bool:
    widest = POLICIES["statute"][setting]
    if isinstance(widest, tuple):
        return isinstance(value, tuple) and set(value) <= set(widest)
    if setting in _LOOSE:
        return value in {_LOOSE[setting], _TIGHT[setting]}
    if value is None or isinstance(value, bool) or not isinstance(value, int):
        return value is None and widest is None
    return value >= 0 and (not isinstance(widest, int) or value <= widest)
