"""YAML as people write it: `NO` is Norway, a date is a word, and a key stands only once."""

import re
from collections.abc import Hashable
from typing import Any, cast

import yaml

from datmag.errors import InputError
from datmag.words import Text

_BOOL = "tag:yaml.org,2002:bool"
_TIME = "tag:yaml.org,2002:timestamp"


class _Plain(yaml.SafeLoader):
    """Reads `true` and `false` as truths, nothing else, and no times."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002  (the signature of PyYAML)
        """Make a mapping; refuse a key that stands twice."""
        keys = [str(key.value) for key, _ in node.value]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise yaml.MarkedYAMLError(
                problem=f"the key `{twice}` stands twice", problem_mark=node.start_mark
            )
        return super().construct_mapping(node, deep)


_Plain.yaml_implicit_resolvers = {
    first: [
        *([(_BOOL, re.compile("true|false"))] if first in {"t", "f"} else []),
        *((tag, pattern) for tag, pattern in pairs if tag not in {_BOOL, _TIME}),
    ]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def mapping(where: str, text: str) -> dict[str, Any]:
    """Read a YAML text that is one mapping.

    Args:
        where: the name of the file, for the error.
        text: what it holds.

    Raises:
        InputError: it is no YAML, no mapping, or a key stands twice.
    """
    try:
        read = yaml.load(text, Loader=_Plain)  # noqa: S506  (a SafeLoader)
    except yaml.YAMLError as error:
        what = " ".join(str(error).split())
        raise InputError(
            Text(
                f"`{where}` is niet te lezen ({what}): maak er geldige YAML van",
                f"`{where}` cannot be read ({what}): make it valid YAML",
            )
        ) from None
    if not isinstance(read, dict):
        raise InputError(
            Text(
                f"`{where}` moet bestaan uit namen met een waarde: begin elke regel met `naam:`",
                f"`{where}` must hold names with a value: begin each line with `name:`",
            )
        )
    return {str(key): value for key, value in cast("dict[object, Any]", read).items()}
