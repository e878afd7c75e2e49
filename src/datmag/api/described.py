"""The call in the words of OpenAPI, made of the facts and policies themselves."""

from typing import Any

from datmag.rulebook.expected import KEYS as EXPECTABLE
from datmag.rulebook.expected import OUTCOMES, VOCABULARY
from datmag.rulebook.fact import FACTS, Fact
from datmag.rulebook.flat import RULEBOOK
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.terms import ADVICE, CURES, GROUNDS, OBLIGATIONS, REASONS

_TEXT = {
    "type": "object",
    "required": ["nl", "en"],
    "properties": {"nl": {"type": "string"}, "en": {"type": "string"}},
}
_POLICY = {"type": "string", "enum": list(POLICIES)}
_CHANGE = {
    "type": "object",
    "required": ["fact", "value"],
    "properties": {"fact": {"type": "string", "enum": list(FACTS)}, "value": {}},
}


def _fact(fact: Fact) -> dict[str, Any]:
    """Describe the values of a fact; where it may be left out, null says the same."""
    by_kind: dict[str, dict[str, Any]] = {
        "bool": {"type": "boolean"},
        "moment": {"type": "string", "format": "date-time"},
        "number": {"type": "integer", "minimum": 0, "maximum": 130},
        "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "enum": {"type": "string", "enum": list(fact.values)},
    }
    schema = by_kind[fact.kind]
    return schema if fact.required else {"anyOf": [schema, {"type": "null"}]}


FLAT = {
    "type": "object",
    "description": "One intended message to one address at one moment; what is missing or null is unknown.",
    "required": [fact.name for fact in FACTS.values() if fact.required],
    "properties": {fact.name: _fact(fact) for fact in FACTS.values()},
    "additionalProperties": False,
}


def _expected(key: str) -> dict[str, Any]:
    words = {"type": "string", "enum": list(VOCABULARY[key])} if key in VOCABULARY else {"type": "string"}
    return words if key in {"outcome", "ground", "reason"} else {"type": "array", "items": words}


_OUTCOME = {"type": "string", "enum": list(OUTCOMES)}
WRAPPED = {
    "type": "object",
    "description": "The case of a file of `datmag judge`. What it expects is checked for its words, not compared.",
    "required": ["facts"],
    "properties": {
        "facts": FLAT,
        "policy": _POLICY,
        "expected": {
            "type": "object",
            "properties": {key: _expected(key) for key in EXPECTABLE},
            "additionalProperties": False,
        },
        "expected_by_policy": {
            "type": "object",
            "properties": dict.fromkeys(POLICIES, _OUTCOME),
            "additionalProperties": False,
        },
        "rulebook": {"type": "string", "enum": [RULEBOOK]},
        **{key: {} for key in ("id", "title", "kind", "source", "confidence", "remarks", "seed_statements")},
    },
    "additionalProperties": False,
}


def _advised(codes: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["code", "text"],
            "properties": {"code": {"type": "string", "enum": list(codes)}, "rule": {"type": "string"}, "text": _TEXT},
        },
    }  # fmt: skip


_REASON = {
    "type": "object",
    "required": ["code", "rule", "citation", "text", "facts"],
    "properties": {
        "code": {"type": "string", "enum": [*REASONS, *GROUNDS]},
        "rule": {"type": "string"},
        "citation": {"type": "string"},
        "authority": {"type": "string"},
        "also": {"type": "string"},
        "maximum_fine": {
            "type": "object",
            "properties": {
                "amount_eur": {"type": "integer"},
                "turnover_percent": {"type": "integer"},
                "valid_from": {"type": "string", "format": "date"},
            },
        },
        "text": _TEXT,
        "facts": {"type": "object"},
    },
}
DECISION = {
    "type": "object",
    "required": ["outcome", "ground", "grounds", "reasons", "obligations", "missing", "cures", "advice",
                 "rulebook", "version", "policy", "at"],
    "properties": {
        "outcome": {"type": "string", "enum": ["permit", "deny"]},
        "ground": {"anyOf": [{"type": "string", "enum": list(GROUNDS)}, {"type": "null"}]},
        "grounds": {"type": "array", "items": {"type": "string", "enum": list(GROUNDS)}},
        "reasons": {"type": "array", "items": _REASON},
        "obligations": _advised(OBLIGATIONS),
        "missing": {"type": "array", "items": {"type": "string", "enum": list(FACTS)}},
        "cures": _advised(CURES),
        "advice": _advised(ADVICE),
        "would_permit": {"type": "array", "items": {"type": "array", "items": _CHANGE}},
        "hangs_on": {"type": "array", "items": _CHANGE},
        "rulebook": {"type": "string"},
        "version": {"type": "string"},
        "policy": {"type": "string"},
        "at": {"type": "string", "format": "date-time"},
    },
}  # fmt: skip
ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": _TEXT,
        "fact": {"type": "string"},
        "line": {"type": "integer"},
        "column": {"type": "integer"},
    },
}


def _answer(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


DECISIONS: dict[str, Any] = {
    "parameters": [
        {
            "in": "query",
            "name": "policy",
            "required": False,
            "schema": _POLICY,
            "description": "How the disputed points are settled; else the policy that the case names, else that of "
            "this installation. It may stand here once, and nothing else may.",
        }
    ],
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"oneOf": [FLAT, WRAPPED]},
                "examples": {
                    "customer": {
                        "value": {
                            "facts": {
                                "at": "2026-11-10T10:00:00+01:00",
                                "channel": "email",
                                "sale": "paid",
                                "declared_as": "marketing",
                            },
                            "policy": "strict",
                        }
                    }
                },
            }
        },
    },
    "responses": {
        200: _answer("The decision", DECISION),
        400: _answer("Broken JSON or no UTF-8, with its line and column; or nested too deeply", ERROR),
        401: _answer("Nobody that we know", ERROR),
        403: _answer("A call that another site may have made", ERROR),
        405: _answer("Another method than POST", ERROR),
        413: _answer("Too large", ERROR),
        415: _answer("No JSON", ERROR),
        422: _answer("A fact, a policy or a key that is not right, or that stands twice", ERROR),
    },
}
