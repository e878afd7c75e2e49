"""A case that proves a point, in words: only the facts that matter, what is changed, and each verdict."""

from collections.abc import Iterable

from datmag.moment import iso, to_datetime
from datmag.rulebook.case import Case
from datmag.rulebook.fact import FACTS, Value
from datmag.rulebook.glossary import GLOSSARY, NOT_KNOWN, shown
from datmag.rulebook.proof.counterexample import matters
from datmag.rulebook.proof.one_case import Outcome
from datmag.rulebook.terms import GROUND_NAMES, OBLIGATION_NAMES, REASON_NAMES
from datmag.words import Text

_SENT = Text("verstuurd op", "sent on")
_CHANGED = Text("en dan", "and then")
_PERMIT = Text("het mag", "permitted")
_DENY = Text("het mag niet", "not permitted")
_WITH = Text("met", "with")
_ALSO = Text("en ook", "and also")


def facts_in_words(case: Case) -> tuple[Text, ...]:
    """Give a line for each fact of a case that matters."""
    names = matters(case)
    twice = _same_day(case[name] for name in names if FACTS[name].kind == "moment")
    return tuple(_line(name, case[name], exact=twice) for name in names)


def changes_in_words(before: Case, after: Case) -> tuple[Text, ...]:
    """Give a line for each fact that a changed copy of a case has otherwise."""
    lines: list[Text] = []
    for name in FACTS:
        if before[name] == after[name]:
            continue
        old, new = _value(name, before[name]), _value(name, after[name])
        lines.append(
            Text(*(f"{_CHANGED.of(lang)}: {GLOSSARY[name].label.of(lang)}: {old.of(lang)} → {new.of(lang)}"
                   for lang in ("nl", "en")))
        )  # fmt: skip
    return tuple(lines)


def outcome_in_words(found: Outcome) -> Text:
    """Say what a rulebook says of a case: the grounds and what goes with them, or the first reason."""
    if not found.permitted:
        return _joined(_DENY, REASON_NAMES[found.reason])
    ground = _grounds(found)
    owed = [OBLIGATION_NAMES[code] for code in found.obligations]
    if not owed:
        return _joined(_PERMIT, ground)
    return Text(
        *(
            f"{_PERMIT.of(lang)}: {ground.of(lang)}; {_WITH.of(lang)}: {', '.join(one.of(lang) for one in owed)}"
            for lang in ("nl", "en")
        )
    )


def _grounds(found: Outcome) -> Text:
    first, more = GROUND_NAMES[found.ground], [GROUND_NAMES[name] for name in found.grounds[1:]]
    if not more:
        return first
    return Text(
        *(
            f"{first.of(lang)} ({_ALSO.of(lang)}: {', '.join(one.of(lang) for one in more)})"
            for lang in ("nl", "en")
        )
    )


def _joined(said: Text, more: Text) -> Text:
    return Text(f"{said.nl}: {more.nl}", f"{said.en}: {more.en}")


def _line(name: str, value: Value, *, exact: bool) -> Text:
    label = _SENT if name == "at" else GLOSSARY[name].label
    return _joined(label, _value(name, value, exact=exact))


def _value(name: str, value: Value, *, exact: bool = False) -> Text:
    said = shown(name, value)
    if exact and FACTS[name].kind == "moment" and said != NOT_KNOWN:
        return Text(iso(int(value)), iso(int(value)))
    return said


def _same_day(times: Iterable[Value]) -> bool:
    """Tell whether two different times fall on one day, so that a day alone does not tell them apart."""
    different = {int(time) for time in times}
    return len({to_datetime(time).date() for time in different}) < len(different)
