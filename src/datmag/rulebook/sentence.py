"""The sentences of a verdict: each text of the rulebook filled with what the case and the policy say."""

from collections.abc import Iterable
from typing import Any

from datmag.rulebook.condition import Reading
from datmag.rulebook.fact import Value
from datmag.rulebook.glossary import GLOSSARY, shown
from datmag.rulebook.nl import texts
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Fine, Rulebook
from datmag.rulebook.settings import SETTINGS
from datmag.words import Text, number


def sentence(book: Rulebook, key: str, reading: Reading, lacking: tuple[str, ...]) -> Text:
    """Give a text of the rulebook, filled.

    Args:
        book: holds the texts.
        key: which text.
        reading: the case and the policy.
        lacking: the facts that are missing.
    """
    values = _values(reading, lacking)
    filled = [
        template.format_map({name: text.of(lang) for name, text in values.items()})
        for lang, template in (("nl", book.texts[key].nl), ("en", book.texts[key].en))
    ]
    return Text(*(part.strip() for part in filled))


def disclaimer(version: str, policy: Policy) -> Text:
    """Give the sentence of `decision.md`, section 6, that stands with every verdict."""
    return Text(
        *(
            text.format(version=version, policy=policy.shown.of(lang), count=len(SETTINGS))
            for lang, text in zip(("nl", "en"), (texts.DISCLAIMER.nl, texts.DISCLAIMER.en), strict=True)
        )
    )


def settled(policy: Policy) -> tuple[tuple[Text, Text], ...]:
    """Tell how a policy settles each disputed point: (the point, the choice)."""
    return tuple((setting.shown, _setting(policy, name)) for name, setting in SETTINGS.items())


def cited(citation: str) -> Text:
    """Write a citation in both languages: `GDPR 7(3)` is `AVG 7(3)` in Dutch."""
    dutch, english = citation, citation
    for word, one in texts.CITED.items():
        dutch, english = dutch.replace(word, one.nl), english.replace(word, one.en)
    return Text(dutch, english)


def maximum(fine: Fine) -> Text:
    """Say what a fine is at most; it is no forecast."""
    amount, share = fine.amount_eur, fine.turnover_percent
    return Text(
        f"ten hoogste € {number(amount, 'nl')}, of {share}% van de wereldwijde jaaromzet als dat meer is",
        f"at most € {number(amount, 'en')}, or {share}% of the worldwide yearly turnover where that is more",
    )


def stated(fact: str, value: Value) -> Text:
    """Say that a fact has a value: its name, a colon, the value in words."""
    label, word = GLOSSARY[fact].label, shown(fact, value)
    return Text(f"{label.nl}: {word.nl}", f"{label.en}: {word.en}")


def _setting(policy: Policy, setting: str) -> Text:
    value = policy[setting]
    if isinstance(value, int):
        return Text(f"{value} maanden", f"{value} months")
    if isinstance(value, tuple):
        return _listed(value) if value else Text("geen", "none")
    return Text("geen datum nodig", "no date needed") if value is None else texts.VALUES[value]


def _values(reading: Reading, lacking: tuple[str, ...]) -> dict[str, Text]:
    policy, facts = reading.policy, reading.facts
    term, idle = policy.months("relation_term_months"), policy.months("consent_idle_months")
    months = {"relation_term": str(term), "consent_idle": str(idle)}
    nothing = Text("", "")
    refused_kind = facts["sale"] not in {"none", "donation", *policy.words("sale_kinds")}
    stop_is_choice = policy["stop_address"] == "required" and facts["unsubscribe"] == "works"
    return {
        "relation_term": Text(str(term), str(term)),
        "consent_idle": Text(str(idle), str(idle)),
        "choice": texts.CHOICE,
        "likeness": _listed(policy.words("similarity")),
        "term": _with(texts.TERM, months) if term is not None else nothing,
        "idle": _with(texts.IDLE, months) if idle is not None else nothing,
        "kinds": _sale_kind(str(facts["sale"])) if refused_kind else nothing,
        "stop": texts.STOP if stop_is_choice else nothing,
        "tolerance": texts.TOLERANCE if facts["commercial_content"] == "minor" else nothing,
        "facts": _listed(lacking),
    }


def _with(text: Text, values: dict[str, Any]) -> Text:
    return Text(text.nl.format_map(values), text.en.format_map(values))


def _sale_kind(sale: str) -> Text:
    named = texts.VALUES[sale]
    return Text(texts.KINDS.nl.format(sale=named.nl), texts.KINDS.en.format(sale=named.en))


def _listed(words: Iterable[str]) -> Text:
    words_shown = [texts.MISSING.get(word) or texts.VALUES.get(word) or Text(word, word) for word in words]
    return Text(
        _joined([text.nl for text in words_shown], "en"), _joined([text.en for text in words_shown], "and")
    )


def _joined(parts: list[str], word: str) -> str:
    return f" {word} ".join(filter(None, (", ".join(parts[:-1]), parts[-1] if parts else "")))
