"""The format `datmag`: one line per contact, with what is known of the person, the purchase, the Yes and the No."""

from collections.abc import Iterator

from datmag.moment import NEVER, Moment, iso, parse
from datmag.register.form import ACTS, CONSIDERATIONS, KINDS
from datmag.register.imports.cells import Cells
from datmag.register.imports.findings import Finding
from datmag.register.imports.line import (
    HOLDER,
    Context,
    Draft,
    Entry,
    No,
    Told,
    Who,
    Yes,
    event,
    identity,
    list_row,
)
from datmag.register.imports.shopify_customers import country
from datmag.register.imports.table import Row
from datmag.register.imports.texts import Texts
from datmag.register.keys import CHANNELS

NEEDED = ("email",)
KNOWN = (
    *NEEDED,
    "name",
    "kind",
    "country",
    "language",
    "organisation",
    "role",
    "bought_family",
    "bought_at",
    "amount",
    "currency",
    "paid",
    "refusal_offered",
    "informed",
    "consent_purposes",
    "consent_at",
    "consent_method",
    "consent_notice",
    "last_sent_at",
    "optout_at",
    "optout_scope",
    "source_id",
)
ROLES = {"owner": "represents", "represents": "represents", "employee": "employee_of"}
"""`role` → the bond of the person with the organisation."""
REFUSALS = ("offered", "used", "not_offered")


def read(rows: Iterator[Row | Finding], context: Context) -> Iterator[Told | Finding]:
    """Give what each line tells; of a line with a cell that cannot be read only the No is taken."""
    texts = Texts(context.folder)
    for row in rows:
        yield row if isinstance(row, Finding) else _told(Cells(row, context), context, texts)


def _told(cells: Cells, context: Context, texts: Texts) -> Told:
    who = cells.who(
        "email",
        cells.text("name") or ("" if cells.text("role") else cells.text("organisation")),
        kind=cells.word("kind", KINDS) or "unknown",
        country=_country(cells),
        language=cells.text("language").lower(),
    )
    if who is None and not cells.text("email"):
        cells.problem(
            "email",
            "het e-mailadres is leeg: vul het in of verwijder de regel",
            "the e-mail address is empty: fill it in or remove the line",
        )
    if who is None:
        return Told(cells.row.line, None, findings=tuple(cells.findings))
    key = cells.text("source_id") or "row"
    noes = _noes(cells, context, who, key)
    organisation, parts = _organisation(cells)
    yes, sent = _yes(cells, texts), cells.time("last_sent_at")
    sales = _sales(cells, context, organisation)
    noes += _refused(cells, context, who, key, sales)
    if cells.broken:
        return Told(cells.row.line, who if noes else None, noes, findings=tuple(cells.findings))
    if noes and yes is None and not sales:  # the No is all that the line tells
        return Told(cells.row.line, who, noes, () if context.only_no else parts, tuple(cells.findings))
    first = list_row(context, who, key, yes=yes, sale=sales[0] if sales else None, last_sent_at=sent)
    more = [list_row(context, who, key, sale=sale) for sale in sales[1:]]
    drafts = [draft for draft in (first, *more) if draft]
    return Told(
        cells.row.line, who, (*noes, *drafts), () if context.only_no else parts, tuple(cells.findings)
    )


def _country(cells: Cells) -> str:
    code = country(cells.text("country"))
    if cells.text("country") and not code:
        cells.problem(
            "country",
            "schrijf een landcode van twee letters, zoals `NL`",
            "write a country code of two letters, like `NL`",
        )
    return code


def _noes(cells: Cells, context: Context, who: Who, key: str) -> tuple[Draft, ...]:
    """Draft the No of a line; whatever else is wrong with the line, it is taken."""
    if not cells.text("optout_at") and not cells.text("optout_scope"):
        return ()
    at = cells.no_time("optout_at")
    scope, _, word = cells.text("optout_scope").partition(":")
    if scope not in {"", "all", "unclear", "purpose", "channel"} or (
        scope in {"purpose", "channel"} and not word
    ):
        cells.problem(
            "optout_scope",
            "kies uit `all`, `unclear`, `purpose:…` en `channel:…`; de afmelding geldt nu voor alles",
            "choose one of `all`, `unclear`, `purpose:…` and `channel:…`; the opt-out now covers everything",
        )
        scope = "all"
    if scope == "channel" and word not in CHANNELS:
        choices = ", ".join(CHANNELS)
        cells.problem(
            "optout_scope",
            f"kies een kanaal uit {choices}; de afmelding geldt nu voor alles",
            f"choose a channel from {choices}; the opt-out now covers everything",
        )
        scope = "all"
    if scope in {"purpose", "channel"} and "|" not in word:
        name = identity(context, who.exact, key, "objection", scope, word, cells.text("optout_at"))
        return (event(context, who, "objection", name, at=at, scope={scope: word.strip()}, route="link"),)
    row = list_row(context, who, key, no=No(at))
    return (row,) if row else ()


def _refused(cells: Cells, context: Context, who: Who, key: str, sales: list[Entry]) -> tuple[Draft, ...]:
    """Draft the No of a refusal used in a sale that is not taken, or that is still to come: it must not wait for it."""
    if cells.text("refusal_offered").lower() != "used":
        return ()
    at = parse(str(sales[0]["at"])) if sales and "at" in sales[0] else NEVER
    told_by_sale = sales and not cells.broken and not context.only_no
    counted = cells.counted("bought_at", at)
    if told_by_sale and counted == at:
        return ()
    row = list_row(context, who, key, no=No(counted))
    return (row,) if row else ()


def _organisation(cells: Cells) -> tuple[str, tuple[Entry, ...]]:
    """Give the organisation of a line and the parts that put it on record, with the person's bond to it."""
    name = " ".join(cells.text("organisation").split())
    role = cells.word("role", tuple(ROLES))
    if role and not name:
        cells.problem(
            "role",
            "noem de organisatie in kolom `organisation`",
            "name the organisation in column `organisation`",
        )
    if name and not role and cells.text("name"):
        cells.note(
            "role",
            "de organisatie telt niet zolang `role` leeg is: kies uit `owner`, `represents` en `employee`",
            "the organisation does not count while `role` is empty: choose one of `owner`, `represents` and `employee`",
        )
    if not name or not role:
        return "", ()
    ref = f"organisation:{name.casefold()}"
    party = {"part": "party", "id": ref, "kind": "legal_person", "name": name}
    return ref, (party, {"part": "bond", "a": HOLDER, "kind": ROLES[role], "b": ref})


def _sales(cells: Cells, context: Context, organisation: str) -> list[Entry]:
    """Give the dealings of a line, one for each family; one without a family where none is named."""
    families, at = cells.words("bought_family"), cells.time("bought_at")
    paid, amount = cells.word("paid", CONSIDERATIONS), cells.amount("amount")
    refusal, informed = cells.word("refusal_offered", REFUSALS), cells.flag("informed")
    for family in families:
        if family not in context.family_ids:
            cells.problem(
                "bought_family",
                f"productgroep `{family}` staat niet in het register: leg haar eerst vast",
                f"family `{family}` is not on record: record it first",
            )
    if not families and at == NEVER and not paid:
        return []
    if not paid:
        cells.note(
            "paid",
            "er staat niet of er betaald is: telt niet als aankoop tot u `paid` invult",
            "it does not say whether it was paid: no purchase until you fill in `paid`",
        )
        return []
    if paid == "paid" and amount == 0:
        cells.note("amount", "een aankoop van niets is geen aankoop", "a purchase of nothing is no purchase")
        return []
    return [
        _sale(cells, context, family, at, paid, refusal, informed, organisation)
        for family in families or ("",)
    ]


def _sale(  # noqa: PLR0913, PLR0917  (a dealing has this many sides)
    cells: Cells,
    context: Context,
    family: str,
    at: Moment,
    paid: str,
    refusal: str,
    informed: bool | None,  # noqa: FBT001  (a cell of the line)
    organisation: str,
) -> Entry:
    sale: dict[str, object] = {"consideration": paid, "given_in_sale": context.origin == "own_sale"}
    if family:
        sale["family"] = family
    if at != NEVER:
        sale["at"] = iso(at)
    if refusal:
        sale["refusal"] = refusal
    if informed is not None:
        sale["informed"] = informed
    if organisation:
        sale["buyer"] = organisation
        if cells.text("role") != "employee":
            sale["by"] = HOLDER
    return sale


def _yes(cells: Cells, texts: Texts) -> Yes | None:
    """Give the Yes of a line; it is proved only with time, act and the text that was shown."""
    purposes, at = cells.words("consent_purposes"), cells.time("consent_at")
    act, named = cells.word("consent_method", ACTS), cells.text("consent_notice")
    if not purposes and at == NEVER and not act and not named:
        return None
    if any("|" in word for word in purposes):
        cells.problem("consent_purposes", "gebruik geen `|` in een doel", "use no `|` in a purpose")
    shown = texts.find(named) if named else None
    if named and shown is None:
        cells.problem(
            "consent_notice",
            "deze tekst is er niet: noem een bestand naast de CSV of de hash van een tekst die vastligt",
            "there is no such text: name a file beside the CSV, or the hash of a text on record",
        )
    return Yes(at, purposes, act, shown)
