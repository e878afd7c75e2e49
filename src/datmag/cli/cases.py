"""The cases in a file of any size, one at a time; what cannot be read is named with its place, and passed over."""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from datmag.cli.window import LONGEST, NOT_UTF8, TOO_LONG, BrokenError, Window, named_twice
from datmag.words import Text

_NEXT_OBJECT = re.compile(r",\s*(?=\{)")
_CASES = re.compile(r'"cases"\s*:\s*(?=\[)')
_MOST_KEYS = 1000
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

    What comes before a broken element is given, and what comes after it as soon as the next element is found: a
    comma and a `{` from where a whole object can be read.
    """
    window = Window.of(stream)
    first = window.next()
    if not first:
        yield Found(_WHOLE_FILE, None, _EMPTY)
        return
    try:
        if first == "[":
            yield from _list(window)
        elif first == "{":
            yield from _object(window)
        else:
            yield Found(_WHOLE_FILE, window.value(), line=1)
    except BrokenError as error:
        yield _lost(error, _WHOLE_FILE)
        if window.find(_CASES):
            yield from _list(window)
        return
    if window.next():
        yield _lost(window.broken(_MORE_TEXT), _WHOLE_FILE)


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
            yield Found(place, None, NOT_UTF8, number, error.start + 1)
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


def _object(window: Window) -> Iterator[Found]:
    """Read an object that is a case, or that holds the cases in its key `cases`."""
    line = window.line
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
            if not (yield from _list(window)):
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


def _list(window: Window) -> Generator[Found, None, bool]:
    """Read the elements of a list, from its `[` to behind its `]`; false where the end of it was not found."""
    number = 0
    window.step()
    more = window.next() != "]"
    while more:
        number += 1
        place = Text(f"#{number}", f"#{number}")
        line = window.line
        try:
            yield Found(place, window.value(), line=line)
        except BrokenError as error:
            yield _lost(error, place)
            if not error.behind:
                if not _found_again(window, error):
                    return False
                continue
        try:
            more = _goes_on(window, "]")
        except BrokenError as error:
            yield _lost(error, Text(f"na {place.nl}", f"after {place.en}"))
            more = window.next() == "{" or (window.next() != "]" and _found_again(window, error))
            if not more and window.next() != "]":
                return False
    window.step()
    return True


def _found_again(window: Window, error: BrokenError) -> bool:
    """Move to the next object in the list that can be read whole; false, and the end, where there is none."""
    window.back_to_comma(error)
    while window.find(_NEXT_OBJECT):
        if window.reads():
            return True
    return False


def _lost(error: BrokenError, place: Text) -> Found:
    return Found(place, error.value, error.text, error.line, error.column)


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
