"""The four policies: how they settle the disputed points, and how an organisation makes its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from datmag.errors import SettingError
from datmag.rulebook.settings import ANY_DEALING, KINDS, LIKE, SETTINGS, Settled
from datmag.words import Text

__all__ = ["POLICIES", "SETTINGS", "Policy", "Settled", "chosen", "own"]


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
    settings: Mapping[str, Settled] = field(hash=False)

    def __getitem__(self, setting: str) -> Settled:
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


def _policy(name: str, shown: Text, *values: Settled) -> Policy:
    return Policy(name, shown, MappingProxyType(dict(zip(SETTINGS, values, strict=True))))


POLICIES: dict[str, Policy] = {
    policy.name: policy
    for policy in (
        _policy(
            "statute", Text("ruimste lezing", "widest reading"),
            "any", KINDS, ANY_DEALING, LIKE, None, 60, "minor", "link_suffices",
        ),
        _policy(
            "standard", Text("gangbare lezing", "usual reading"),
            "any", KINDS[:2], KINDS[:2], LIKE[:3], 24, 24, "none", "required",
        ),
        _policy(
            "strict", Text("strenge lezing", "strict reading"),
            "any", KINDS[:1], KINDS[:1], LIKE[:2], 12, 12, "none", "required",
        ),
        _policy(
            "consent_only", Text("alleen toestemming", "consent only"),
            "consent", (), (), LIKE[:2], 12, 12, "none", "required",
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


def own(name: str, shown: Text, base: Policy, **changes: Settled) -> Policy:
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


_LONGEST = 1_200
"""A term of more months than a century is a mistake."""


def _allowed(setting: str, value: Settled) -> bool:
    widest = POLICIES["statute"][setting]
    if isinstance(widest, tuple):
        return isinstance(value, tuple) and set(value) <= set(widest)
    if setting in _LOOSE:
        return value in (_LOOSE[setting], _TIGHT[setting])
    if value is None or isinstance(value, bool) or not isinstance(value, int):
        return value is None and widest is None
    return 0 <= value <= (widest if isinstance(widest, int) else _LONGEST)
