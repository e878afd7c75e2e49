"""The sentences of a verdict: each text of the rulebook filled with what the case and the policy say."""

from collections.abc import Iterable

from datmag.rulebook.condition import Reading
from datmag.rulebook.fact import Value
from datmag.rulebook.glossary import GLOSSARY, shown
from datmag.rulebook.nl import texts
from datmag.rulebook.nl.sources import CALLS_NARROWED
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Fine, Rulebook
from datmag.rulebook.settings import SETTINGS
from datmag.rulebook.terms import ELECTRONIC
from datmag.words import Text, months, number


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
    return Text(*(" ".join(part.split()) for part in filled))


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
        return months(value)
    if isinstance(value, tuple):
        return _listed(value) if value else Text("geen", "none")
    return Text("geen datum nodig", "no date needed") if value is None else texts.VALUES[value]


def _values(reading: Reading, lacking: tuple[str, ...]) -> dict[str, Text]:
    policy, facts = reading.policy, reading.facts
    term, idle = policy.months("relation_term_months"), policy.months("consent_idle_months")
    terms = {"relation_term": months(term or 0), "consent_idle": months(idle or 0)}
    stop_is_choice = policy["stop_address"] == "required" and facts["unsubscribe"] == "works"
    electronic = facts["channel"] in ELECTRONIC
    return {
        **terms,
        "choice": texts.CHOICE,
        "likeness": _listed(policy.words("similarity")),
        "term": _with(texts.TERM, terms) if term is not None else _NOTHING,
        "idle": _with(texts.IDLE, terms) if idle is not None else _NOTHING,
        "lacking": texts.NO_GROUND.get(str(facts["channel"]), texts.NO_GROUND_ELECTRONIC),
        "kinds": _why_no_sale(reading),
        "kind": _kind_counts(reading),
        "like": _likeness_counts(reading),
        "link": texts.LINK_COUNTS if electronic and facts["stop_address_valid"] is not True else _NOTHING,
        "stop": texts.STOP if stop_is_choice else _NOTHING,
        "tolerance": texts.TOLERANCE if facts["commercial_content"] == "minor" else _NOTHING,
        "promotion": texts.TOLERATED if facts["commercial_content"] == "minor" else texts.NO_PROMOTION,
        "facts": _listed(lacking),
    }


_NOTHING = Text("", "")


def _why_no_sale(reading: Reading) -> Text:
    """Say why the dealing that there is begins no ground; nothing where there is none."""
    policy, facts = reading.policy, reading.facts
    sale = str(facts["sale"])
    if sale in {"none", "donation"}:
        return _NOTHING
    if policy["marketing_basis"] == "consent":
        return texts.CONSENT_ONLY
    if facts["channel"] == "post":
        return _NOTHING if sale in policy.words("post_basis") else _sale_kind(texts.POST_KINDS, sale)
    if sale not in policy.words("sale_kinds"):
        return _sale_kind(texts.KINDS, sale)
    return texts.CALLS if facts["channel"] == "phone" and reading.at >= CALLS_NARROWED else _NOTHING


def _kind_counts(reading: Reading) -> Text:
    """Say that it is a choice that a dealing which is not paid counts."""
    sale = str(reading.facts["sale"])
    if sale in {"paid", "donation", "none"}:
        return _NOTHING
    return _sale_kind(texts.POST_COUNTS if reading.facts["channel"] == "post" else texts.KIND_COUNTS, sale)


def _likeness_counts(reading: Reading) -> Text:
    """Say that it is a choice that something less than similar is similar enough."""
    likeness = str(reading.facts["similarity"])
    if likeness not in {"accessory", "same_range"}:
        return _NOTHING
    named = texts.VALUES[likeness]
    return Text(
        texts.LIKENESS_COUNTS.nl.format(likeness=named.nl), texts.LIKENESS_COUNTS.en.format(likeness=named.en)
    )


def _with(text: Text, values: dict[str, Text]) -> Text:
    return Text(
        text.nl.format_map({name: value.nl for name, value in values.items()}),
        text.en.format_map({name: value.en for name, value in values.items()}),
    )


def _sale_kind(text: Text, sale: str) -> Text:
    named = texts.VALUES[sale]
    return Text(text.nl.format(sale=named.nl), text.en.format(sale=named.en))


def _listed(words: Iterable[str]) -> Text:
    words_shown = [texts.MISSING.get(word) or texts.VALUES.get(word) or Text(word, word) for word in words]
    return Text(
        _joined([text.nl for text in words_shown], "en"), _joined([text.en for text in words_shown], "and")
    )


def _joined(parts: list[str], word: str) -> str:
    return f" {word} ".join(filter(None, (", ".join(parts[:-1]), parts[-1] if parts else "")))
