"""The rulebook as a plain list: what `rules list --json` gives, and what the version's hash is made of.

It holds the whole rulebook: `loading` reads it back.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from datmag.moment import Moment, iso
from datmag.rulebook.condition import ALWAYS, as_list
from datmag.rulebook.fact import Parameter
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.rule import (
    Block,
    Dated,
    Exemption,
    Fine,
    Ground,
    Objection,
    Requirement,
    Rulebook,
    Source,
)
from datmag.rulebook.settings import SETTINGS, Setting, Settled

Entry = dict[str, Any]


def rulebook_list(
    book: Rulebook, policies: Mapping[str, Policy] = POLICIES, settings: Mapping[str, Setting] = SETTINGS
) -> list[Entry]:
    """Give every rule with its kind, dates, citations, condition and text, then fines, settings and policies.

    A rule with exceptions names them in `unless`; each stands as an entry of kind `exemption` behind it. The entry
    of kind `default` (the ban itself) holds what belongs to the rulebook as a whole, and the texts that no other
    entry shows. Entries with one code have one text, but for those that say `own_text`.
    """
    listed = [
        *(entry for rule in book.blocks for entry in _guarded("block", rule, book, everything=rule.everything)),
        *(_rule("release", rule, book, ground=rule.ground, when=as_list(rule.when)) for rule in book.releases),
        *(_rule("misuse", rule, book, code=rule.code, when=as_list(rule.when)) for rule in book.misuses),
        *(entry for rule in book.objections for entry in _guarded("objection", rule, book, shows=rule.shows)),
        {"id": f"{book.name}.lifted", "kind": "lift", "when": as_list(book.lifted)},
        *(entry for ground in book.grounds for entry in _ground(ground, book)),
        _default(book),
        *(_rule("duty", rule, book, **_requirement(rule.requirement)) for rule in book.duties),
        *(_rule("obligation", rule, book, code=rule.code, when=as_list(rule.when)) for rule in book.obligations),
        *map(_parameter, book.parameters),
        *map(_fine, book.fines),
        *map(_setting, settings.values()),
        *map(_policy, policies.values()),
    ]  # fmt: skip
    shown = {_text_key(entry) for entry in listed if "text" in entry}
    default = next(entry for entry in listed if entry["kind"] == "default")
    default["texts"] = {key: text.json() for key, text in book.texts.items() if key not in shown}
    return listed


def version_of(
    book: Rulebook, policies: Mapping[str, Policy] = POLICIES, settings: Mapping[str, Setting] = SETTINGS
) -> str:
    """Give `nl-YYYY.N+` and the first 8 hex digits of the SHA-256 of the canonical list."""
    listed = rulebook_list(book, policies, settings)
    canonical = json.dumps(listed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{book.name}-{book.edition}+{hashlib.sha256(canonical.encode()).hexdigest()[:8]}"


def _guarded(kind: str, rule: Block | Objection, book: Rulebook, **more: object) -> Iterator[Entry]:
    named = {"unless": [one.id for one in rule.unless]} if rule.unless else {}
    yield _rule(kind, rule, book, code=rule.code, when=as_list(rule.when), **named, **more)
    for one in rule.unless:
        yield from _exemption(one, rule)


def _exemption(one: Exemption, rule: Dated) -> Iterator[Entry]:
    named = {"unless": [other.id for other in one.unless]} if one.unless else {}
    yield {**_dated("exemption", one), "overrides": rule.id, "when": as_list(one.when), **named}
    for other in one.unless:
        yield from _exemption(other, one)


def _ground(ground: Ground, book: Rulebook) -> Iterator[Entry]:
    yield _rule("ground", ground, book, ground=ground.name, begun=as_list(ground.begun), rank=ground.rank)
    for need in ground.requirements:
        key = book.text_key(need.code, need.name)
        yield {
            "id": f"{ground.id}.{need.name}",
            "kind": "requirement",
            "of": ground.id,
            **_requirement(need),
            **_cited(need.source or ground.source),
            **({} if key == need.code else {"own_text": True}),
            "text": book.texts[key].json(),
        }


def _default(book: Rulebook) -> Entry:
    return {
        "id": f"{book.name}.no_ground",
        "kind": "default",
        "code": "no_ground",
        **_cited(book.no_ground),
        "text": book.texts["no_ground"].json(),
        "edition": book.edition,
        "promotes": as_list(book.promotes),
        "strippable": as_list(book.strippable),
        "also": dict(book.also),
        "unfined": list(book.unfined),
    }


def _rule(kind: str, rule: Dated, book: Rulebook, **more: Any) -> Entry:  # noqa: ANN401  (JSON values)
    entry = {**_dated(kind, rule), **more}
    return {**entry, "text": book.texts[_text_key(entry)].json()}


def _text_key(entry: Entry) -> str:
    """Give the key under which the rulebook keeps the text of an entry."""
    if "ground" in entry:
        return f"ground:{entry['ground']}"
    code = str(entry.get("code"))
    if "own_text" in entry:
        return f"{code}.{entry['id'].rpartition('.')[2]}"
    return f"obligation:{code}" if entry["kind"] == "obligation" else code


def _dated(kind: str, rule: Dated) -> Entry:
    return {
        "id": rule.id,
        "kind": kind,
        "since": iso(rule.since),
        "until": _until(rule.until),
        **_cited(rule.source),
    }


def _until(until: Moment | None) -> str | None:
    return None if until is None else iso(until)


def _requirement(need: Requirement) -> Entry:
    asked = {} if need.asked == ALWAYS else {"asked": as_list(need.asked)}
    return {"code": need.code, **asked, "holds": as_list(need.holds)}


def _cited(source: Source) -> Entry:
    elsewhere = [
        {"channel": channel, "since": iso(since), "citation": text}
        for channel, periods in source.elsewhere
        for since, text in periods
    ]
    citations = [{"since": iso(since), "citation": text} for since, text in source.periods]
    return {"citations": citations, **({"elsewhere": elsewhere} if elsewhere else {})}


def _parameter(parameter: Parameter) -> Entry:
    return {
        "id": parameter.id,
        "kind": "parameter",
        "citations": [
            {
                "since": iso(since),
                "citation": citation,
                "value": list(value) if isinstance(value, tuple) else value,
            }
            for since, value, citation in parameter.periods
        ],
    }


def _fine(fine: Fine) -> Entry:
    return {
        "id": f"fine.{fine.authority}",
        "kind": "fine",
        "amount_eur": fine.amount_eur,
        "turnover_percent": fine.turnover_percent,
        "valid_from": fine.valid_from_day,
        "since": iso(fine.valid_from),
        "supervises": iso(fine.supervises),
        "codes": list(fine.codes),
    }


def _setting(setting: Setting) -> Entry:
    return {
        "id": f"setting.{setting.name}",
        "kind": "setting",
        "text": setting.shown.json(),
        "point": setting.point.json(),
        "alternatives": [
            {"value": _settled(one.value), "text": one.text.json()} for one in setting.alternatives
        ],
        "source": setting.source.json(),
    }


def _policy(policy: Policy) -> Entry:
    return {
        "id": f"policy.{policy.name}",
        "kind": "policy",
        "text": policy.shown.json(),
        "settings": {name: _settled(value) for name, value in policy.settings.items()},
    }


def _settled(value: Settled) -> object:
    return list(value) if isinstance(value, tuple) else value
