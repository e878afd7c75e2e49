"""GET and HEAD change no row, on any address that the program answers (mail scanners and prefetchers follow links)."""

from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client

from datmag.delivery.models import Mailing
from datmag.register.models import Address
from tests.web import routes

pytestmark = [pytest.mark.db, pytest.mark.django_db]

QUERIES = ("", "?lang=nl&in=en&q=de+Vries&page=1", "?state=stopped&stop=all")


def rows() -> dict[str, tuple[int, str]]:
    """Give number and checksum of the rows of every table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  (a table of our own)
            content = sorted(repr(row) for row in cursor.fetchall())
            found[table] = (len(content), sha256("\n".join(content).encode()).hexdigest())
    return found


@pytest.mark.parametrize("who", ["demo", "ans", "nobody"])
def test_no_address_changes_a_row_by_being_read(
    who: str, request: pytest.FixtureRequest, caught: Client, sending: Mailing, opt_out_link: str
) -> None:
    """Property over the whole table of addresses: every row of every table is the same before and after."""
    client: Client = request.getfixturevalue(who)
    assert caught is not None
    numbers = (1, sending.id, Address.objects.order_by("id")[2].id)
    addresses = routes.every(numbers, opt_out_link.removeprefix("/u/"))
    before = rows()
    for address in addresses:
        for query in QUERIES:
            client.get(address + query)
            client.head(address + query)

    assert len(addresses) > 25
    assert before == rows()
    assert before["register_address"][0] == 13
