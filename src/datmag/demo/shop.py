"""The demo shop "Fietsenhuis Vondel": its exports, its own events, its texts and two newsletters, for any day.

`python -m datmag.demo.shop --out FOLDER [--day 2026-05-01]` writes them.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from datmag.demo.calendar import Calendar, day_of, mailchimp_time
from datmag.demo.cast import EXPECTED, FORM_SINCE, OFFERED_SINCE, Cast
from datmag.demo.events import FORM_TEXT, PURPOSE, SENDER, Events
from datmag.demo.exports import Exports, as_csv
from datmag.demo.goods import GOODS
from datmag.demo.letters import SPRING, SUMMER
from datmag.demo.people import Population
from datmag.moment import DAY, iso

CHECKOUT_TEXT = (
    "Wij gebruiken uw e-mailadres voor uw bestelling, en om u te mailen over onderhoud, fietsen en onderdelen "
    "van Fietsenhuis Vondel. Liever niet? [ ] Nee, stuur mij geen aanbiedingen."
)
OLD_CHECKOUT_TEXT = (
    "Wij gebruiken uw e-mailadres voor uw bestelling, en om u te mailen over onze aanbiedingen."
)
VISITORS = ("email", "name", "kind", "source_id")


@dataclass(frozen=True, slots=True)
class Step:
    """One list to import: the file, its format and origin, and the files beside it."""

    file: str
    format: str
    origin: str
    families: str = ""
    notice: str = ""


STEPS = (
    Step("klanten.csv", "shopify-customers", "own_sale"),
    Step("bestellingen.csv", "shopify-orders", "own_sale", families="families.csv"),
    Step("mailchimp.zip", "mailchimp", "own_form", notice="notice.yaml"),
    Step("beursbezoekers.csv", "datmag", "third_party"),
)
"""The imports, in their order, after `events.jsonl` was recorded and `checkout.yaml` added."""


@dataclass(frozen=True, slots=True)
class Shop:
    """The files of the shop in a folder, and what the program must make of them."""

    folder: Path
    day: date
    events: Path
    checkout: Path
    spring: Path
    summer: Path
    steps: tuple[Step, ...]
    expected: dict[str, dict[str, int]]

    @property
    def permitted(self) -> int:
        """How many people may get the spring newsletter."""
        return sum(self.expected["permitted"].values())

    @property
    def total(self) -> int:
        """How many people there are."""
        return sum(sum(group.values()) for group in self.expected.values())


def build(folder: Path, day: date) -> Shop:
    """Write every file of the shop into a folder.

    Args:
        folder: made where it is missing; files of the same names are replaced.
        day: every date lies before 00:00 of this day in Amsterdam. The same day gives the same bytes.

    Returns:
        Where the files are, and what to expect of them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    population = Population()
    calendar = Calendar(day, population.random)
    cast = Cast(population, calendar, Exports(calendar), Events(), [])
    cast.events.shop(calendar.ago(FORM_SINCE))
    cast.make()
    _dirt(cast)
    cast.exports.write(folder)
    cast.events.write(folder / "events.jsonl")
    rows = [{**row, "source_id": f"beurs-{place:03d}"} for place, row in enumerate(cast.visitors, 1)]
    _text(folder / "beursbezoekers.csv", as_csv(VISITORS, rows))
    products = [
        {"sku_or_name": one.sku, "family": family} for family, goods in GOODS.items() for one in goods
    ]
    _text(folder / "families.csv", as_csv(("sku_or_name", "family"), products))
    _text(folder / "checkout.yaml", _checkouts(calendar))
    _text(folder / "notice.yaml", _notice(calendar))
    _text(folder / "voorjaar.md", SPRING)
    _text(folder / "zomer.md", SUMMER)
    return at(folder, day)


def at(folder: Path, day: date) -> Shop:
    """Give the shop whose files stand in a folder already."""
    return Shop(
        folder=folder,
        day=day,
        events=folder / "events.jsonl",
        checkout=folder / "checkout.yaml",
        spring=folder / "voorjaar.md",
        summer=folder / "zomer.md",
        steps=STEPS,
        expected=EXPECTED,
    )


def _dirt(cast: Cast) -> None:
    """Add lines as they occur in real exports: each is reported, none of them makes a person."""
    exports, calendar = cast.exports, cast.calendar
    strangers = [cast.population.person() for _ in range(4)]
    for stranger, cells in zip(
        strangers,
        (
            {"Email": "jan@@voorbeeld.example"},
            {"Email": ""},
            {"First Name": '=HYPERLINK("http://kwaad.example";"klik")', "Email": "geen adres"},
            {"Accepts Email Marketing": "misschien"},
        ),
        strict=True,
    ):
        exports.customer(stranger, "yes")
        exports.customers[-1] = {**exports.customers[-1], **cells}
    exports.customers.append(exports.customers[3])  # the same line twice
    wrong = ({"Created at": f"{calendar.day.year - 1}-02-31 10:00:00 +0100"}, {"Financial Status": "betaald"})
    for stranger, cells in zip(strangers, wrong, strict=False):
        exports.order(stranger, calendar.between(6, 1), GOODS["fietsen"][:1], "paid", "yes")
        exports.orders[-1] = [{**exports.orders[-1][0], **cells}]
    asked = mailchimp_time(calendar.between(9, 1))
    exports.subscribed.append(
        {"Email Address": "piet.voorbeeld.example", "First Name": "@SUM(1+1)", "OPTIN_TIME": asked}
    )
    exports.subscribed.append({"Email Address": "", "First Name": "Onbekend", "OPTIN_TIME": asked})


def _checkouts(calendar: Calendar) -> str:
    """Write what the order form showed: first without, since some months with a chance to refuse."""
    shown = (
        (calendar.ago(60), calendar.ago(OFFERED_SINCE), "not_offered", OLD_CHECKOUT_TEXT),
        (calendar.ago(OFFERED_SINCE), None, "offered", CHECKOUT_TEXT),
    )
    lines = []
    for since, until, refusal, text in shown:
        end = [f'  until: "{iso(until)}"'] if until is not None else []
        about = [f'- since: "{iso(since)}"', *end, "  informed: true", f"  refusal: {refusal}"]
        lines += [*about, f"  notice: {json.dumps(text, ensure_ascii=False)}"]
    return "# Wat de afrekenpagina toonde, en sinds wanneer.\n" + "".join(f"{line}\n" for line in lines)


def _notice(calendar: Calendar) -> str:
    return (
        "# De tekst bij het lege vakje op de website, waarop de rijen van Mailchimp het antwoord zijn.\n"
        f"from: {day_of(calendar.ago(FORM_SINCE) - DAY)}\n"
        f"text: {json.dumps(FORM_TEXT, ensure_ascii=False)}\n"
        f"names: [{SENDER}]\npurposes: [{PURPOSE}]\nchannels: [email]\n"
        "act: active\ninformed: true\nbundled: false\nconditional: false\n"
    )


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the shop into a folder."""
    parser = argparse.ArgumentParser(
        prog="python -m datmag.demo.shop", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder")
    today = datetime.now(UTC).date()
    parser.add_argument(
        "--day", type=date.fromisoformat, default=today, help="like 2026-05-01; today if absent"
    )
    chosen = parser.parse_args(arguments)
    shop = build(chosen.out, chosen.day)
    sys.stdout.write(f"{shop.folder}: {shop.total} people, {shop.permitted} may get the spring newsletter\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
