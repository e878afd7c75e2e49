"""The worked examples: every rule has them, they come out as stated, and a file that is wrong is refused."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from datmag.errors import InputError
from datmag.rulebook import worked
from datmag.rulebook.case import Case
from datmag.rulebook.condition import NEVER_SO, Is
from datmag.rulebook.decide import decide
from datmag.rulebook.decision import Decision
from datmag.rulebook.fact import FACTS
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.nl.person import MINOR
from datmag.rulebook.nl.published import EEA
from datmag.rulebook.policy import POLICIES, own
from datmag.rulebook.rule import Block, Exemption, Objection, Rulebook
from datmag.rulebook.verdict import judge
from datmag.rulebook.worked import Example, Kind, examples, read_bases, read_examples
from tests.rulebook.base import RULES, Listed
from tests.rulebook.broken import in_place_of

PAIRS: dict[str, tuple[Kind, Kind]] = {"obligation": ("without", "with"), "fine": ("without", "with")}
"""The two kinds of examples that a rule needs; every other kind of rule needs a permit and a deny."""

NEAR: dict[Kind, Kind] = {"deny": "permit", "with": "without"}
"""Which kind of example each near miss must be near to."""


def of(rule: str, kind: Kind) -> list[Example]:
    """Give the examples of one kind of a rule."""
    return [one for one in examples()[rule] if one.kind == kind]


def ids(kind: str) -> list[str]:
    """Give the ids of the rules of a kind."""
    return [rule for rule, listed in RULES.items() if listed.kind == kind]


def decision(example: Example) -> Decision:
    """Decide an example under its own policy."""
    return decide(Case.read(example.facts), POLICIES[example.policy])


def changed(one: Example, other: Example) -> set[str]:
    """Name the facts in which two examples differ, once silence is filled in; and the policy."""
    first, second = Case.read(one.facts), Case.read(other.facts)
    facts = {fact for fact in FACTS if first[fact] != second[fact]}
    return facts if one.policy == other.policy else {*facts, "policy"}


def lacking(rules: Mapping[str, Listed], found: Mapping[str, tuple[Example, ...]]) -> list[str]:
    """Say which rules lack an example, and which examples belong to no rule."""
    wanted = {rule: PAIRS.get(listed.kind, ("permit", "deny")) for rule, listed in rules.items()}
    missing = [
        f"{rule} lacks {kind}"
        for rule, pair in wanted.items()
        for kind in pair
        if kind not in {one.kind for one in found.get(rule, ())}
    ]
    strange = [
        f"{one.rule} has {one.kind}"
        for one in _all(found)
        if one.rule not in rules or one.kind not in wanted[one.rule]
    ]
    return [*missing, *strange]


def far(found: Mapping[str, tuple[Example, ...]]) -> list[str]:
    """Name the rules with a deny (or a `with`) that differs from its nearest permit (`without`) in two facts."""
    return [
        one.rule
        for one in _all(found)
        if one.kind in NEAR
        and min(len(changed(one, other)) for other in found[one.rule] if other.kind == NEAR[one.kind]) != 1
    ]


def _all(found: Mapping[str, tuple[Example, ...]]) -> Iterable[Example]:
    return (one for some in found.values() for one in some)


def test_every_rule_has_a_permit_and_a_near_miss() -> None:
    """No rule lacks an example, and no example lacks a rule."""
    assert lacking(RULES, examples()) == []


def test_a_rule_without_example_is_seen() -> None:
    """A new rule, a near miss taken out, and an example of no rule are each named."""
    found = dict(examples())
    found["nl.deceased"] = tuple(of("nl.deceased", "permit"))
    found["nl.gone"] = tuple(replace(one, rule="nl.gone") for one in of("nl.minor", "deny"))
    rules = {**RULES, "nl.new": Listed("block")}

    assert lacking(rules, found) == [
        "nl.deceased lacks deny",
        "nl.new lacks permit",
        "nl.new lacks deny",
        "nl.gone has deny",
    ]


def test_every_near_miss_differs_in_one_thing() -> None:
    """The case of a denial, or of an obligation, is the one without it with one fact, or the policy, changed."""
    assert far(examples()) == []


NOT_NEAR = {
    "nl.minor: {permit: {base: consent}, deny: {base: consent, recipient_age: 15, unsubscribe: none}}": "nl.minor",
    "nl.minor: {permit: {base: consent}, deny: {base: consent}}": "nl.minor",
    "nl.x: {without: {base: consent}, with: {base: consent, recipient_country: DE, requested: true}}": "nl.x",
    "nl.x: {without: {base: consent}, with: {base: consent}}": "nl.x",
}


@pytest.mark.parametrize("text", NOT_NEAR)
def test_a_miss_that_is_not_near_is_seen(text: str) -> None:
    """Two facts changed, or none, and the rule is named."""
    assert far(read_examples("x.yaml", text)) == [NOT_NEAR[text]]


def otherwise(found: Mapping[str, tuple[Example, ...]]) -> list[str]:
    """Name the rules with a permit that is denied, or a deny that is permitted."""
    return [
        one.rule
        for one in _all(found)
        if one.kind in {"permit", "deny"} and one.kind != decision(one).outcome
    ]


def test_each_permit_is_permitted_and_each_deny_denied() -> None:
    """Every example comes out as its file says."""
    assert otherwise(examples()) == []


def test_an_example_that_comes_out_otherwise_is_seen() -> None:
    """A permit for a child of fifteen, and a deny for somebody of sixteen."""
    child = read_examples("x.yaml", "nl.minor: {permit: {base: consent, recipient_age: 15}}")
    adult = read_examples("x.yaml", "nl.minor: {deny: {base: consent, recipient_age: 16}}")

    assert otherwise(child) == otherwise(adult) == ["nl.minor"]


def stripped(unless: tuple[Exemption, ...], gone: str) -> tuple[Exemption, ...]:
    """Give exceptions without one of them."""
    return tuple(replace(one, unless=stripped(one.unless, gone)) for one in unless if one.id != gone)


def without(gone: str) -> Rulebook:
    """Give the rulebook without one exception."""
    blocks = tuple(replace(one, unless=stripped(one.unless, gone)) for one in RULEBOOK.blocks)
    objections = tuple(replace(one, unless=stripped(one.unless, gone)) for one in RULEBOOK.objections)
    return replace(RULEBOOK, blocks=blocks, objections=objections)


def speaks(rule: str, example: Example, book: Rulebook = RULEBOOK) -> bool:
    """Tell whether a block or an objection applies in an example."""
    verdict = judge(Case.read(example.facts), POLICIES[example.policy], book)
    spoken: tuple[Block | Objection, ...] = (*verdict.blocks, *verdict.objections)
    return rule in {one.id for one in spoken}


@pytest.mark.parametrize("rule", ids("exception"))
def test_each_exception_decides_whether_its_rule_applies(rule: str) -> None:
    """The rule applies in the deny and not in the permit; and it is this exception that makes the difference."""
    root, parent = RULES[rule].root, rule.rpartition(".")[0]
    deciding: Kind = "permit" if parent == root else "deny"

    assert [speaks(root, one) for one in of(rule, "deny")] == [True]
    assert [speaks(root, one) for one in of(rule, "permit")] == [False]
    assert [deciding == "permit"] == [speaks(root, one, without(rule)) for one in of(rule, deciding)]


@pytest.mark.parametrize("rule", ids("setting"))
def test_each_setting_decides_by_itself(rule: str) -> None:
    """The looser policy with only this setting taken from the stricter one denies the same case."""
    setting = rule.removeprefix("setting.")
    (permit,), (deny,) = of(rule, "permit"), of(rule, "deny")
    loose, strict = POLICIES[permit.policy], POLICIES[deny.policy]
    mixed = own("mixed", loose.shown, loose, **{setting: strict[setting]})

    assert permit.facts == deny.facts
    assert not decide(Case.read(permit.facts), mixed).permitted


READS = {
    "nl.parameter.age_of_consent": MINOR,
    "nl.parameter.eea": Is("recipient_country", parameter=EEA),
}
"""The condition that reads each value of the law."""


@pytest.mark.parametrize("rule", ids("parameter"))
def test_each_value_of_the_law_decides_by_itself(rule: str) -> None:
    """Where nobody falls under it, each deny is a permit, and each permit stays one."""
    book = in_place_of(READS[rule], NEVER_SO, RULEBOOK)
    cases = [(Case.read(one.facts), POLICIES[one.policy]) for one in examples()[rule]]

    assert [judge(case, policy, book).permitted for case, policy in cases] == [True] * len(cases)


@pytest.mark.parametrize("rule", ids("fine"))
def test_each_fine_is_named_from_its_first_moment(rule: str) -> None:
    """The same breach one second earlier and at that moment: the maximum stands only with the second."""
    (before,), (after,) = of(rule, "without"), of(rule, "with")
    first, second = decision(before).reasons[0], decision(after).reasons[0]
    authority = rule.removeprefix("fine.")

    assert {"at"} == changed(before, after)
    assert (authority, first.code, None) == (first.authority, second.code, first.fine)
    assert second.fine is not None
    assert authority == second.fine.authority


BROKEN = {
    "nl.minor: [permit]": "no names",
    "nl.minor: {allow: {base: consent}}": "`allow`",
    "nl.minor: {permit: consent}": "no names",
    "nl.minor: {permit: {base: konsent}}": "`konsent`",
    "nl.minor: {permit: {base: consent, recipient_aeg: 15}}": "`recipient_aeg`",
    "nl.minor: {permit: {base: consent, policy: lax}}": "`lax`",
    "nl.minor: {permit: {base: consent}}\nnl.minor: {deny: {base: consent}}": "`nl.minor` stands twice",
    "nl.minor: {permit: {base: consent": "cannot be read",
    "- nl.minor": "names with a value",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_file_of_examples_that_is_wrong_is_refused(text: str) -> None:
    """The error names the file and the word."""
    with pytest.raises(InputError) as caught:
        read_examples("minor.yaml", text)

    assert "`minor.yaml`" in str(caught.value)
    assert BROKEN[text] in str(caught.value)


def test_a_base_holds_facts_and_no_policy() -> None:
    """A policy belongs to an example; a base may start from one above it only."""
    with pytest.raises(InputError, match="names a policy at `customer`"):
        read_bases("customer: {channel: email, policy: strict}")
    with pytest.raises(InputError, match="`message`"):
        read_bases("customer: {base: message}\nmessage: {channel: email}")


def test_a_country_is_a_word_and_a_time_is_a_word() -> None:
    """Norway is no `false`, and a time keeps its zone."""
    text = "r: {permit: {recipient_country: NO, at: 2026-11-10T10:00:00+01:00, requested: true}}"
    (example,) = read_examples("r.yaml", text)["r"]

    assert example.facts == {"recipient_country": "NO", "at": "2026-11-10T10:00:00+01:00", "requested": True}


def test_a_rule_stands_in_one_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files with the same rule: the second is refused."""
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text("nl.minor: {permit: {base: consent}}", encoding="utf-8")
    known = dict(worked.bases())
    monkeypatch.setattr(worked, "bases", lambda: known)
    monkeypatch.setattr(
        worked, "_folder", lambda: {one.name: one.read_text("utf-8") for one in sorted(tmp_path.iterdir())}
    )

    with pytest.raises(InputError, match=r"`two\.yaml` has `nl\.minor`"):
        examples.__wrapped__()
