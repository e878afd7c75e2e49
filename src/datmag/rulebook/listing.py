"""The rulebook as a plain list: what `rules list --json` gives, and what the version's hash is made of."""

import hashlib
import json
from typing import Any

from datmag.moment import Moment, iso
from datmag.rulebook.condition import ALWAYS, as_list
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.rule import Dated, Fine, Ground, Obligation, Requirement, Rulebook, Source


def rulebook_list(book: Rulebook) -> list[dict[str, Any]]:
    """Give every rule with its kind, dates, citations, condition and text, then fines and policies."""
    grounds = [entry for ground in book.grounds for entry in _ground(ground, book)]
    return [
        *(_rule("block", rule, book, code=rule.code, when=as_list(rule.applies), everything=rule.everything)
          for rule in book.blocks),
        *(_rule("release", rule, book, ground=rule.ground, when=as_list(rule.when)) for rule in book.releases),
        *(_rule("misuse", rule, book, code=rule.code, when=as_list(rule.when)) for rule in book.misuses),
        *(_rule("objection", rule, book, code=rule.code, when=as_list(rule.applies)) for rule in book.objections),
        {"id": f"{book.name}.lifted", "kind": "lift", "when": as_list(book.lifted)},
        *grounds,
        {
            "id": f"{book.name}.no_ground",
            "kind": "default",
            "code": "no_ground",
            "citations": _citations(book.no_ground),
            "text": book.texts["no_ground"].json(),
        },
        *(_rule("duty", rule, book, **_requirement(rule.requirement)) for rule in book.duties),
        *(_rule("obligation", rule, book, code=rule.code, when=as_list(rule.when)) for rule in book.obligations),
        *(_fine(fine) for fine in book.fines),
        *({"id": f"policy.{policy.name}", "kind": "policy", "text": policy.shown.json(),
           "settings": {name: list(value) if isinstance(value, tuple) else value
                        for name, value in policy.settings.items()}}
          for policy in POLICIES.values()),
    ]  # fmt: skip


def version_of(book: Rulebook) -> str:
    """Give `nl-YYYY.N+` and the first 8 hex digits of the SHA-256 of the canonical list."""
    canonical = json.dumps(rulebook_list(book), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{book.name}-{book.edition}+{hashlib.sha256(canonical.encode()).hexdigest()[:8]}"


def _ground(ground: Ground, book: Rulebook) -> list[dict[str, Any]]:
    whole = _rule("ground", ground, book, ground=ground.name, begun=as_list(ground.begun), rank=ground.rank)
    needs = [
        {
            "id": f"{ground.id}.{need.name}",
            "kind": "requirement",
            "of": ground.id,
            **_requirement(need),
            "citations": _citations(need.source or ground.source),
            "text": book.texts[need.code].json(),
        }
        for need in ground.requirements
    ]
    return [whole, *needs]


def _rule(kind: str, rule: Dated, book: Rulebook, **more: Any) -> dict[str, Any]:  # noqa: ANN401  (JSON values)
    key = more.get("code") or f"ground:{more.get('ground')}"
    return {
        "id": rule.id,
        "kind": kind,
        "since": iso(rule.since),
        "until": _until(rule.until),
        "citations": _citations(rule.source),
        **more,
        "text": book.texts[f"obligation:{key}" if isinstance(rule, Obligation) else key].json(),
    }


def _until(until: Moment | None) -> str | None:
    return None if until is None else iso(until)


def _requirement(need: Requirement) -> dict[str, Any]:
    asked = {} if need.asked is ALWAYS else {"asked": as_list(need.asked)}
    return {"code": need.code, **asked, "holds": as_list(need.holds)}


def _citations(source: Source) -> list[dict[str, str]]:
    return [{"since": iso(since), "citation": text} for since, text in source.periods]


def _fine(fine: Fine) -> dict[str, Any]:
    return {
        "id": f"fine.{fine.authority}",
        "kind": "fine",
        "amount_eur": fine.amount_eur,
        "turnover_percent": fine.turnover_percent,
        "valid_from": fine.valid_from_day,
        "codes": list(fine.codes),
    }
