"""What the entries of a list say of one another: ids, the rule that an exception overrides, texts that are shared."""

from collections.abc import Iterator, Sequence

from datmag.rulebook.listed.entry import Entry, instead
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS
from datmag.words import Text

KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "block": (("code", "everything", "text", "when"), ("elsewhere", "unless")),
    "release": (("ground", "text", "when"), ("elsewhere",)),
    "misuse": (("code", "text", "when"), ("elsewhere",)),
    "objection": (("code", "shows", "text", "when"), ("elsewhere", "unless")),
    "exemption": (("overrides", "when"), ("elsewhere", "unless")),
    "ground": (("begun", "ground", "rank", "text"), ("elsewhere",)),
    "duty": (("code", "holds", "text"), ("asked", "elsewhere")),
    "obligation": (("code", "text", "when"), ("elsewhere",)),
    "requirement": (("of", "citations", "code", "holds", "text"), ("asked", "elsewhere", "own_text")),
    "lift": (("when",), ()),
    "default": (
        ("also", "citations", "code", "edition", "promotes", "strippable", "text", "texts", "unfined"),
        ("elsewhere",),
    ),
    "parameter": (("citations",), ()),
    "fine": (("amount_eur", "codes", "since", "supervises", "turnover_percent", "valid_from"), ()),
    "setting": (("alternatives", "point", "source", "text"), ()),
    "policy": (("settings", "text"), ()),
}
"""For each kind of entry the keys that it must have beside `id` and `kind`, and those that it may have."""

_DATED = ("since", "until", "citations")
_WITH_DATES = ("block", "release", "misuse", "objection", "exemption", "ground", "duty", "obligation")
_MAY_HAVE_EXCEPTIONS = ("block", "objection", "exemption")
_TEXTS = (*REASONS, *(f"ground:{one}" for one in GROUNDS), *(f"obligation:{one}" for one in OBLIGATIONS))


def check(entries: Sequence[Entry]) -> None:
    """Refuse an unknown kind or key, a key that is lacking, an id that stands twice, and a reference to nothing.

    Raises:
        InputError: naming the entry, the key, and the nearest right word.
    """
    seen: dict[str, int] = {}
    for entry in entries:
        needed, more = KINDS[entry.word("kind", KINDS)]
        dates = _DATED if entry.found["kind"] in _WITH_DATES else ()
        entry.only(("id", "kind", *dates, *needed), more)
        first = seen.setdefault(entry.get("id", str), entry.number)
        if first != entry.number:
            entry.fault(
                f"heeft de `id` van onderdeel {first}: geef een van beide een andere",
                f"has the `id` of entry {first}: give one of them another",
            )
    _exceptions_are_mutual(entries)


def _exceptions_are_mutual(entries: Sequence[Entry]) -> None:
    over = {
        one.name: one.word("overrides", _ids(entries, *_MAY_HAVE_EXCEPTIONS))
        for one in entries
        if one.found["kind"] == "exemption"
    }
    for entry in entries:
        if entry.found["kind"] not in _MAY_HAVE_EXCEPTIONS:
            continue
        own = [name for name, overridden in over.items() if overridden == entry.name]
        given = entry.words("unless", over) if "unless" in entry.found else ()
        if list(given) != own:
            listed = ", ".join(f'"{name}"' for name in own)
            entry.wrong(
                "unless",
                list(given),
                Text(f"`overrides` zegt `[{listed}]`", f"`overrides` says `[{listed}]`"),
            )
        if entry.name in _above(entry.name, over):
            entry.wrong("overrides", over[entry.name], _IN_A_RING)


def _above(name: str, over: dict[str, str]) -> set[str]:
    """Give what an exception overrides, directly and in the end; itself only where they go round in a ring."""
    found: set[str] = set()
    while name in over and over[name] not in found:
        name = over[name]
        found.add(name)
    return found


def _ids(entries: Sequence[Entry], *kinds: str) -> list[str]:
    return [one.name for one in entries if one.found["kind"] in kinds]


def texts(entries: Sequence[Entry]) -> dict[str, Text]:
    """Give every text of a rulebook by its key: those of the entries, and of the default what no entry shows.

    Raises:
        InputError: two entries with one code have other texts, or a text stands in `texts` as well.
    """
    found: dict[str, tuple[Text, Entry]] = {}
    for key, entry in _by_key(entries):
        text = entry.text("text")
        other, first = found.setdefault(key, (text, entry))
        if other != text:
            entry.fault(
                f"heeft een andere `text` dan onderdeel {first.called}, met dezelfde code: schrijf in beide hetzelfde",
                f"has another `text` than entry {first.called}, with the same code: write the same in both",
            )
    more = next(one for one in entries if one.found["kind"] == "default").by_name("texts")
    for key in more.found:
        if key in found:
            more.fault(
                f"heeft in `texts` een `{key}` die al de `text` van onderdeel {found[key][1].called} is: haal die hier weg",
                f"has in `texts` a `{key}` that is the `text` of entry {found[key][1].called}: take it out here",
            )
    free = [key for key in _TEXTS if key not in found]
    for key in more.found:
        if key not in free:
            todo = instead(key, free)
            more.fault(
                f"heeft in `texts` een onbekende `{key}`: {todo.nl}",
                f"has in `texts` an unknown `{key}`: {todo.en}",
            )
    return {**{key: text for key, (text, _) in found.items()}, **{key: more.text(key) for key in more.found}}


def _by_key(entries: Sequence[Entry]) -> Iterator[tuple[str, Entry]]:
    """Give the entries that have a text for people, each with the key of that text."""
    for entry in entries:
        match entry.found["kind"]:
            case "release" | "ground":
                yield f"ground:{entry.word('ground', GROUNDS)}", entry
            case "obligation":
                yield f"obligation:{entry.word('code', OBLIGATIONS)}", entry
            case "requirement" if "own_text" in entry.found and entry.get("own_text", bool):
                yield f"{entry.word('code', REASONS)}.{entry.name.rpartition('.')[2]}", entry
            case "block" | "misuse" | "objection" | "requirement" | "default" | "duty":
                yield entry.word("code", REASONS), entry
            case _:
                pass


_IN_A_RING = Text(
    "deze uitzonderingen wijzen naar elkaar: laat één naar een regel wijzen",
    "these exceptions point at each other: let one point at a rule",
)
