"""The policies: a stricter one only removes permits."""

import os
import random
from itertools import pairwise

import pytest

from datmag.errors import SettingError
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES, chosen, own
from datmag.rulebook.verdict import judge
from datmag.words import Text
from tests.rulebook.cases import random_case

CASES = int(os.environ.get("DATMAG_FUZZ", "3000"))


def test_a_stricter_policy_only_removes_permits() -> None:
    """permit(consent_only) ⟹ permit(strict) ⟹ permit(standard) ⟹ permit(statute), in random cases."""
    chance = random.Random(7)
    permits = 0
    for _ in range(CASES):
        case = random_case(chance)
        verdicts = [judge(case, policy, RULEBOOK) for policy in POLICIES.values()]
        permitted = [verdict.permitted for verdict in verdicts]
        permits += permitted[0]

        assert permitted == sorted(permitted, reverse=True), case.json()
        for wide, narrow in pairwise(verdict for verdict in verdicts if not verdict.release):
            assert set(narrow.grounds) <= set(wide.grounds), case.json()
    assert permits > CASES // 10


def test_an_organisation_may_settle_each_point_itself() -> None:
    """Never looser than the widest reading."""
    mine = own(
        "mine", Text("eigen", "own"), POLICIES["standard"], relation_term_months=6, similarity=("same",)
    )

    assert (mine["relation_term_months"], mine["similarity"]) == (6, ("same",))
    assert mine["consent_idle_months"] == 24
    assert own("wide", mine.shown, mine, relation_term_months=None)["relation_term_months"] is None


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("consent_idle_months", 61),
        ("consent_idle_months", None),
        ("relation_term_months", -1),
        ("similarity", ("dissimilar",)),
        ("sale_kinds", ("quote",)),
        ("stop_address", "never"),
        ("marketing_basis", "all"),
        ("no_such_setting", 1),
    ],
)
def test_no_point_is_settled_looser_than_the_statute(
    setting: str, value: int | str | tuple[str, ...] | None
) -> None:
    """The error names the setting."""
    with pytest.raises(SettingError, match=setting):
        own("mine", Text("", ""), POLICIES["standard"], **{setting: value})


def test_a_policy_that_does_not_exist_is_an_error_that_names_the_others() -> None:
    """The error lists what may be chosen."""
    assert chosen("strict").shown.nl == "strenge lezing"
    with pytest.raises(SettingError, match="choose from statute, standard, strict, consent_only"):
        chosen("loose")
