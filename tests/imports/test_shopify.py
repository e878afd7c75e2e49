"""Shopify's exports: what an order proves, what a flag does not, and what a later export adds."""

from pathlib import Path

import pytest

from datmag.moment import NEVER, parse
from tests.imports.given import LATER, NOW, facts, imported, ready, said

pytestmark = [pytest.mark.db, pytest.mark.django_db]
COLUMNS = (
    "Name,Email,Financial Status,Paid at,Cancelled at,Accepts Marketing,Total,Created at,"
    "Lineitem name,Lineitem sku,Lineitem price,Billing Name,Billing Country"
)
MARCH = "2026-03-01 10:00:00 +0100"


def order(  # one line of the export
    number: int,
    email: str,
    status: str = "paid",
    flag: str = "",
    created: str = MARCH,
    sku: str = "OND-1",
    total: str = "10.00",
    cancelled: str = "",
) -> str:
    """Write one order of one article."""
    paid = created if status == "paid" else ""
    return f"#{number},{email},{status},{paid},{cancelled},{flag},{total},{created},Beurt,{sku},10.00,Jan Jansen,NL"


def orders(folder: Path, *lines: str, **more: object) -> object:
    """Import orders."""
    return imported(folder, "\n".join([COLUMNS, *lines]), "shopify-orders", **more)  # type: ignore[arg-type]  # options of `imported`


def test_a_paid_order_makes_a_customer_whose_refusal_comes_from_the_order_form(tmp_path: Path) -> None:
    """The address was given in the sale, and the checkout in force says informed and offered."""
    ready()
    orders(tmp_path, order(1, "jan@voorbeeld.example"))
    row = facts("jan@voorbeeld.example")[0]

    assert tuple(
        row[name] for name in ("sale", "sale_party", "sale_seller", "address_source", "similarity")
    ) == ("paid", "recipient", "sender", "own_sale", "same")
    assert parse("2026-03-01T10:00:00+01:00") == row["sale_at"]
    assert (row["informed_at_collection"], row["refusal_offered_at_collection"]) == (1, 1)


def test_each_family_of_an_order_is_a_dealing_and_later_lines_belong_to_the_order(tmp_path: Path) -> None:
    """From the second line on the columns of an order are empty; products go by SKU, else by name."""
    ready()
    report = imported(
        tmp_path,
        "\n".join(
            [
                COLUMNS,
                order(1, "jan@voorbeeld.example"),
                "#1,jan@voorbeeld.example,,,,,,,Regenjas,,79.95,,",
                "#1,jan@voorbeeld.example,,,,,,,Regenjas - geel,X,79.95,,",
                "#1,jan@voorbeeld.example,,,,,,,Gratis bel,BEL,0.00,,",
                ",,,,,,,,Iets anders,ANDERS,5.00,,",
            ]
        ),
        "shopify-orders",
    )

    assert report.counts["sales"] == 3
    assert sum(1 for row in facts("jan@voorbeeld.example") if row["dealing"]) == 3
    assert [(one.line, one.column) for one in report.findings] == [(6, "Lineitem name")]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("paid", "paid"),
        ("pending", "payment_due"),
        ("authorized", "payment_due"),
        ("partially_refunded", "paid"),
        ("refunded", "refunded"),
        ("voided", "refunded"),
    ],
)
def test_the_financial_status_says_what_the_dealing_is(tmp_path: Path, status: str, kind: str) -> None:
    """Refunded and voided orders count as given back; an open one is payment due."""
    ready()
    orders(tmp_path, order(1, "jan@voorbeeld.example", status))

    assert kind == facts("jan@voorbeeld.example")[0]["sale"]


def test_a_cancelled_order_counts_as_given_back_from_that_moment(tmp_path: Path) -> None:
    """Before it was cancelled, it was a sale."""
    ready()
    orders(tmp_path, order(1, "jan@voorbeeld.example", cancelled="2026-05-01 20:00:00 +0200"))

    assert facts("jan@voorbeeld.example", NOW)[0]["sale"] == "paid"
    assert facts("jan@voorbeeld.example")[0]["sale"] == "refunded"


@pytest.mark.parametrize(
    ("course", "kind"),
    [
        (("pending", "paid"), "paid"),
        (("pending", "paid", "refunded"), "refunded"),
        (("paid", "refunded"), "refunded"),
        (("pending", "voided"), "refunded"),
        (("paid", "partially_refunded"), "paid"),
    ],
)
def test_a_changed_order_adds_what_became_of_it_and_is_never_a_second_order(
    tmp_path: Path, course: tuple[str, ...], kind: str
) -> None:
    """The export of next month tells of the same order; nothing is refused and nothing is doubled."""
    ready()
    reports = [orders(tmp_path, order(1, "jan@voorbeeld.example", status)) for status in course]
    again = orders(tmp_path, order(1, "jan@voorbeeld.example", course[-1]))

    assert [0] * len(course) == [report.counts["problems"] for report in reports]  # type: ignore[attr-defined]  # reports
    assert again.counts["new"] == 0  # type: ignore[attr-defined]  # a report
    assert [kind] == [row["sale"] for row in facts("jan@voorbeeld.example", LATER) if row["dealing"]]


def test_an_order_of_nothing_is_no_purchase(tmp_path: Path) -> None:
    """The law speaks of a sale."""
    ready()
    report = orders(tmp_path, order(1, "jan@voorbeeld.example", total="0.00"))

    assert report.counts["sales"] == 0  # type: ignore[attr-defined]  # a report


def test_a_flag_no_in_an_order_is_a_no_of_that_day_and_yes_proves_nothing(tmp_path: Path) -> None:
    """`no` counts from the order on; `yes` is kept without proof; empty says nothing."""
    ready()
    report = orders(
        tmp_path,
        order(1, "nee@voorbeeld.example", flag="no"),
        order(2, "ja@voorbeeld.example", flag="yes"),
        order(3, "leeg@voorbeeld.example"),
    )

    assert (report.counts["noes"], report.counts["yes_unproven"]) == (1, 1)  # type: ignore[attr-defined]  # a report
    assert parse("2026-03-01T10:00:00+01:00") == facts("nee@voorbeeld.example")[0]["objected_at"]
    assert facts("ja@voorbeeld.example")[0]["consent_evidence"] == "partial"
    assert facts("leeg@voorbeeld.example")[0]["consent_at"] == NEVER


def test_a_bad_line_is_told_with_line_and_column_and_stops_no_good_one(tmp_path: Path) -> None:
    """No address, a 31 February, a status that is none; the No of such a line is taken all the same."""
    ready()
    report = orders(
        tmp_path,
        order(1, "jan@@x"),
        order(2, "kees@voorbeeld.example", created="2026-02-31 10:00:00 +0100", flag="no"),
        order(3, "klaas@voorbeeld.example", "betaald"),
        order(4, "goed@voorbeeld.example"),
    )

    assert said(report) == [(2, "Email"), (3, "Created at"), (3, "Paid at"), (4, "Financial Status")]  # type: ignore[arg-type]  # a report
    assert facts("kees@voorbeeld.example")[0]["objected_at"] == NOW
    assert facts("goed@voorbeeld.example")[0]["sale"] == "paid"


def test_a_no_in_an_order_dated_in_the_future_counts_from_the_import_and_is_noted(tmp_path: Path) -> None:
    """The date of the order is not the customer's to wait for."""
    ready()
    report = orders(
        tmp_path, order(1, "nee@voorbeeld.example", flag="no", created="2027-03-01 10:00:00 +0100")
    )

    assert [(one.level, one.line, one.column) for one in report.findings] == [("note", 2, "Created at")]  # type: ignore[attr-defined]  # a report
    assert facts("nee@voorbeeld.example")[0]["objected_at"] == NOW


def customers(folder: Path, *lines: str, **more: object) -> object:
    """Import customers."""
    header = "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Country Code"
    return imported(folder, "\n".join([header, *lines]), "shopify-customers", **more)  # type: ignore[arg-type]  # options of `imported`


def test_a_customer_flag_has_no_time_so_no_counts_from_the_import(tmp_path: Path) -> None:
    """A Yes without a time stays without proof, also with a text beside it."""
    ready()
    report = customers(
        tmp_path,
        "'1,Jan,de Vries,nee@voorbeeld.example,no,NL",
        "'2,Piet,Smit,ja@voorbeeld.example,yes,NL",
        "'3,Els,Bos,leeg@voorbeeld.example,,BE",
        "'4,Zonder,Adres,,yes,NL",
    )

    assert tuple(report.counts[name] for name in ("noes", "yes_unproven", "not_taken")) == (1, 1, 1)  # type: ignore[attr-defined]  # a report
    assert facts("nee@voorbeeld.example")[0]["objected_at"] == NOW
    assert facts("ja@voorbeeld.example")[0]["consent_evidence"] == "none"
    assert tuple(
        facts("leeg@voorbeeld.example")[0][name] for name in ("recipient_country", "address_source")
    ) == ("BE", "own_sale")


def test_a_formula_in_a_name_is_kept_as_text_and_never_run(tmp_path: Path) -> None:
    """It is somebody's name as far as the list goes."""
    from datmag.register.models import Party  # noqa: PLC0415  (Django is set up by the fixture)

    ready()
    customers(tmp_path, '\'1,"=HYPERLINK(""http://x.example"")",B,jan@voorbeeld.example,yes,NL')

    assert Party.objects.get(ref__startswith="contact:").name == '=HYPERLINK("http://x.example") B'


def test_the_same_address_twice_is_one_person(tmp_path: Path) -> None:
    """Written otherwise, it is still the same mailbox holder; the same line again does nothing."""
    ready()
    report = customers(
        tmp_path,
        "'1,Jan,Vries,Jan@Voorbeeld.example,yes,NL",
        "'1,Jan,Vries,Jan@Voorbeeld.example,yes,NL",
        "'9,J,de Vries,jan@voorbeeld.example,no,NL",
    )

    assert tuple(report.counts[name] for name in ("contacts", "new", "same")) == (1, 2, 1)  # type: ignore[attr-defined]  # a report
    assert facts("jan@voorbeeld.example")[0]["objected_at"] == NOW


def test_an_order_without_end_is_cut(tmp_path: Path) -> None:
    """A file in which every line has the same number is not held in memory as one order."""
    ready()
    report = orders(tmp_path, *[order(1, "jan@voorbeeld.example")] * 2500)

    assert report.counts["lines"] == 2500  # type: ignore[attr-defined]  # a report
    assert report.counts["sales"] == 1  # type: ignore[attr-defined]  # a report
