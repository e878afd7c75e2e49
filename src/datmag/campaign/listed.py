"""Reads a list of addresses to which an audience is restricted."""

from datmag.errors import InputError
from datmag.register import keys
from datmag.register.models import Address
from datmag.words import Text

_AT_ONCE = 500


def addresses(text: str, file: str) -> tuple[tuple[int, ...], int]:
    """Find the addresses of a list in the register.

    Args:
        text: one address a line; empty lines and a first line `email` are passed over.
        file: what to call the list in an error.

    Returns:
        The ids of those on record, and how many are not.

    Raises:
        InputError: a line that is no address, or none of them is on record.
    """
    wanted: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        value = line.strip()
        if not value or (number == 1 and value.lower() == "email"):
            continue
        try:
            wanted[keys.current().exact("email", value)] = None
        except InputError as error:
            raise InputError(
                Text(
                    f"`{file}`, regel {number}: {error.text.nl}", f"`{file}`, line {number}: {error.text.en}"
                )
            ) from None
    exact = list(wanted)
    ids: list[int] = []
    for first in range(0, len(exact), _AT_ONCE):
        found = Address.objects.filter(channel="email", k_exact__in=exact[first : first + _AT_ONCE])
        ids += found.values_list("id", flat=True)
    if not ids:
        raise InputError(
            Text(
                f"geen enkel adres van `{file}` staat in het register: importeer ze eerst met `datmag contacts import`",
                f"no address of `{file}` is on record: import them first with `datmag contacts import`",
            )
        )
    return tuple(ids), len(exact) - len(ids)
