"""Reads the YAML head of a message file as plain words, each key with the line it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from datmag.errors import InputError
from datmag.words import Text

LONGEST = 1_000_000
"""The most characters a message file may have; mail clients cut a message off long before."""


@dataclass(frozen=True, slots=True)
class Head:
    r"""The head of a message file.

    Attributes:
        file: what to call the file in an error.
        entries: key to text, to a list of texts, or to a mapping of texts. A key without a value is not there.
        lines: key to the line it stands on, counted from 1 at the top of the file.
        body: what follows the head, with `\n` line ends.
        body_line: the line on which the body begins.
    """

    file: str
    entries: Mapping[str, object]
    lines: Mapping[str, int]
    body: str
    body_line: int

    def place(self, key: str) -> Text:
        """Say where a key stands; one that is missing belongs at the top of the file."""
        return place(self.file, self.lines.get(key, 1))


def place(file: str, line: int) -> Text:
    """Name a line of a file for an error."""
    return Text(f"`{file}`, regel {line}", f"`{file}`, line {line}")


def decode(source: str | bytes, file: str) -> str:
    r"""Give the text of a file as UTF-8 with `\n` line ends and without a byte order mark."""
    try:
        text = source.decode("utf-8") if isinstance(source, bytes) else source
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _wrong(
            file,
            line,
            "dit is geen UTF-8: sla het bestand op als UTF-8",
            "this is not UTF-8: save the file as UTF-8",
        ) from None
    if len(text) > LONGEST:
        raise _wrong(
            file,
            1,
            f"het bestand is te lang (meer dan {LONGEST} tekens): kort het in",
            f"the file is too long (over {LONGEST} characters): shorten it",
        )
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def split(source: str | bytes, file: str) -> Head:
    """Split a message file into its head and its body.

    Raises:
        InputError: no head, a head that does not end, or YAML that cannot be read.
    """
    lines = decode(source, file).split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != "---":
        raise _wrong(
            file,
            first + 1,
            "hier hoort de kop te beginnen: zet `---`, dan `subject`, `from` en `declared_as`, dan weer `---`",
            "the head belongs here: write `---`, then `subject`, `from` and `declared_as`, then `---` again",
        )
    last = next((number for number in range(first + 1, len(lines)) if lines[number].rstrip() == "---"), 0)
    if not last:
        raise _wrong(
            file,
            first + 1,
            "de kop eindigt niet: zet een regel `---` boven de tekst van het bericht",
            "the head does not end: put a line `---` above the text of the message",
        )
    entries, numbers = _entries("\n".join(lines[first + 1 : last]), first + 2, file)
    return Head(file, entries, numbers, "\n".join(lines[last + 1 :]), last + 2)


def _entries(text: str, top: int, file: str) -> tuple[dict[str, object], dict[str, int]]:
    node = _compose(text, top, file)
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise _wrong(
            file, top, "de kop moet regels `sleutel: waarde` hebben", "the head must hold lines `key: value`"
        )
    lines: dict[str, int] = {}
    entries: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = top + key_node.start_mark.line
        key = _key(key_node, line, file)
        if key in lines:
            raise _wrong(
                file,
                line,
                f"`{key}` staat er twee keer (ook op regel {lines[key]}): haal er een weg",
                f"`{key}` stands there twice (also on line {lines[key]}): remove one",
            )
        lines[key] = line
        value = _value(value_node, line, file)
        if value is not None:
            entries[key] = value
    return entries, lines


def _compose(text: str, top: int, file: str) -> yaml.Node | None:
    try:
        loader = yaml.SafeLoader(text)
        try:
            return loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = top + (mark.line if mark else 0)
        raise _wrong(
            file,
            line,
            f"dit is geen geldige YAML ({error.problem}): schrijf `sleutel: waarde`, en zet een waarde met `:` of `#` "
            "tussen aanhalingstekens",
            f"this is not valid YAML ({error.problem}): write `key: value`, and quote a value that holds `:` or `#`",
        ) from None
    except (yaml.YAMLError, RecursionError):
        raise _wrong(
            file, top, "de kop is niet te lezen als YAML", "the head cannot be read as YAML"
        ) from None


def _key(node: yaml.Node, line: int, file: str) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    raise _wrong(file, line, "een sleutel moet één woord zijn", "a key must be one word")


def _value(node: yaml.Node, line: int, file: str) -> object:
    """Give the words as written: a subject `2026` or a language `no` is text, whatever YAML makes of it."""
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_word(entry, line, file) for entry in node.value]
    words: dict[str, object] = {}
    for key_node, entry in node.value:
        key = _key(key_node, line, file)
        if key in words:
            raise _wrong(file, line, f"`{key}` staat er twee keer", f"`{key}` stands there twice")
        words[key] = _word(entry, line, file)
    return words


def _word(node: yaml.Node, line: int, file: str) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    raise _wrong(
        file, line, "dit gaat te diep: schrijf gewone woorden", "this goes too deep: write plain words"
    )


def _wrong(file: str, line: int, nl: str, en: str) -> InputError:
    where = place(file, line)
    return InputError(Text(f"{where.nl}: {nl}", f"{where.en}: {en}"))
