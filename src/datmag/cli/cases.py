"""The cases in a file of any size, one at a time; what cannot be read is named with its place, and passed over."""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, BinaryIO

from datmag.cli.window import LONGEST, TOO_LONG, BrokenError, Window, named_twice, not_utf8
from datmag.rulebook.fact import FACTS
from datmag.words import Text

_NEXT_OBJECT = re.compile(r',\s*(?=\{\s*")')
_CASES = re.compile(r'"cases"\s*:\s*(?=\[)')
_MOST_KEYS = 1000
# So much may be tried in vain before the next case is found.
_MOST_TRIES = 100_000
_BYTES_A_CHARACTER = 4


@dataclass(frozen=True, slots=True)
class Found:
    """One element of a file.

    Args:
        place: its number in a list (`#2`), its line in a `.jsonl` file, or nothing for the file itself.
        value: what was read; None where nothing was.
        trouble: why it cannot be used, and what to do; None where it can.
        line, column: where it begins, or where it broke; 0 where that is not known.
    """

    place: Text
    value: Any
    trouble: Text | None = None
    line: int = 0
    column: int = 0


def found_in(stream: BinaryIO) -> Iterator[Found]:
    """Read one case, a list of cases, or `{"cases": […]}` with other keys around it.

    What comes before a broken element is given, and what comes after it from the next case on: a comma, and a `{`
    from where a whole object can be read that looks like a case.
    """
    window = Window.of(stream)
    numbers = count(1)
    first = window.next()
    if not first:
        yield Found(_WHOLE_FILE, None, _EMPTY)
        return
    try:
        if first == "[":
            yield from _list(window, numbers)
        elif first == "{":
            yield from _object(window, numbers)
        else:
            yield Found(_WHOLE_FILE, window.value(), line=1)
    except BrokenError as error:
        yield _lost(error, _WHOLE_FILE)
        if window.find(_CASES):
            yield from _list(window, numbers)
        return
    told = False
    while window.next():
        behind = window.broken(_MORE_TEXT)
        again = _search(window, behind)
        if not (told and again.found):
            yield _lost(behind, _WHOLE_FILE, again.said)
        told = True
        if again.found and first == "[":
            # The list went on behind a bracket too many.
            yield from _elements(window, numbers)
        elif again.found:
            yield _single(window, numbers)


def _single(window: Window, numbers: Iterator[int]) -> Found:
    """Read a case that stands behind the end of what the file should hold."""
    number = next(numbers)
    place = Text(f"#{number}", f"#{number}")
    line, _ = window.place
    try:
        return Found(place, window.value(), line=line)
    except BrokenError as error:
        return _lost(error, place)


def found_by_line(stream: BinaryIO) -> Iterator[Found]:
    """Read one case a line (`.jsonl`); an empty line says nothing."""
    number = 0
    limit = LONGEST * _BYTES_A_CHARACTER
    while raw := stream.readline(limit):
        number += 1
        place = Text(f"regel {number}", f"line {number}")
        if len(raw) == limit and not raw.endswith(b"\n"):
            _skip_line(stream)
            yield Found(place, None, TOO_LONG, number, 1)
            continue
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            before = len(raw[: error.start].decode("utf-8-sig" if number == 1 else "utf-8"))
            yield Found(place, None, not_utf8(number, before + 1), number, before + 1)
            continue
        if line.strip():
            yield _one(line, number, place)


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
        pass


def _one(line: str, number: int, place: Text) -> Found:
    pieces = iter([line])
    window = Window(lambda _: next(pieces, ""), number)
    window.next()
    try:
        value = window.value()
        if window.next():
            raise window.broken(_MORE_IN_LINE)
    except BrokenError as error:
        return _lost(error, place)
    return Found(place, value, line=number, column=1)


def _object(window: Window, numbers: Iterator[int]) -> Iterator[Found]:
    """Read an object that is a case, or that holds the cases in its key `cases`."""
    line, _ = window.place
    pairs: dict[str, Any] = {}
    listed = False
    window.step()
    more = window.next() != "}"
    while more:
        key = _key(window)
        if key in pairs or (listed and key == "cases"):
            raise window.refuse(named_twice(key))
        if len(pairs) > _MOST_KEYS:
            raise window.refuse(_TOO_MANY_NAMES)
        if key == "cases" and window.next() == "[":
            listed = True
            if not (yield from _list(window, numbers)):
                return
        else:
            pairs[key] = window.value()
        more = _goes_on(window, "}")
    window.step()
    if not listed:
        yield Found(_WHOLE_FILE, pairs, line=line, column=1)


def _key(window: Window) -> str:
    if window.next() != '"':
        raise window.broken(_A_NAME)
    key: str = window.value()
    if window.next() != ":":
        raise window.broken(_A_COLON)
    window.step()
    window.next()
    return key


def _goes_on(window: Window, closing: str) -> bool:
    """Move behind a comma; false before the closing bracket."""
    follows = window.next()
    if follows == ",":
        window.step()
        if window.next() == closing:
            raise window.broken(_COMMA_TOO_MANY)
        return True
    if follows != closing:
        raise window.broken(_A_COMMA if follows else _FILE_ENDS)
    return False


def _list(window: Window, numbers: Iterator[int]) -> Generator[Found, None, bool]:
    """Read the elements of a list, from its `[` to behind its `]`; false where the end of it was not found."""
    window.step()
    if window.next() == "]":
        window.step()
        return True
    return (yield from _elements(window, numbers))


def _elements(window: Window, numbers: Iterator[int]) -> Generator[Found, None, bool]:
    """Read from an element of a list to behind its `]`; false where the end of it was not found."""
    more = True
    while more:
        number = next(numbers)
        place = Text(f"#{number}", f"#{number}")
        line, _ = window.place
        try:
            yield Found(place, window.value(), line=line)
        except BrokenError as error:
            again = None if error.behind else _search(window, error)
            yield _lost(error, place, again.said if again else _NOTHING)
            if again:
                if not again.found:
                    return False
                continue
        try:
            more = _goes_on(window, "]")
        except BrokenError as error:
            again = None if window.next() in {"{", "]"} else _search(window, error)
            yield _lost(error, Text(f"na {place.nl}", f"after {place.en}"), again.said if again else _NOTHING)
            if again and not again.found:
                return False
            more = window.next() != "]"
    window.step()
    return True


@dataclass(frozen=True, slots=True)
class _Search:
    """How the search for the next case ended, and what must be said of that."""

    found: bool
    said: Text


def _search(window: Window, error: BrokenError) -> _Search:
    """Move to the next case in a list that can be read whole, or to the end of the text where there is none.

    Objects within the case that broke are no cases: they are passed over, and where that was done it is said from
    where on there is a verdict again.
    """
    window.back_to_comma(error)
    tries, passed = 0, False
    while window.find(_NEXT_OBJECT):
        try:
            value, follows = window.ahead()
        except BrokenError as broken:
            tries += broken.cost
            if tries > _MOST_TRIES:
                window.leave()
                return _Search(found=False, said=_GIVEN_UP)
            window.back_to_comma(broken)
            continue
        if _is_case(value) and follows in _AFTER_A_CASE:
            return _Search(found=True, said=_read_on(*window.place) if passed else _NOTHING)
        passed = True
        window.pass_over()
    return _Search(found=False, said=_NO_MORE if passed else _NOTHING)


_AFTER_A_CASE = ",]{}"
"""What may follow it, also where a comma or a bracket is missing or one too many; or nothing, at the end."""


def _is_case(value: object) -> bool:
    """Tell whether an object looks like a case; one within a case does not."""
    return isinstance(value, dict) and ("facts" in value or set(value) <= set(FACTS))


def _lost(error: BrokenError, place: Text, said: Text | None = None) -> Found:
    more = said or _NOTHING
    text = Text(error.text.nl + more.nl, error.text.en + more.en)
    return Found(place, error.value, text, error.line, error.column)


def _read_on(line: int, column: int) -> Text:
    return Text(
        f"; wat daarna komt, is pas vanaf regel {line}, kolom {column} gelezen",
        f"; what comes after it is read from line {line}, column {column} on",
    )


_NOTHING = Text("", "")
_NO_MORE = Text("; wat daarna komt, is niet gelezen", "; what comes after it is not read")
_GIVEN_UP = Text(
    "; er is zo veel stuk dat de rest van het bestand niet is gelezen",
    "; so much is broken that the rest of the file is not read",
)
_WHOLE_FILE = Text("", "")
_EMPTY = Text(
    "dit bestand is leeg: zet er een geval in, of een lijst van gevallen",
    "this file is empty: put a case in it, or a list of cases",
)
_MORE_TEXT = Text(
    "na het einde staat nog iets; staat er één geval op elke regel, noem het bestand dan `.jsonl`",
    "something follows after the end; if each line is a case, name the file `.jsonl`",
)
_MORE_IN_LINE = Text(
    "na het geval staat nog iets op deze regel", "something follows after the case on this line"
)
_A_NAME = Text(
    "hier hoort een naam tussen dubbele aanhalingstekens", "a name in double quotes should stand here"
)
_A_COLON = Text("hier hoort een dubbele punt", "a colon should stand here")
_A_COMMA = Text("hier hoort een komma of een sluithaakje", "a comma or a closing bracket should stand here")
_COMMA_TOO_MANY = Text("voor dit sluithaakje staat een komma te veel", "a comma too many before this bracket")
_TOO_MANY_NAMES = Text(
    f"dit object heeft meer dan {_MOST_KEYS} namen: een geval staat in een lijst, of in `cases`",
    f"this object has more than {_MOST_KEYS} names: a case stands in a list, or in `cases`",
)
_FILE_ENDS = Text("het bestand houdt hier op", "the file ends here")
