"""The parts of the rulebook's document that are no rules: how to read it, terms, choices, values, fines."""

from collections.abc import Iterator

from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Rulebook
from datmag.rulebook.settings import SETTINGS
from datmag.rulebook.terms import REASON_NAMES
from datmag.rulebook.wording.entry_text import fine_text, parameter_text, setting_text
from datmag.rulebook.wording.named import TERMS
from datmag.rulebook.wording.prose import Speaker, capital, small, written
from datmag.rulebook.wording.said import CHOICE, PARAMETERS
from datmag.rulebook.wording.source_text import citation, heading
from datmag.words import Lang, Text


def section(title: Text, about: Text, lang: Lang) -> list[str]:
    """Begin a section."""
    return ["", f"## {title.of(lang)}", "", about.of(lang)]


def how_to_read(lang: Lang, policy: Policy | None) -> Iterator[str]:
    """Give the title and what a reader must know first."""
    yield Text("# De regels voor uw mailings", "# The rules for your mailings").of(lang)
    yield ""
    yield _ORDER.of(lang)
    yield ""
    for point in (_UNKNOWN, _TIMES, _TERMS):
        yield f"- {point.of(lang)}"
    if policy:
        shown = policy.shown.of(lang)
        yield f"- {Text(f'U leest hier de lezing: {shown}.', f'You read here the reading: {shown}.').of(lang)}"
    else:
        yield f"- {_READINGS.of(lang)}"
    yield f"- {_SHORT.of(lang)}"


_ORDER = Text(
    "Dit zijn de regels die datmag toepast, in de volgorde waarin een oordeel tot stand komt: eerst wat alles "
    "tegenhoudt, dan wat geen reclame is, dan wie nee zei, dan de grondslagen, en ten slotte wat er bij een bericht "
    "hoort. Dit is geen juridisch advies.",
    "These are the rules that datmag applies, in the order in which a verdict comes about: first what stops "
    "everything, then what is no marketing, then who said no, then the grounds, and last what goes with a message. "
    "This is no legal advice.",
)
_UNKNOWN = Text(
    "Wat niemand weet, telt nooit als ja. Weet u niet of aan een eis is voldaan, dan mag het bericht nog niet. Bij een "
    "paar feiten betekent niets zeggen “nee”, bijvoorbeeld dat iemand is overleden.",
    "What nobody knows never counts as a Yes. Where you do not know whether a requirement is met, the message may "
    "not go out yet. For a few facts silence means “no”, for instance that somebody has died.",
)
_TIMES = Text(
    "Een bezwaar, intrekking, wissing, aankoop of verzoek van na het versturen telt nog niet. Een moment dat niet "
    "bekend is, telt als vroeger dan elk ander moment. Een termijn van maanden loopt door tot en met zijn laatste dag, "
    "op hetzelfde uur.",
    "An objection, withdrawal, erasure, purchase or request of after the sending does not count yet. A moment that is "
    "not known counts as earlier than every other. A term of months runs to the same hour of its last day.",
)
_TERMS = Text(
    "Wat *schuin* staat, is een begrip. Wat het betekent, leest u onder “Begrippen”.",
    "What stands in *italics* is a term. What it means stands under “Terms”.",
)
_READINGS = Text(
    "Op sommige punten verschillen juristen. Daar beslist de lezing die u kiest; zie “Keuzes waar de wet ruimte laat”.",
    "On some points lawyers differ. There the reading that you choose decides; see “Choices where the law leaves room”.",
)
_SHORT = Text(
    "Tw is de Telecommunicatiewet, AVG de Algemene verordening gegevensbescherming, UAVG de uitvoeringswet daarbij, "
    "Wbp de Wet bescherming persoonsgegevens (tot 25 mei 2018) en BW het Burgerlijk Wetboek. Tussen haakjes staat het lid.",
    "Tw is the Dutch telecommunications act, GDPR the General Data Protection Regulation, UAVG the Dutch act that goes "
    "with it, Wbp the Dutch data protection act (until 25 May 2018), BW the Dutch civil code. The paragraph stands in "
    "brackets.",
)


def default(book: Rulebook, lang: Lang) -> Iterator[str]:
    """Say what holds where no ground is begun."""
    yield f"### {heading(f'{book.name}.no_ground', lang)}"
    yield ""
    now = book.no_ground.periods[-1][1]
    yield Text(
        f"Is er geen grondslag die ook maar begint, dan mag reclame niet. Bron: {citation(now, lang)}.",
        f"Where no ground even begins, marketing may not go out. Source: {citation(now, lang)}.",
    ).of(lang)


def definitions(speaker: Speaker) -> Iterator[str]:
    """Say what each named condition means."""
    lang = speaker.lang
    yield from section(Text("Begrippen", "Terms"), _MEANING, lang)
    for one in TERMS:
        if one.term:
            first, *rest = written(speaker.meaning(one), lang).split("\n")
            yield ""
            yield f"**{capital(one.so.of(lang))}:** {small(first)}"
            yield from rest


_MEANING = Text(
    "Deze zinnen komen in meer regels voor en betekenen steeds hetzelfde.",
    "These clauses stand in more than one rule and always mean the same.",
)


def choices(lang: Lang, policy: Policy | None) -> Iterator[str]:
    """Show each disputed point and how it is settled."""
    about = Text(
        f"De wet is hier niet duidelijk. Wat u kiest, bepaalt wat mag: {CHOICE.nl}.",
        f"The law is not clear here. What you choose decides what is allowed: {CHOICE.en}.",
    )
    yield from section(_CHOICES, about, lang)
    for name, setting in SETTINGS.items():
        yield ""
        yield f"### {heading(f'setting.{name}', lang)}"
        yield ""
        yield setting_text(setting, lang, policy)


_CHOICES = Text("Keuzes waar de wet ruimte laat", "Choices where the law leaves room")


def law_values(book: Rulebook, lang: Lang) -> Iterator[str]:
    """Show the values that the law itself sets, by period."""
    yield from section(_VALUES, _VALUES_ABOUT, lang)
    for one in book.parameters:
        yield ""
        yield f"### {capital(PARAMETERS[one.id].of(lang))}"
        yield ""
        yield parameter_text(one, lang)


_VALUES = Text("Waarden uit de wet", "Values of the law")
_VALUES_ABOUT = Text(
    "Deze waarden liggen vast. Zij veranderen alleen als de wet verandert.",
    "These values are fixed. They change only where the law changes.",
)


def sanctions(book: Rulebook, lang: Lang) -> Iterator[str]:
    """Say who supervises, and what the highest fine is for what."""
    yield from section(_FINES, _FINES_ABOUT, lang)
    for fine in book.fines:
        yield ""
        yield f"### {heading(f'fine.{fine.authority}', lang)}"
        yield ""
        yield fine_text(fine, lang, book)
    yield ""
    yield f"{_UNFINED.of(lang)} {_reasons(book.unfined, lang)}."


_FINES = Text("Toezicht en boetes", "Supervision and fines")
_FINES_ABOUT = Text(
    "Dit zijn de hoogste boetes. Het zijn maxima, geen voorspelling.",
    "These are the highest fines. They are maxima, not a forecast.",
)
_UNFINED = Text("Geen boete hoort bij:", "No fine belongs to:")


def _reasons(codes: tuple[str, ...] | list[str], lang: Lang) -> str:
    return "; ".join(REASON_NAMES[code].of(lang) for code in codes)
