"""What of the rulebook is no dated rule, in words: the ban itself, the lift, values of the law, fines, choices, policies."""

from datmag.rulebook.fact import Parameter
from datmag.rulebook.glossary import day
from datmag.rulebook.glossary.countries import COUNTRIES
from datmag.rulebook.glossary.entry import AND, listed
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.rule import Fine, Rulebook
from datmag.rulebook.sentence import maximum
from datmag.rulebook.settings import SETTINGS, Setting
from datmag.rulebook.terms import REASON_NAMES
from datmag.rulebook.wording.named import NAMES
from datmag.rulebook.wording.prose import Speaker, capital, written
from datmag.rulebook.wording.said import PARAMETERS, shown_setting
from datmag.rulebook.wording.source_text import citation, heading
from datmag.words import Lang, Text


def entry_text(name: str, lang: Lang, book: Rulebook = RULEBOOK) -> str:
    """Write one entry of the rulebook's list that is no dated rule as Markdown: what it is called, what it says.

    Args:
        name: its id: `nl.no_ground`, `nl.lifted`, `nl.parameter.…`, `fine.…`, `setting.…` or `policy.…`.
        lang: the language.
        book: the rulebook.

    Raises:
        KeyError: there is no such entry, or it is a dated rule.
    """
    title, body = _entry(name, lang, book)
    return f"### {title}\n\n{body}"


def _entry(name: str, lang: Lang, book: Rulebook) -> tuple[str, str]:
    kind, _, rest = name.partition(".")
    if name == f"{book.name}.no_ground":
        source = citation(book.no_ground.periods[-1][1], lang)
        return heading(name, lang), f"{default_text(lang)} {_SOURCE.of(lang)}: {source}."
    if name == f"{book.name}.lifted":
        return _LIFT.of(lang), lift_text(lang, None, book)
    if kind == "setting":
        return heading(name, lang), setting_text(SETTINGS[rest], lang)
    if kind == "policy":
        return capital(POLICIES[rest].shown.of(lang)), policy_text(POLICIES[rest], lang)
    fines = {f"fine.{fine.authority}": fine for fine in book.fines}
    if name in fines:
        return heading(name, lang), fine_text(fines[name], lang, book)
    parameter = {one.id: one for one in book.parameters}[name]
    return capital(PARAMETERS[name].of(lang)), parameter_text(parameter, lang)


_SOURCE = Text("Bron", "Source")
_LIFT = Text("Een later ja heft een nee op", "A later Yes lifts a No")


def default_text(lang: Lang) -> str:
    """Say what holds where no ground is begun."""
    return _NOTHING_BEGINS.of(lang)


_NOTHING_BEGINS = Text(
    "Geen enkele grondslag begint: er is geen toestemming, geen aankoop die telt en geen gepubliceerd adres. "
    "Dan mag reclame niet.",
    "No ground even begins: there is no consent, no purchase that counts and no published address. "
    "Then marketing may not go out.",
)


def lift_text(lang: Lang, policy: Policy | None = None, book: Rulebook = RULEBOOK) -> str:
    """Say when a later consent lifts a No, and what then carries the message."""
    said = written(Speaker(lang, policy, NAMES).tree(book.lifted), lang)
    return f"{said}\n\n{_ONLY_THAT.of(lang)}"


_ONLY_THAT = Text(
    "Na zo’n ja draagt alleen nog die toestemming de reclame.",
    "After such a Yes that consent alone carries the marketing.",
)


def parameter_text(one: Parameter, lang: Lang) -> str:
    """Give a value that the law itself sets, by period; of a list what was added and what left it."""
    return "\n".join(_periods(one, lang))


def _periods(one: Parameter, lang: Lang) -> list[str]:
    lines: list[str] = []
    before: tuple[str, ...] = ()
    for since, value, source in one.periods:
        said = str(value) if isinstance(value, int) else _change(before, value, lang)
        before = value if isinstance(value, tuple) else ()
        lines.append(f"- {_SINCE.of(lang)} {day(since).of(lang)}: {said} ({citation(source, lang)}).")
    return lines


_SINCE = Text("Sinds", "Since")


def _change(before: tuple[str, ...], now: tuple[str, ...], lang: Lang) -> str:
    added = sorted(_country(code, lang) for code in now if code not in before)
    gone = sorted(_country(code, lang) for code in before if code not in now)
    if not before:
        return listed(added, AND.of(lang))
    parts = [
        *([f"{_ADDED.of(lang)}: {listed(added, AND.of(lang))}"] if added else []),
        *([f"{_GONE.of(lang)}: {listed(gone, AND.of(lang))}"] if gone else []),
    ]
    return "; ".join(parts)


_ADDED = Text("erbij", "added")
_GONE = Text("eraf", "no longer")


def _country(code: str, lang: Lang) -> str:
    return Text(*COUNTRIES[code]).of(lang) if code in COUNTRIES else code


def fine_text(fine: Fine, lang: Lang, book: Rulebook = RULEBOOK) -> str:
    """Say what a fine is at most, since when, and for which reasons."""
    since = f"{_SINCE.of(lang).lower()} {day(fine.valid_from).of(lang)}"
    lines = [f"{capital(maximum(fine).of(lang))}, {since}.", _of_what(fine, lang)]
    also = [code for code, authority in book.also.items() if authority == fine.authority]
    if also:
        lines.append(f"{_ALSO.of(lang)} {_reasons(also, lang)}.")
    return "\n".join(f"- {line}" for line in lines)


_ALSO = Text(
    "Is bij deze redenen tweede toezichthouder, behalve bij post:",
    "Supervises as the second authority for these reasons, except for post:",
)


def _of_what(fine: Fine, lang: Lang) -> str:
    if not fine.codes:
        return _EVERY_OTHER.of(lang)
    return Text(
        f"Hoort bij deze redenen: {_reasons(fine.codes, lang)}. Bij post hoort het bij elke reden.",
        f"Belongs to these reasons: {_reasons(fine.codes, lang)}. For post it belongs to every reason.",
    ).of(lang)


_EVERY_OTHER = Text(
    "Hoort bij elke reden die niet onder een andere toezichthouder valt.",
    "Belongs to every reason that is under no other authority.",
)


def _reasons(codes: tuple[str, ...] | list[str], lang: Lang) -> str:
    return "; ".join(REASON_NAMES[code].of(lang) for code in codes)


def setting_text(setting: Setting, lang: Lang, policy: Policy | None = None) -> str:
    """Say what a disputed point is, how it is settled, and where the dispute comes from.

    Args:
        setting: the point.
        lang: the language.
        policy: how it is settled; None shows how each policy settles it.
    """
    settled = (
        f"- {capital(one.shown.of(lang))}: {shown_setting(setting.name, one[setting.name], lang)}."
        for one in ([policy] if policy else POLICIES.values())
    )
    return "\n".join((setting.point.of(lang), "", *settled, "", setting.source.of(lang)))


def policy_text(policy: Policy, lang: Lang) -> str:
    """Say how a policy settles each disputed point."""
    return "\n".join(
        f"- {capital(setting.shown.of(lang))}: {shown_setting(name, policy[name], lang)}."
        for name, setting in SETTINGS.items()
    )
