"""Which product belongs to which family: the file `--families` (CSV with `sku_or_name,family`)."""

from pathlib import Path

from datmag.errors import InputError
from datmag.register.imports.findings import Finding
from datmag.register.imports.lines import Lines
from datmag.register.imports.table import Table
from datmag.register.models import Family
from datmag.words import Text

COLUMNS = ("sku_or_name", "family")


def read(path: Path, sender: str) -> dict[str, str]:
    """Read the file: folded SKU or product name → family of the sender.

    Raises:
        InputError: unreadable, a bad line, one product in two families, or a family that is not on record.
    """
    known = set(Family.objects.filter(sender=sender).values_list("id", flat=True))
    found: dict[str, str] = {}
    with path.open("rb") as file:
        table = Table(Lines(file, path.name), COLUMNS, COLUMNS)
        for row in table.rows():
            if isinstance(row, Finding):
                raise _wrong(path, row.line, row.text)
            product, family = folded(row["sku_or_name"]), row["family"]
            if not product or not family:
                raise _wrong(path, row.line, _EMPTY)
            if family not in known:
                raise _wrong(path, row.line, _no_family(family, sender, known))
            if found.setdefault(product, family) != family:
                raise _wrong(path, row.line, _twice(row["sku_or_name"], found[product], family))
    return found


def folded(product: str) -> str:
    """Give the form in which products are compared."""
    return " ".join(product.lstrip("'").casefold().split())


_EMPTY = Text(
    "product of productgroep is leeg: vul beide kolommen in",
    "product or family is empty: fill in both columns",
)


def _no_family(family: str, sender: str, known: set[str]) -> Text:
    choices = ", ".join(f"`{one}`" for one in sorted(known)) or "–"
    return Text(
        f"productgroep `{family}` van `{sender}` staat niet in het register (wel: {choices}): leg haar eerst vast met `datmag record`",
        f"family `{family}` of `{sender}` is not on record (there are: {choices}): record it first with `datmag record`",
    )


def _twice(product: str, first: str, second: str) -> Text:
    return Text(
        f"`{product}` staat in twee productgroepen, `{first}` en `{second}`: kies er een",
        f"`{product}` stands in two families, `{first}` and `{second}`: choose one",
    )


def _wrong(path: Path, line: int, text: Text) -> InputError:
    return InputError(
        Text(f"`{path.name}`, regel {line}: {text.nl}", f"`{path.name}`, line {line}: {text.en}")
    )
