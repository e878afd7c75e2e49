"""A big shop's exports: N customers, three orders each, in Shopify's columns."""

import csv
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from datmag.demo.columns import CUSTOMERS, ORDERS

_DAY = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
_GOODS = (("FIETS-1", "Stadsfiets"), ("BEURT-1", "Onderhoudsbeurt"), ("JAS-1", "Regenjas"))
STATUS = ("paid", "paid", "paid", "paid", "paid", "paid", "paid", "pending", "refunded", "partially_refunded")


def write_exports(folder: Path, customers: int) -> None:
    """Write `customers.csv`, `orders.csv`, `families.csv` and `start.jsonl`; the same for the same number."""
    chance = random.Random(7)
    with (folder / "customers.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.DictWriter(file, list(CUSTOMERS), restval="")
        rows.writeheader()
        for number in range(customers):
            rows.writerow(_customer(number, chance))
    with (folder / "orders.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.DictWriter(file, list(ORDERS), restval="")
        rows.writeheader()
        for number in range(customers * 3):
            rows.writerow(_order(number, number % customers, chance))
    (folder / "families.csv").write_text(
        "sku_or_name,family\nFIETS-1,fietsen\nBEURT-1,onderhoud\nJAS-1,kleding\n", encoding="utf-8"
    )
    (folder / "start.jsonl").write_text(
        "".join(json.dumps(part) + "\n" for part in _parts()), encoding="utf-8"
    )


def _customer(number: int, chance: random.Random) -> dict[str, str]:
    return {
        "Customer ID": str(1_000_000 + number),
        "First Name": f"Voornaam{number}",
        "Last Name": f"Achternaam{number}",
        "Email": f"klant{number}@post{number % 97}.example",
        "Accepts Email Marketing": chance.choices(("yes", "no", ""), (6, 1, 3))[0],
        "Default Address City": "Utrecht",
    }


def _order(number: int, customer: int, chance: random.Random) -> dict[str, str]:
    at = _DAY - timedelta(minutes=chance.randrange(4 * 365 * 1440))
    status = chance.choice(STATUS)
    sku, name = chance.choice(_GOODS)
    return {
        "Name": f"#{number + 1001}",
        "Email": f"klant{customer}@post{customer % 97}.example",
        "Financial Status": status,
        "Paid at": "" if status == "pending" else f"{at:%Y-%m-%d %H:%M:%S} +0000",
        "Currency": "EUR",
        "Total": "100.00",
        "Created at": f"{at:%Y-%m-%d %H:%M:%S} +0000",
        "Lineitem quantity": "1",
        "Lineitem name": name,
        "Lineitem price": "100.00",
        "Lineitem sku": sku,
        "Id": str(5_000_000 + number),
    }


def _parts() -> list[dict[str, object]]:
    families = [
        {"part": "family", "id": name, "sender": "winkel"} for name in ("fietsen", "onderhoud", "kleding")
    ]
    return [
        {"part": "sender", "id": "winkel", "name": "Winkel", "kind": "business", "country": "NL"},
        *families,
        {"part": "likeness", "bought": "fietsen", "offered": "onderhoud", "as": "similar", "by": "eigenaar"},
        {
            "part": "likeness",
            "bought": "kleding",
            "offered": "onderhoud",
            "as": "dissimilar",
            "by": "eigenaar",
        },
        {
            "part": "checkout",
            "sender": "winkel",
            "since": "2023-01-01T00:00:00+01:00",
            "informed": True,
            "refusal": "offered",
        },
    ]
