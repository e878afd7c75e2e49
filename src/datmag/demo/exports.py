"""The demo shop's exports, in the exact columns of Shopify (customers, orders) and Mailchimp (an audience)."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from datmag.demo.calendar import Calendar, mailchimp_time, shopify_time
from datmag.demo.columns import CLEANED, CUSTOMERS, ORDERS, SUBSCRIBED, UNSUBSCRIBED
from datmag.demo.goods import Product
from datmag.demo.people import Person
from datmag.moment import DAY, SECOND, Moment

PROVINCES = {"NH": "Noord-Holland", "UT": "Utrecht", "ZH": "Zuid-Holland", "FL": "Flevoland"}
TAX = 21

Row = Mapping[str, str]


@dataclass(slots=True)
class Exports:
    """The rows of each export, in the order in which the shop met the people."""

    calendar: Calendar
    customers: list[Row] = field(default_factory=list)
    orders: list[list[Row]] = field(default_factory=list)
    subscribed: list[Row] = field(default_factory=list)
    unsubscribed: list[Row] = field(default_factory=list)
    cleaned: list[Row] = field(default_factory=list)

    def customer(self, person: Person, flag: str, spent: int = 0, orders: int = 0) -> None:
        """Add a customer with the marketing flag `yes`, `no` or empty; `spent` in cents."""
        self.customers.append(
            {
                "Customer ID": f"'{7_210_400_000_000 + person.number * 32_768}",
                "First Name": person.first,
                "Last Name": person.last,
                "Email": person.email,
                "Accepts Email Marketing": flag,
                "Default Address Address1": person.street,
                "Default Address City": person.town,
                "Default Address Country Code": "NL",
                "Default Address Zip": person.zip,
                "Default Address Phone": f"'{person.phone}",
                "Phone": f"'{person.phone}",
                "Accepts SMS Marketing": "no",
                "Total Spent": _money(spent),
                "Total Orders": str(orders),
                "Tax Exempt": "no",
            }
        )

    def order(
        self,
        person: Person,
        at: Moment,
        goods: Sequence[Product],
        status: str,
        flag: str,
        cancelled: Moment = 0,
    ) -> None:
        """Add an order of these articles: one row for each, the later ones with empty order columns."""
        total = sum(one.cents for one in goods)
        paid = status not in {"pending", "authorized", "voided"}
        head = {
            "Financial Status": status,
            "Paid at": shopify_time(at + 4 * SECOND) if paid else "",
            "Fulfillment Status": "fulfilled",
            "Fulfilled at": shopify_time(at + 8 * 3600 * SECOND),
            "Accepts Marketing": flag,
            "Currency": "EUR",
            "Subtotal": _money(total),
            "Shipping": "0.00",
            "Taxes": _money(total * TAX // (100 + TAX)),
            "Total": _money(total),
            "Discount Amount": "0.00",
            "Shipping Method": "Ophalen in de winkel",
            "Created at": shopify_time(at),
            **_place(person),
            "Cancelled at": shopify_time(cancelled) if cancelled else "",
            "Payment Method": "iDEAL" if paid else "Op rekening",
            "Refunded Amount": _money({"refunded": total, "partially_refunded": total // 4}.get(status, 0)),
            "Outstanding Balance": _money(0 if paid else total),
            "Id": str(4_800_000_000_000 + at // DAY * 1_000_003 + person.number),
            "Risk Level": "Low",
            "Source": "web",
            "Tax 1 Name": f"BTW {TAX}%",
            "Tax 1 Value": _money(total * TAX // (100 + TAX)),
            "Phone": f"'{person.phone}",
            "Payment Terms Name": "" if paid else "Binnen 30 dagen",
            "Next Payment Due At": "" if paid else shopify_time(at + 30 * DAY),
        }
        named = {"Email": person.email, "Vendor": "Fietsenhuis Vondel"}
        self.orders.append(
            [{**(head if not place else {}), **named, **_item(one)} for place, one in enumerate(goods)]
        )

    def member(self, person: Person, asked: Moment = 0, confirmed: Moment = 0) -> dict[str, str]:
        """Give the columns that every Mailchimp file has, for one member."""
        ip = f"192.0.2.{person.number % 250 + 1}"
        return {
            "Email Address": person.email,
            "First Name": person.first,
            "Last Name": person.last,
            "MEMBER_RATING": "3",
            "OPTIN_TIME": mailchimp_time(asked) if asked else "",
            "OPTIN_IP": ip if asked else "",
            "CONFIRM_TIME": mailchimp_time(confirmed) if confirmed else "",
            "CONFIRM_IP": ip if confirmed else "",
            "GMTOFF": "1",
            "DSTOFF": "2",
            "TIMEZONE": "Europe/Amsterdam",
            "CC": "NL",
            "REGION": "07",
            "LEID": str(90_000_000 + person.number),
            "EUID": f"{person.number * 2_654_435_761 % 2**40:010x}",
        }

    def write(self, folder: Path) -> None:
        """Write `klanten.csv`, `bestellingen.csv` and `mailchimp.zip`."""
        (folder / "klanten.csv").write_text(as_csv(CUSTOMERS, self.customers), encoding="utf-8", newline="")
        self.orders.sort(key=lambda rows: rows[0]["Created at"])
        numbered = [
            {"Name": f"#{1001 + place}", **row} for place, rows in enumerate(self.orders) for row in rows
        ]
        (folder / "bestellingen.csv").write_text(as_csv(ORDERS, numbered), encoding="utf-8", newline="")
        files = {
            "subscribed": as_csv(SUBSCRIBED, self.subscribed),
            "unsubscribed": as_csv(UNSUBSCRIBED, self.unsubscribed),
            "cleaned": as_csv(CLEANED, self.cleaned),
        }
        stamp = (self.calendar.day.year, self.calendar.day.month, self.calendar.day.day, 8, 0, 0)
        with zipfile.ZipFile(folder / "mailchimp.zip", "w") as archive:
            for kind, text in files.items():
                entry = zipfile.ZipInfo(f"{kind}_email_audience_export_4f1c2ab9d0.csv", stamp)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, text)


def as_csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Write rows as CSV with these columns; an absent cell is empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _place(person: Person) -> dict[str, str]:
    cells = {
        "Name": person.name,
        "Street": person.street,
        "Address1": person.street,
        "City": person.town,
        "Zip": f"'{person.zip}",
        "Province": person.province,
        "Country": "NL",
        "Phone": f"'{person.phone}",
    }
    sides = {f"{side} {name}": value for side in ("Billing", "Shipping") for name, value in cells.items()}
    province = PROVINCES[person.province]
    return {**sides, "Billing Province Name": province, "Shipping Province Name": province}


def _item(product: Product) -> dict[str, str]:
    return {
        "Lineitem quantity": "1",
        "Lineitem name": product.name,
        "Lineitem price": _money(product.cents),
        "Lineitem sku": product.sku,
        "Lineitem requires shipping": "false",
        "Lineitem taxable": "true",
        "Lineitem fulfillment status": "fulfilled",
        "Lineitem discount": "0.00",
    }


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
