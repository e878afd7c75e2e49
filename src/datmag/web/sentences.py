"""The verdict as a sentence: what people read first, for a campaign and for one person."""

from dataclasses import dataclass
from typing import Literal

from datmag.delivery.models import Mailing
from datmag.rulebook.decision import Decision
from datmag.rulebook.terms import GROUND_NAMES, REASON_NAMES
from datmag.web.progress import states
from datmag.web.tally import Tally
from datmag.words import Text, number

Sign = Literal["yes", "no", "wait"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sign, a sentence, and what follows from it."""

    sign: Sign
    sentence: Text
    follows: Text


def of_campaign(mailing: Mailing, tally: Tally) -> Verdict:
    """Say whether a campaign may go out, and to how many; once it is done, to how many it went."""
    if mailing.state == "done":
        went = states(mailing)["accepted"]
        return Verdict(
            "yes",
            _of_total("Verstuurd aan {} van {}", "Sent to {} of {}", went, tally.total),
            _skipped(tally.withheld),
        )
    if not tally.total:
        return Verdict(
            "wait",
            Text("Nog niemand bekeken", "Nobody looked at yet"),
            Text(
                "Er staan geen mensen op uw lijst: lees eerst contacten in.",
                "There is nobody on your list: import contacts first.",
            ),
        )
    if not tally.permitted:
        return Verdict(
            "no",
            Text("Nee, dit bericht mag nu naar niemand", "No, at present this message may go to nobody"),
            Text("Hieronder staat waarom, en wat u kunt doen.", "Below you see why, and what you can do."),
        )
    return Verdict(
        "yes",
        _of_total(
            "Ja, volgens uw gegevens: aan {} van {}",
            "Yes, by your records: to {} of {}",
            tally.permitted,
            tally.total,
        ),
        _skipped(tally.withheld),
    )


def of_person(decision: Decision) -> Verdict:
    """Say whether the message may go to one person."""
    if decision.permitted:
        ground = GROUND_NAMES[decision.ground or ""]
        return Verdict(
            "yes",
            Text("Ja, volgens uw gegevens mag dit", "Yes, by your records this is allowed"),
            Text(f"Grondslag: {ground.nl}.", f"Ground: {ground.en}."),
        )
    first = decision.reasons[0]
    if first.code == "unknown_fact":
        return Verdict("wait", Text("Nog niet", "Not yet"), _sentence(REASON_NAMES[first.code]))
    return Verdict(
        "no", Text("Nee, dit mag niet", "No, this is not allowed"), _sentence(REASON_NAMES[first.code])
    )


def _sentence(name: Text) -> Text:
    return Text(f"{name.nl[0].upper()}{name.nl[1:]}.", f"{name.en[0].upper()}{name.en[1:]}.")


def _skipped(many: int) -> Text:
    if not many:
        return Text("Niemand wordt overgeslagen.", "Nobody is skipped.")
    if many == 1:
        return Text(
            "1 persoon krijgt dit niet; hieronder staat waarom.",
            "1 person does not get this; below you see why.",
        )
    return Text(
        f"{number(many, 'nl')} mensen krijgen dit niet; hieronder staat waarom.",
        f"{number(many, 'en')} people do not get this; below you see why.",
    )


def _of_total(nl: str, en: str, part: int, whole: int) -> Text:
    return Text(
        nl.format(number(part, "nl"), number(whole, "nl")), en.format(number(part, "en"), number(whole, "en"))
    )
