"""The file with the tokens of the API: one a line, for its owner, none too short."""

from hashlib import sha256
from pathlib import Path

import pytest

from datmag.errors import SettingError
from datmag.server.configuration import read, tokens_from

FIRST, SECOND = "a" * 32, "b" * 64


def written(folder: Path, text: str, mode: int = 0o600) -> str:
    """Write a file of tokens and give its name."""
    path = folder / "tokens"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path.name


def test_without_a_name_there_are_no_tokens(tmp_path: Path) -> None:
    """The default; and the setting is a secret that is kept in a file."""
    setting = read({}, tmp_path)["api_token_file"]

    assert tokens_from(tmp_path, setting.value) == ()
    assert setting.key.secret


@pytest.mark.parametrize("mode", [0o400, 0o600, 0o640])
def test_each_line_is_a_token_of_which_the_hash_is_kept(tmp_path: Path, mode: int) -> None:
    """Two programs have two tokens, so that one can be taken away."""
    name = written(tmp_path, f"{FIRST}\n\n{SECOND}\n", mode)

    assert tuple(sha256(token.encode()).digest() for token in (FIRST, SECOND)) == tokens_from(tmp_path, name)


@pytest.mark.parametrize(
    ("text", "mode", "said"),
    [
        (FIRST, 0o644, "everybody on this computer can read or change"),
        (FIRST, 0o602, "everybody on this computer can read or change"),
        ("short", 0o600, "at least 32 letters"),
        (f"{FIRST}\nshort", 0o600, "at least 32 letters"),
        ("", 0o600, "at least 32 letters"),
        ("  \n", 0o600, "at least 32 letters"),
    ],
)
def test_a_file_that_is_open_to_all_or_holds_a_weak_token_is_refused(
    tmp_path: Path, text: str, mode: int, said: str
) -> None:
    """The error names the file and what to do, and never a token."""
    with pytest.raises(SettingError, match=said) as refused:
        tokens_from(tmp_path, written(tmp_path, text, mode))

    assert FIRST not in refused.value.text.nl + refused.value.text.en


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Who names a file means it: nobody is let in or kept out by a typing error."""
    with pytest.raises(SettingError, match="cannot be read"):
        tokens_from(tmp_path, "nowhere")
