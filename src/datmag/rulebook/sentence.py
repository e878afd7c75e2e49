"""The sentences of a verdict: each text of the rulebook filled with what the case and the policy say."""

from collections.abc import Mapping, Sequence

from datmag.moment import NEVER
from datmag.rulebook.condition import TRUE, Reading, truth
from datmag.rulebook.explain import Finding
from datmag.rulebook.fact import FACTS, UNKNOWN, Value
from datmag.rulebook.glossary import GLOSSARY, shown
from datmag.rulebook.glossary.entry import listed
from datmag.rulebook.nl import texts
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Fine, Rulebook
from datmag.rulebook.settings import SETTINGS
from datmag.words import LANGS, Text, months, number


def sentence(
    book: Rulebook, finding: Finding, reading: Reading, lacking: tuple[str, ...], rests_on: Sequence[str]
) -> Text:
    """Give the text of a finding, filled, and behind it the choices that it rests on.

    Args:
        book: holds the texts.
        finding: a reason of a denial, or a ground of a permit.
        reading: the case and the policy.
        lacking: the facts that are missing.
        rests_on: the settings that it rests on.
    """
    values = _values(book, reading, lacking)
    text, choice = _filled(book.texts[finding.key], values), _NOTHING
    if rests_on:
        said = texts.PERMITTING if finding.permits else texts.DENYING
        points = _listed([_filled(said[setting], values) for setting in rests_on])
        choice = _filled(texts.CHOICE, {"points": points})
    return Text(*(" ".join(f"{text.of(lang)} {choice.of(lang)}".split()) for lang in LANGS))


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
    """Say that a fact has a value: its name, a colon, the value in words; or that a time never came."""
    if FACTS[fact].kind == "moment" and value == NEVER:
        return never(fact)
    label, word = GLOSSARY[fact].label, shown(fact, value)
    return Text(f"{label.nl}: {word.nl}", f"{label.en}: {word.en}")


def never(fact: str) -> Text:
    """Say that a time never came, as “the recipient has not objected”: where silence says so, it is no “not known”."""
    return GLOSSARY[fact].not_so


def _setting(policy: Policy, setting: str) -> Text:
    value = policy[setting]
    if isinstance(value, int):
        return months(value)
    if isinstance(value, tuple):
        return _listed([texts.VALUES[word] for word in value]) if value else Text("geen", "none")
    return Text("geen datum nodig", "no date needed") if value is None else texts.VALUES[value]


_NOTHING = Text("", "")


def _values(book: Rulebook, reading: Reading, lacking: tuple[str, ...]) -> dict[str, Text]:
    policy, facts = reading.policy, reading.facts
    dealing, customer = texts.DEALINGS.get(str(facts["sale"]), texts.SALE)
    missing = {**texts.MISSING, **(texts.MISSING_OF_GIFT if facts["sale"] == "donation" else {})}
    return {
        "relation_term": _term(policy.months("relation_term_months")),
        "consent_idle": _term(policy.months("consent_idle_months")),
        "sale": texts.VALUES[str(facts["sale"])],
        "likeness": texts.VALUES.get(str(facts["similarity"]), _NOTHING),
        "dealing": dealing,
        "customer": customer,
        "lacking": texts.LACKING.get(str(facts["channel"]), texts.LACKING_ELECTRONIC),
        "ended": _ended(book, reading),
        "promotion": _promotion(book, reading),
        "content": texts.LITTLE_PROMOTION if facts["commercial_content"] == "minor" else texts.NO_PROMOTION,
        "facts": _listed([missing[fact] for fact in lacking]),
    }


def _term(count: int | None) -> Text:
    if count is None:
        return texts.NO_TERM
    return Text(months(count).nl, f"for {months(count).en}")


def _ended(book: Rulebook, reading: Reading) -> Text:
    """Say which rule, no more in force, would have carried the message."""
    ended = (one for one in book.grounds if one.until is not None and one.until <= reading.at)
    told = (texts.ENDED.get(one.id) for one in ended if truth(one.begun, reading) == TRUE)
    return next((text for text in told if text), _NOTHING)


def _promotion(book: Rulebook, reading: Reading) -> Text:
    """Say that the message promotes, or that nobody knows."""
    if reading.facts["commercial_content"] != UNKNOWN:
        return texts.PROMOTION
    without = Reading({**reading.facts, "commercial_content": "none"}, reading.at, reading.policy, {})
    return texts.PROMOTION if truth(book.promotes, without) == TRUE else texts.PROMOTION_UNREAD


def _filled(text: Text, values: Mapping[str, Text]) -> Text:
    return Text(
        *(text.of(lang).format_map({name: one.of(lang) for name, one in values.items()}) for lang in LANGS)
    )


def _listed(parts: Sequence[Text]) -> Text:
    return Text(listed([one.nl for one in parts], "en"), listed([one.en for one in parts], "and"))
