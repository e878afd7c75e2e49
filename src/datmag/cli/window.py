"""A JSON text of any length, read through a window that moves forward.

Python's own `json` does the reading: `raw_decode` on the part that is in the window. It tells where a value
ends and, for broken JSON, at which character it stopped, which is what a person needs (line and column) and
what a streaming parser of another package (ijson and the like) does not tell. It also needs no dependency.
A value that ends beyond the window is tried again with twice as much text, so a file takes linear time, and
memory for two times the longest value.
"""

import codecs
import json
import re
from collections.abc import Callable
from typing import Any, BinaryIO

from datmag.words import Text

LONGEST = 1_000_000
"""The most characters that one value (one case) may have."""

_PIECE = 1 << 16
_SPACE = re.compile(r"[ \t\n\r]*")
_ID = re.compile(r'\{\s*"id"\s*:\s*"([^"\\\x00-\x1f]{1,80})"')
_BAD_BYTE = re.compile("[\udc80-\udcff]")
# A text cut off within a literal, a number or an escape is refused this near to its end, and no earlier.
_NEAR_THE_END = 16
_DIGITS = 18
# A value that goes on for too long, and one that is too deep, are read this much further than one that breaks.
_COST_OF_LONG, _COST_OF_DEEP = 10_000, 100
# What `find` looks for is shorter than this, blanks included.
_OVERLAP = 1000

_CONTROL = "Invalid control character"
_WHAT = {
    "Expecting property name enclosed in double quotes": Text(
        "hier hoort een naam tussen dubbele aanhalingstekens", "a name in double quotes should stand here"
    ),
    "Expecting ':' delimiter": Text("hier hoort een dubbele punt", "a colon should stand here"),
    "Expecting ',' delimiter": Text(
        "hier hoort een komma of een sluithaakje", "a comma or a closing bracket should stand here"
    ),
    "Expecting value": Text("hier hoort een waarde", "a value should stand here"),
    "Unterminated string starting at": Text(
        "de tekst die hier begint, houdt niet op: er mist een aanhalingsteken",
        "the string that begins here does not end: a quote is missing",
    ),
    _CONTROL: Text(
        "midden in een tekst staat een teken dat u niet ziet: haal het weg",
        "a character that you do not see stands within a string: take it out",
    ),
    "Invalid \\escape": Text(
        "na een backslash staat een teken dat daar niet kan", "a character that cannot follow a backslash"
    ),
    "Invalid \\uXXXX escape": Text(
        "na \\u horen vier cijfers of letters van a tot en met f", "after \\u four hexadecimal digits follow"
    ),
    "Illegal trailing comma before end": Text(
        "voor een sluithaakje staat een komma te veel", "a comma too many before a closing bracket"
    ),
}
_OTHER = Text("hier gaat het mis", "here it goes wrong")
_UNSEEN = {
    **dict.fromkeys(
        "\n\r",
        Text(
            "een regeleinde midden in een tekst: er mist een aanhalingsteken",
            "a line end within a string: a quote is missing",
        ),
    ),
    "\t": Text(
        "een tab midden in een tekst: schrijf \\t, of een spatie",
        "a tab within a string: write \\t, or a blank",
    ),
}
_ENDS = Text("het bestand houdt hier op", "the file ends here")
_TOO_DEEP = Text("te diep in elkaar", "too deeply nested")
TOO_LONG = Text(
    "dit ene geval is langer dan 1 miljoen tekens: een geval heeft alleen feiten nodig, haal de rest eruit",
    "this one case is longer than 1 million characters: a case needs facts only, take the rest out",
)


class BrokenError(Exception):
    """A value that cannot be used.

    Args:
        text: what is wrong and what to do.
        line, column: where, both from 1.
        offset: the same place, in the window.
        behind: the window stands behind it, so that what follows can be read.
        cost: what it took to find out; 1 for a value that breaks where it can be seen.
        value: what was read all the same; of a case that broke only its id, where that stands first.
    """

    def __init__(self, text: Text, place: tuple[int, int], offset: int) -> None:
        """Keep what the person must know."""
        super().__init__(text.en)
        self.text, self.offset = text, offset
        self.line, self.column = place
        self.behind = False
        self.cost = 1
        self.value: Any = None


class Window:
    """The part of a JSON text that is in memory, and the place in it."""

    def __init__(self, more: Callable[[int], str], line: int = 1) -> None:
        """Open a text.

        Args:
            more: gives the next characters, about so many; none at the end.
            line: the number of its first line.
        """
        self._more = more
        self._text = ""
        self._at = self._begin = self._behind = 0
        # A place in the window with its line and column: others are counted from there, so that no part is counted twice.
        self._counted, self._line, self._column = 0, line, 1
        self._first = 1
        self._faults: list[Text] = []
        self._json = json.JSONDecoder(
            object_pairs_hook=self._object, parse_constant=self._constant, parse_int=_whole
        )

    @classmethod
    def of(cls, stream: BinaryIO) -> "Window":
        """Open a file of UTF-8; a byte that is none is kept as a mark, and refused with the value around it."""
        decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")

        def more(size: int) -> str:
            while True:
                raw = stream.read(size)
                text = decoder.decode(raw, not raw)
                if text or not raw:
                    return text

        return cls(more)

    def next(self) -> str:
        """Move to the next character that is no white space and give it; nothing at the end of the text."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text) or not self._fill():
                return self._text[self._at : self._at + 1]

    def step(self) -> None:
        """Move behind the character that stands here."""
        self._at += 1

    def value(self) -> Any:  # noqa: ANN401  (a JSON value)
        """Read the value that begins here, and move behind it.

        Raises:
            BrokenError: it is no JSON, too long, too deep, not UTF-8, or names something twice.
        """
        while True:
            self._faults.clear()
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._goes_on(error):
                    if len(self._text) - self._at > LONGEST:
                        raise self._named(self.refuse(TOO_LONG), _COST_OF_LONG) from None
                    if self._fill():
                        continue
                raise self._named(self._no_value(error)) from None
            except RecursionError:
                raise self._named(self.broken(_TOO_DEEP), _COST_OF_DEEP) from None
            # A number at the very end of the window may go on behind it.
            if end < len(self._text) or not self._fill():
                return self._checked(value, end)

    def find(self, pattern: re.Pattern[str]) -> bool:
        """Move behind the next match of a short pattern; false, and the end of the text, where there is none."""
        if self._at > _PIECE:
            # For its errors `json` counts lines from the begin of the window.
            self._let_go()
        while True:
            found = pattern.search(self._text, self._at)
            if found:
                self._at = found.end()
                return True
            self._at = max(self._at, len(self._text) - _OVERLAP)
            if not self._fill():
                self._at = len(self._text)
                return False

    def back_to_comma(self, error: BrokenError) -> None:
        """Move to the last comma before the place where a value broke, or behind the begin of that value."""
        comma = self._text.rfind(",", self._at, error.offset + 1)
        self._at = comma if comma >= 0 else self._at + 1

    def ahead(self) -> tuple[Any, str]:
        """Read the value that begins here, also one that cannot be used, and stay where it is.

        Returns:
            The value, and the character that follows it; nothing where that is not in the window.

        Raises:
            BrokenError: nobody can tell where it ends.
        """
        try:
            value = self.value()
        except BrokenError as error:
            if not error.behind:
                raise
            value = error.value
        space = _SPACE.match(self._text, self._at)
        follows = space.end() if space else self._at
        self._behind, self._at = self._at, self._begin
        return value, self._text[follows : follows + 1]

    def pass_over(self) -> None:
        """Move behind the value that was just read ahead."""
        self._at = self._behind

    def leave(self) -> None:
        """Read no further: what follows is let be."""
        self._text, self._at, self._more = "", 0, lambda _: ""

    def refuse(self, text: Text, offset: int | None = None) -> BrokenError:
        """Make the error about what stands here, or at an offset in the window."""
        at = self._at if offset is None else offset
        return BrokenError(text, self._place(at), at)

    def broken(self, what: Text, offset: int | None = None) -> BrokenError:
        """Make the error that what stands here is no JSON: `what` says why, the line and column are added."""
        at = self._at if offset is None else offset
        line, column = self._place(at)
        return self.refuse(
            Text(
                f"dit is geen JSON (regel {line}, kolom {column}: {what.nl}): "
                "controleer haakjes, komma's en aanhalingstekens",
                f"this is not JSON (line {line}, column {column}: {what.en}): "
                "check brackets, commas and quotes",
            ),
            at,
        )

    def not_utf8(self, offset: int) -> BrokenError:
        """Make the error about a byte that is no UTF-8."""
        return self.refuse(not_utf8(*self._place(offset)), offset)

    @property
    def place(self) -> tuple[int, int]:
        """The line and the column of what stands here."""
        return self._place(self._at)

    def _place(self, offset: int) -> tuple[int, int]:
        if offset < self._counted:
            return self._place_before(offset)
        lines = self._text.count("\n", self._counted, offset)
        if lines:
            self._line += lines
            self._column = offset - self._text.rfind("\n", self._counted, offset)
        else:
            self._column += offset - self._counted
        self._counted = offset
        return self._line, self._column

    def _place_before(self, offset: int) -> tuple[int, int]:
        """Count back; that is needed once where a value broke further on."""
        lines = self._text.count("\n", offset, self._counted)
        if not lines:
            return self._line, self._column - (self._counted - offset)
        begin = self._text.rfind("\n", 0, offset)
        return self._line - lines, offset - begin if begin >= 0 else self._first + offset

    def _fill(self) -> bool:
        """Let go of what is read and take in more, as much again as is left; false at the end of the text."""
        piece = self._more(max(_PIECE, len(self._text) - self._at))
        if not piece:
            return False
        self._let_go()
        self._text += piece
        return True

    def _let_go(self) -> None:
        """Let go of what is read."""
        self._line, self._column = self._place(self._at)
        self._counted, self._first = 0, self._column
        self._text, self._at = self._text[self._at :], 0

    def _goes_on(self, error: json.JSONDecodeError) -> bool:
        """Tell whether more text could mend it."""
        return error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _NEAR_THE_END

    def _named(self, error: BrokenError, cost: int = 1) -> BrokenError:
        """Keep the id of a case that broke, where it stands first, and what it took to find out."""
        error.cost = cost
        named = _ID.match(self._text, self._at)
        error.value = {"id": named[1]} if named else None
        return error

    def _no_value(self, error: json.JSONDecodeError) -> BrokenError:
        if _BAD_BYTE.match(self._text, error.pos):
            return self.not_utf8(error.pos)
        what = next((text for msg, text in _WHAT.items() if error.msg.startswith(msg)), _OTHER)
        if error.msg.startswith(_CONTROL):
            what = _UNSEEN.get(self._text[error.pos], what)
        return self.broken(_ENDS if error.pos >= len(self._text) else what, error.pos)

    def _checked(self, value: Any, end: int) -> Any:  # noqa: ANN401  (a JSON value)
        begin, self._begin, self._at = self._at, self._at, end
        bad = _BAD_BYTE.search(self._text, begin, end)
        error = None
        if bad:
            error = self.not_utf8(bad.start())
        elif end - begin > LONGEST:
            error = self.refuse(TOO_LONG, begin)
        elif self._faults:
            error = self.refuse(self._faults[0], begin)
        if error:
            error.behind, error.value = True, value
            raise error
        return value

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [key for key, _ in pairs]
            self._faults.append(named_twice(next(name for name in names if names.count(name) > 1)))
        return found

    def _constant(self, name: str) -> None:
        self._faults.append(
            Text(
                f"`{name}` is geen waarde in JSON: schrijf een getal, of null als u het niet weet",
                f"`{name}` is not a value in JSON: write a number, or null where you do not know it",
            )
        )


def not_utf8(line: int, column: int) -> Text:
    """Say that a byte is no UTF-8, and where."""
    return Text(
        f"dit is geen UTF-8 (regel {line}, kolom {column}): sla het bestand op als UTF-8",
        f"this is not UTF-8 (line {line}, column {column}): save the file as UTF-8",
    )


def named_twice(key: str) -> Text:
    """Say that an object has a name twice."""
    return Text(
        f"`{key}` staat er twee keer in: haal er een weg", f"`{key}` stands there twice: take one out"
    )


def _whole(digits: str) -> int | float:
    """Read a whole number; one that no fact could hold is read as a fraction, so that no limit is hit."""
    return int(digits) if len(digits) <= _DIGITS else float(digits)
