"""Settings: flags, then `DATMAG_*` variables, then `datmag.toml`, then defaults; each knows where it came from."""

import contextlib
import os
import secrets
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from datmag.errors import SettingError
from datmag.words import Text

FILE = "datmag.toml"
KEY_BYTES = 32
TOKEN_LETTERS = 32
"""So many letters at least has a token of the API; `openssl rand -hex 32` gives twice that."""
HIGHEST = 65_535
"""The highest port; more connections or messages a second than that are a mistake too."""


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: its name in the file, its default, whether it is a secret kept in a file."""

    name: str
    default: str
    secret: bool = False
    choices: tuple[str, ...] = ()
    whole: bool = False

    @property
    def variable(self) -> str:
        """Give the name in the environment, as `DATMAG_SMTP__HOST`."""
        return "DATMAG_" + self.name.upper().replace(".", "__")


KEYS = (
    Key("db.url", "sqlite:///datmag.sqlite3"),
    Key("smtp.host", "127.0.0.1"),
    Key("smtp.port", "25", whole=True),
    Key("smtp.tls", "none", choices=("none", "starttls", "tls")),
    Key("smtp.user", ""),
    Key("smtp.password_file", "", secret=True),
    Key("smtp.connections", "4", whole=True),
    Key("smtp.rate", "0", whole=True),
    Key("public_url", "http://127.0.0.1:8000"),
    Key("allowed_hosts", ""),
    Key("secret_key_file", "datmag-secret.key", secret=True),
    Key("suppression_key_file", "datmag-suppression.key", secret=True),
    Key("api_token_file", "", secret=True),
    Key("policy", "standard", choices=("statute", "standard", "strict", "consent_only")),
    Key("lang", "en", choices=("nl", "en")),
    Key("demo", ""),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and where it came from: `flag`, `environment`, the name of the file, or `default`."""

    key: Key
    value: str
    origin: str


def _flat(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in table.items():
        full = f"{prefix}{name}"
        if isinstance(value, dict):
            found |= _flat(value, f"{full}.")
        else:
            found[full] = str(value).lower() if isinstance(value, bool) else str(value)
    return found


def _from_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        values = _flat(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(
            Text(
                f"`{path}` is geen leesbaar TOML-bestand ({error}): verbeter het bestand",
                f"`{path}` is no readable TOML file ({error}): mend the file",
            )
        ) from None
    names = [key.name for key in KEYS]
    for name in values:
        if name not in names:
            near = get_close_matches(name, names, 1)
            hint_nl = f": bedoelt u `{near[0]}`?" if near else ": haal deze regel weg"
            hint_en = f": did you mean `{near[0]}`?" if near else ": take this line out"
            raise SettingError(
                Text(
                    f"`{path}` heeft een onbekende instelling `{name}`{hint_nl}",
                    f"`{path}` has an unknown setting `{name}`{hint_en}",
                )
            )
    return values


def _checked(setting: Setting) -> Setting:
    key, value = setting.key, setting.value
    if key.choices and value not in key.choices:
        allowed = ", ".join(key.choices)
        raise SettingError(
            Text(
                f"instelling `{key.name}` kent `{value}` niet: kies uit {allowed}",
                f"setting `{key.name}` does not know `{value}`: choose one of {allowed}",
            )
        )
    if key.whole and not (value.isascii() and value.isdecimal() and int(value) <= HIGHEST):
        raise SettingError(
            Text(
                f"instelling `{key.name}` is `{value}`: geef een geheel getal van hoogstens {HIGHEST}",
                f"setting `{key.name}` is `{value}`: give a whole number of at most {HIGHEST}",
            )
        )
    return setting


def read(environment: Mapping[str, str], folder: Path) -> dict[str, Setting]:
    """Read every setting from the environment and from `datmag.toml` in `folder`.

    Raises:
        SettingError: an unknown name, a word that is not allowed, a file that is no TOML.
    """
    written = _from_file(folder / FILE)
    return {key.name: _setting(key, environment, written) for key in KEYS}


def one(name: str, environment: Mapping[str, str], folder: Path) -> Setting:
    """Read one setting; a mistake in another one is no trouble, as far as the file can be read.

    Raises:
        SettingError: as `read`; of `datmag.toml` only where the environment does not say it.
    """
    key = next(key for key in KEYS if key.name == name)
    return _setting(key, environment, {} if key.variable in environment else _from_file(folder / FILE))


def _setting(key: Key, environment: Mapping[str, str], written: Mapping[str, str]) -> Setting:
    if key.variable in environment:
        return _checked(Setting(key, environment[key.variable], "environment"))
    if key.name in written:
        return _checked(Setting(key, written[key.name], FILE))
    return _checked(Setting(key, key.default, "default"))


def secret_from(path: Path) -> bytes:
    """Read a secret key of 32 bytes from its file; make the file, readable by its owner only, where there is none.

    Raises:
        SettingError: the file holds no such key.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.{os.getpid()}")
        handle = os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        # INVARIANT: the name stands for a whole key, and of two programs that make it at once one wins.
        with contextlib.suppress(FileExistsError):
            os.link(half, path)
        half.unlink()
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        key = b""
    if len(key) < KEY_BYTES:
        raise SettingError(
            Text(
                f"`{path}` is geen sleutel van {KEY_BYTES} bytes: zet de goede terug uit uw reservekopie",
                f"`{path}` is no key of {KEY_BYTES} bytes: put the right one back from your backup",
            )
        )
    return key


def tokens_from(folder: Path, name: str) -> tuple[bytes, ...]:
    """Read the tokens of the API, one a line, and give their SHA-256 hashes; none where no file is named.

    Raises:
        SettingError: the file is not there, everybody may read it, or a token is too short.
    """
    if not name:
        return ()
    path = folder / name
    try:
        open_to_all = stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXO
        tokens = path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(
            Text(
                f"`{path}` met de tokens van de API is niet te lezen ({error}): maak het bestand, of haal "
                "`api_token_file` weg",
                f"`{path}` with the tokens of the API cannot be read ({error}): make the file, or take "
                "`api_token_file` away",
            )
        ) from None
    if open_to_all:
        raise SettingError(
            Text(
                f"iedereen op deze computer kan `{path}` lezen of veranderen: geef `chmod 640` of strenger",
                f"everybody on this computer can read or change `{path}`: give `chmod 640` or stricter",
            )
        )
    if not tokens or any(len(token) < TOKEN_LETTERS for token in tokens):
        raise SettingError(
            Text(
                f"`{path}` moet tokens van minstens {TOKEN_LETTERS} tekens bevatten, één per regel: maak er een "
                "met `openssl rand -hex 32`",
                f"`{path}` must hold tokens of at least {TOKEN_LETTERS} letters, one a line: make one with "
                "`openssl rand -hex 32`",
            )
        )
    return tuple(sha256(token.encode()).digest() for token in tokens)


def database(url: str, folder: Path) -> dict[str, object]:
    """Turn `sqlite:///file` or `postgresql://user:password@host:port/name` into Django's form.

    Raises:
        SettingError: another scheme, or no name.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        name = url.removeprefix("sqlite:///")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name if name == ":memory:" else str(folder / name),
            "TEST": {"NAME": str(folder / "test.sqlite3")},
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        port = _port(parts)
        if port is None or set(query) - {"host"}:
            raise _no_address()
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", parts.hostname or "")),
            "PORT": port,
            "OPTIONS": {"options": "-c jit=off -c lock_timeout=20s"},
        }
    raise _no_address()


def _port(parts: SplitResult) -> str | None:
    """Give the port, nothing where none is named, None where it is no number."""
    try:
        return str(parts.port or "")
    except ValueError:
        return None


def _no_address() -> SettingError:
    return SettingError(
        Text(
            "`DATMAG_DB__URL` is geen adres van een database: schrijf `sqlite:///bestand.sqlite3` of `postgresql://gebruiker@computer/naam`",
            "`DATMAG_DB__URL` is no address of a database: write `sqlite:///file.sqlite3` or `postgresql://user@host/name`",
        )
    )
