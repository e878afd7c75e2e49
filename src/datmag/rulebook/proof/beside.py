"""What two rulebooks say otherwise beside the verdict: rules as written, citations, fines, texts, cures. No solver."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from datmag.moment import Moment, iso
from datmag.rulebook.condition import as_list
from datmag.rulebook.fact import Parameter
from datmag.rulebook.listing import rulebook_list
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.rule import Block, Dated, Exemption, Fine, Ground, Objection, Rulebook, Source, dated
from datmag.rulebook.sentence import cited, maximum
from datmag.rulebook.settings import SETTINGS, Setting
from datmag.words import Text

Kind = Literal["rules", "written", "citations", "fines", "texts", "shown", "cures"]
_NAMED = 3
"""So many differences of one kind are named for people."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One of two rulebooks, with what stands in its list beside the rules.

    Args:
        book: the rules.
        policies: the policies, by name.
        settings: the disputed points, by name.
        at: the moment at which it is read; None for all of its time.
    """

    book: Rulebook
    policies: Mapping[str, Policy] = field(default_factory=lambda: POLICIES)
    settings: Mapping[str, Setting] = field(default_factory=lambda: SETTINGS)
    at: Moment | None = None


@dataclass(frozen=True, slots=True)
class Unlike:
    """One thing that two rulebooks say otherwise.

    Args:
        id: the rule, fine, text or point.
        one, other: what each says, as JSON; None where it says nothing.
        said, other_said: the same for people, where that is short enough to show.
        called: its name for people, where the id does not do.
    """

    id: str
    one: object
    other: object
    said: Text | None = None
    other_said: Text | None = None
    called: Text | None = None

    def json(self) -> dict[str, object]:
        """Give it for `rules diff --json`."""
        return {"id": self.id, "a": self.one, "b": self.other}


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing that a rulebook says: as JSON, and for people."""

    json: object
    text: Text | None = None


def beside(one: Edition, other: Edition) -> Mapping[Kind, tuple[Unlike, ...]]:
    """Compare what two rulebooks say beside the verdict; a kind without differences is empty.

    Of the rules that both have (in force, where a moment is named) everything in the list is compared, also where it
    changes no verdict; a rule that stands in one only is named as such.
    """
    first, second = _citations(one), _citations(other)
    names, others = (_named(edition, said) for edition, said in ((one, first), (other, second)))
    shared = names.keys() & others.keys()
    return {
        "rules": tuple(_unlike(names, others)),
        "written": tuple(_written_otherwise(_written(one), _written(other), shared)),
        "citations": tuple(_unlike(_only(first, shared), _only(second, shared))),
        "fines": tuple(_unlike(_fines(one), _fines(other))),
        "texts": tuple(_unlike(_only_shared(_texts(one), names, shared), _only_shared(_texts(other), others, shared))),
        "shown": tuple(_unlike(_only(_shown(one), shared), _only(_shown(other), shared))),
        "cures": tuple(_unlike(_cures(one.book), _cures(other.book))),
    }  # fmt: skip


def in_words(kind: Kind, found: tuple[Unlike, ...]) -> Text:
    """Say how many differences of a kind there are, and name a few."""
    few = [_one_in_words(one) for one in found[:_NAMED]]
    more = len(found) - len(few)
    rest = Text(f"; en nog {more}", f"; and {more} more") if more else Text("", "")
    head = _HEADS[kind][min(len(found), 2) - 1]
    return Text(
        *(
            f"{head.of(lang).format(n=len(found))}: {'; '.join(one.of(lang) for one in few)}{rest.of(lang)}"
            for lang in ("nl", "en")
        )
    )


def _one_in_words(one: Unlike) -> Text:
    said = [_NOTHING if value is None else text for value, text in _sides(one)]
    if None in said:
        return one.called or Text(one.id, one.id)
    return Text(
        *(f"{one.id} ({' → '.join(text.of(lang) for text in said if text)})" for lang in ("nl", "en"))
    )


def _sides(one: Unlike) -> tuple[tuple[object, Text | None], ...]:
    return (one.one, one.said), (one.other, one.other_said)


def _unlike(one: Mapping[str, _Said], other: Mapping[str, _Said]) -> Iterator[Unlike]:
    nothing = _Said(None)
    for name in dict.fromkeys((*one, *other)):
        left, right = one.get(name, nothing), other.get(name, nothing)
        if left.json != right.json:
            yield Unlike(name, left.json, right.json, left.text, right.text)


def _only(said: Mapping[str, _Said], names: Iterable[str]) -> dict[str, _Said]:
    kept = {*names}
    return {name: what for name, what in said.items() if name in kept}


def _only_shared(
    said: Mapping[str, _Said], names: Mapping[str, _Said], shared: Iterable[str]
) -> dict[str, _Said]:
    """Leave out the texts of policies and points that stand in one only: these are named by themselves."""
    alone = names.keys() - {*shared}
    return {name: what for name, what in said.items() if name not in alone}


def _named(edition: Edition, cited_rules: Mapping[str, _Said]) -> dict[str, _Said]:
    points = [f"setting.{name}" for name in edition.settings]
    policies = [f"policy.{name}" for name in edition.policies]
    return {
        name: _Said(name, _THERE)
        for name in (*cited_rules, *points, *policies, f"{edition.book.name}.lifted")
    }


def _written_otherwise(
    one: Mapping[str, Mapping[str, object]], other: Mapping[str, Mapping[str, object]], shared: Iterable[str]
) -> Iterator[Unlike]:
    """Give the keys in which entries differ, and the order of the entries that both have."""
    both = {*shared}
    for name, says in one.items():
        if name in both:
            keys = sorted({*says, *other[name]})
            unlike = [key for key in keys if says.get(key) != other[name].get(key)]
            left, right = ({key: said.get(key) for key in unlike} for said in (says, other[name]))
            if unlike:
                named = f"{name} ({', '.join(f'`{key}`' for key in unlike)})"
                yield Unlike(name, left, right, called=Text(named, named))
    order, other_order = ([name for name in said if name in both] for said in (one, other))
    if order != other_order:
        yield Unlike("order", order, other_order, called=_ORDER)


def _written(edition: Edition) -> dict[str, dict[str, object]]:
    """Give each entry of the list without what is compared as a citation, a fine, a text, a shown fact or a cure."""
    listed = rulebook_list(edition.book, edition.policies, edition.settings)
    return {entry["id"]: _bare(entry) for entry in listed if entry["kind"] not in {"fine", "setting"}}


def _bare(entry: dict[str, Any]) -> dict[str, object]:
    said = {key: value for key, value in entry.items() if key not in _ELSEWHERE}
    if entry["kind"] == "parameter":
        said["value"] = [[one["since"], one["value"]] for one in entry["citations"]]
    return said


def _citations(edition: Edition) -> dict[str, _Said]:
    book, at = edition.book, edition.at
    said: dict[str, _Said] = {}
    for rule in _with_exceptions(dated(book)):
        if at is not None and not rule.in_force(at):
            continue
        said[rule.id] = _cited(rule.source, at)
        for need in rule.requirements if isinstance(rule, Ground) else ():
            said[f"{rule.id}.{need.name}"] = _cited(need.source or rule.source, at)
    said[f"{book.name}.no_ground"] = _cited(book.no_ground, at)
    said.update((one.id, _cited(_source(one), at)) for one in book.parameters)
    return said


def _with_exceptions(rules: Iterable[Dated]) -> Iterator[Dated]:
    for rule in rules:
        yield rule
        if isinstance(rule, Block | Objection | Exemption):
            yield from _with_exceptions(rule.unless)


def _source(parameter: Parameter) -> Source:
    return Source(tuple((since, citation) for since, _, citation in parameter.periods))


def _cited(source: Source, at: Moment | None) -> _Said:
    everywhere = {"": source.periods, **dict(source.elsewhere)}
    if at is not None:
        told = {channel: source.at(at, channel) for channel in everywhere}
        listed: dict[str, object] = {**told}
    else:
        told = {channel: ", ".join(text for _, text in periods) for channel, periods in everywhere.items()}
        listed = {
            channel: [{"since": iso(since), "citation": text} for since, text in periods]
            for channel, periods in everywhere.items()
        }
    return _Said(listed if source.elsewhere else listed[""], cited(", ".join(dict.fromkeys(told.values()))))


def _fines(edition: Edition) -> dict[str, _Said]:
    book, at = edition.book, edition.at
    said = {
        f"fine.{fine.authority}": _Said(_fine_json(fine), maximum(fine))
        for fine in book.fines
        if at is None or fine.valid_from <= at
    }
    said.update((f"fine.{fine.authority}.codes", _Said(list(fine.codes))) for fine in book.fines)
    said["authorities"] = _Said([fine.authority for fine in book.fines])
    said["also"] = _Said(dict(book.also))
    said["unfined"] = _Said(list(book.unfined))
    return said


def _fine_json(fine: Fine) -> dict[str, object]:
    return {
        "amount_eur": fine.amount_eur,
        "turnover_percent": fine.turnover_percent,
        "valid_from": fine.valid_from_day,
        "since": iso(fine.valid_from),
        "supervises": iso(fine.supervises),
    }


def _texts(edition: Edition) -> dict[str, _Said]:
    said = {key: _Said(text.json()) for key, text in edition.book.texts.items()}
    said.update((f"policy.{name}", _Said(policy.shown.json())) for name, policy in edition.policies.items())
    said.update((f"setting.{name}", _Said(_point(point))) for name, point in edition.settings.items())
    return said


def _point(point: Setting) -> list[object]:
    ways: list[object] = [[way.value, way.text.json()] for way in point.alternatives]
    return [point.shown.json(), point.point.json(), point.source.json(), *ways]


def _shown(edition: Edition) -> dict[str, _Said]:
    return {rule.id: _Said(rule.shows, Text(rule.shows, rule.shows)) for rule in edition.book.objections}


def _cures(book: Rulebook) -> dict[str, _Said]:
    return {"promotes": _Said(as_list(book.promotes)), "strippable": _Said(as_list(book.strippable))}


_ELSEWHERE = (
    "id", "citations", "elsewhere", "text", "texts", "shows", "promotes", "strippable", "also", "unfined", "unless"
)  # fmt: skip
"""What is compared as something else; an exception names the rule that lists it in `unless`."""
_NOTHING = Text("niets", "nothing")
_ORDER = Text("de volgorde", "the order")
_THERE = Text("staat erin", "there")
_HEADS: dict[Kind, tuple[Text, Text]] = {
    "rules": (
        Text("één regel staat maar in een van beide", "one rule stands in one of them only"),
        Text("{n} regels staan maar in een van beide", "{n} rules stand in one of them only"),
    ),
    "written": (
        Text("één regel is anders geschreven", "one rule is written otherwise"),
        Text("{n} regels zijn anders geschreven", "{n} rules are written otherwise"),
    ),
    "citations": (
        Text("bij één regel verschilt de bron in de wet", "the citation of one rule differs"),
        Text("bij {n} regels verschilt de bron in de wet", "the citation of {n} rules differs"),
    ),
    "fines": (
        Text("over boetes verschilt één punt", "one point about fines differs"),
        Text("over boetes verschillen {n} punten", "{n} points about fines differ"),
    ),
    "texts": (
        Text("één tekst verschilt", "one text differs"),
        Text("{n} teksten verschillen", "{n} texts differ"),
    ),
    "shown": (
        Text("bij één nee wordt een ander feit getoond", "another fact is shown with one No"),
        Text("bij {n} keer nee wordt een ander feit getoond", "another fact is shown with {n} No's"),
    ),
    "cures": (
        Text(
            "welke reclame u uit een bericht kunt halen, verschilt op één punt",
            "what promotion may be taken out of a message differs in one point",
        ),
        Text(
            "welke reclame u uit een bericht kunt halen, verschilt op {n} punten",
            "what promotion may be taken out of a message differs in {n} points",
        ),
    ),
}
"""For one, and for more."""
