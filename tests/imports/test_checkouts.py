"""A checkout file: one entry or a list, YAML or JSON, with a sentence for what is wrong."""

import json
from pathlib import Path

import pytest

from datmag.errors import InputError
from datmag.register.imports.checkouts import read


def written(folder: Path, text: str) -> Path:
    """Write the file."""
    path = folder / "checkout.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_one_checkout_or_several_in_yaml_or_json(tmp_path: Path) -> None:
    """A bare date is 00:00 in Amsterdam; the sender may be left out."""
    one = {"since": "2025-03-01", "informed": True, "refusal": "offered", "notice": "Nee, geen aanbiedingen"}
    wanted = {**one, "part": "checkout", "sender": "vondel", "since": "2025-02-28T23:00:00Z"}
    yaml = "since: 2025-03-01\ninformed: yes\nrefusal: offered\nnotice: Nee, geen aanbiedingen\n"

    assert read(written(tmp_path, json.dumps([one, {**one, "sender": "ander"}])), "vondel") == [
        wanted,
        {**wanted, "sender": "ander"},
    ]
    assert read(written(tmp_path, yaml), "vondel") == [wanted]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("since: 2025-01-01\ninformed: yes\n", "`refusal` ontbreekt"),
        ("since: 2025-02-31\ninformed: yes\nrefusal: offered\n", "`since`"),
        ("sinds: 2025-01-01\n", "bedoelt u `since`"),
        ("since: 2025-03-01\nuntil: 2025-01-01\ninformed: yes\nrefusal: offered\n", "draai"),
        ("[1, 2]", "sleutels"),
        ("a: [\n", "regel"),
    ],
)
def test_a_bad_checkout_is_a_sentence(tmp_path: Path, text: str, word: str) -> None:
    """It names the key, and nothing is recorded."""
    with pytest.raises(InputError) as refused:
        read(written(tmp_path, text), "vondel")

    assert word in refused.value.text.nl
