"""The way of a campaign: made, looked at, approved, queued, paused, resumed. Posting is the worker's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction

from datmag.campaign.making import make, store
from datmag.delivery import outbox
from datmag.delivery.models import Mailing
from datmag.delivery.sealed import Sealed, sealed
from datmag.errors import InputError, RefusedError, SettingError
from datmag.gate import audience
from datmag.gate.audience import Funnel
from datmag.gate.enquiry import the_sender
from datmag.gate.models import Audience, Member
from datmag.mail.template import Merge
from datmag.moment import Moment
from datmag.register.models import Address, Party
from datmag.rulebook.terms import GROUNDS
from datmag.words import Text

WORDS: Final[Mapping[str, Text]] = {
    "draft": Text("nog niet goedgekeurd", "not approved yet"),
    "approved": Text("goedgekeurd, nog niet verstuurd", "approved, not sent yet"),
    "sending": Text("wordt verstuurd", "being sent"),
    "paused": Text("gepauzeerd", "paused"),
    "done": Text("klaar", "done"),
}
"""The states of a mailing as people read them."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A campaign before it goes: who may get it, and what one of them would read.

    Attributes:
        funnel: the judged audience.
        audience_id: where its people stand (`gate.Member`).
        sample: the bytes for the first person who may get it, or for nobody where none may.
    """

    funnel: Funnel
    audience_id: int
    sample: bytes


def new(
    name: str,
    source: str | bytes,
    file: str,
    *,
    at: Moment,
    sender: str = "",
    policy: str = "",
    chosen: tuple[int, ...] = (),
) -> Mailing:
    """Make a campaign out of a message file.

    Args:
        name: what people call it; a sender uses a name once.
        source: the message file.
        file: what to call it in an error.
        at: now.
        sender: the id of the sender; empty: the one the file names, or the only one.
        policy: the reading of the law; empty: the configured one.
        chosen: the addresses to which the audience is restricted; none: everybody on record.

    Raises:
        InputError: the file cannot be read, no such sender, or the name is taken.
    """
    made = make(source, file, sender=sender, at=at)
    text = source if isinstance(source, str) else source.decode("utf-8-sig")
    reading = policy or settings.DATMAG.policy
    return store(made, text, kind="campaign", name=name, chosen=chosen, policy=reading, at=at)


def find(name: str, sender: str = "") -> Mailing:
    """Give the campaign of this name.

    Raises:
        InputError: there is none, or several senders have one.
    """
    found = Mailing.objects.filter(kind="campaign", name=name)
    if sender:
        found = found.filter(sender_id=the_sender(sender).id)
    some = list(found[:2])
    if len(some) == 1:
        return some[0]
    raise InputError(
        Text(
            f"er is geen campagne `{name}`: maak haar met `datmag campaign new`"
            if not some
            else f"meer afzenders hebben een campagne `{name}`: noem er een met `--sender`",
            f"there is no campaign `{name}`: make it with `datmag campaign new`"
            if not some
            else f"several senders have a campaign `{name}`: name one with `--sender`",
        )
    )


def preview(mailing: Mailing, *, at: Moment) -> Preview:
    """Judge the audience as of now, without queueing anything.

    Raises:
        RefusedError: it was sent already; its audience is frozen.
    """
    with transaction.atomic():
        kept = Mailing.objects.select_for_update().get(id=mailing.id)
        _must_be(kept, ("draft", "approved"), "bekijken", "preview")
        before = mailing.audience_id
        judged = _judge(mailing, at)
        Mailing.objects.filter(id=mailing.id).update(audience_id=judged.id)
        mailing.audience_id = judged.id
        Audience.objects.filter(id=before).delete()
    return Preview(audience.funnel(judged), judged.id, sample(mailing, at))


def approve(mailing: Mailing, *, by: str, at: Moment) -> None:
    """Note who says that this campaign may go.

    Raises:
        RefusedError: it is approved or sent already.
    """
    done = Mailing.objects.filter(id=mailing.id, state="draft").update(
        state="approved", approved_by=by, approved_at=at
    )
    mailing.refresh_from_db()
    if not done:
        raise _refused(mailing, "goedkeuren", "approve")


def send(mailing: Mailing, *, at: Moment, by: str = "") -> Funnel:
    """Freeze the audience as of now and queue it; a worker posts.

    Args:
        mailing: an approved campaign.
        at: now.
        by: who approves it here and now; empty: it must be approved already.

    Raises:
        RefusedError: not approved, or sent already.
    """
    with transaction.atomic():
        kept = Mailing.objects.select_for_update().get(id=mailing.id)
        if kept.state == "draft" and by:
            approve(kept, by=by, at=at)
        if kept.state == "draft":
            raise RefusedError(
                Text(
                    f"campagne `{kept.name}` is niet goedgekeurd: keur haar eerst goed met `datmag campaign approve`",
                    f"campaign `{kept.name}` is not approved: approve first with `datmag campaign approve`",
                )
            )
        _must_be(kept, ("approved",), "versturen", "send")
        judged = queue(kept, at)
    mailing.refresh_from_db()
    return audience.funnel(judged)


def queue(mailing: Mailing, at: Moment) -> Audience:
    """Freeze the audience into the outbox and let the worker begin, in the caller's transaction.

    Raises:
        SettingError: nobody said where the opt-out pages are reached: the links would lead nowhere.
    """
    if not (settings.DATMAG.public_url_set or settings.DATMAG.demo):
        raise SettingError(
            Text(
                "`public_url` is niet ingesteld: de afmeldlink in de mail zou nergens heen gaan. Zet in `datmag.toml` "
                'waar uw afmeldpagina te bereiken is, zoals `public_url = "https://mail.uwbedrijf.nl"`',
                "`public_url` is not set: the opt-out link in the mail would lead nowhere. Say in `datmag.toml` where "
                'your opt-out page is reached, like `public_url = "https://mail.yourfirm.example"`',
            )
        )
    before = mailing.audience_id
    judged = _judge(mailing, at)
    mailing.audience_id, mailing.at, mailing.known_at = judged.id, at, at
    mailing.version, mailing.state = judged.version, "sending"
    mailing.save(update_fields=["audience_id", "at", "known_at", "version", "state"])
    Audience.objects.filter(id=before).delete()
    outbox.fill(mailing, unkeepable=sealed(mailing).unkeepable)
    return judged


def pause(mailing: Mailing) -> None:
    """Stop sending: when this returns, nothing more is armed.

    Raises:
        RefusedError: it is not being sent.
    """
    _change(mailing, "sending", "paused", "pauzeren", "pause")


def resume(mailing: Mailing) -> None:
    """Go on sending.

    Raises:
        RefusedError: it is not paused.
    """
    _change(mailing, "paused", "sending", "hervatten", "resume")


def sample(mailing: Mailing, at: Moment) -> bytes:
    """Give the message as the first person who may get it would read it; its opt-out link stands for nobody."""
    kept = sealed(mailing)
    first = Member.objects.filter(audience_id=mailing.audience_id, state="permitted").order_by("id").first()
    return kept.template.render(_merge(first, kept), kept.stamp(0, at))


def _merge(member: Member | None, kept: Sealed) -> Merge:
    if member is None:
        return Merge(kept.from_addr)
    party = Party.objects.filter(id=member.party_id).first()
    address = Address.objects.get(id=member.address_id).value
    return Merge(address, name=party.name if party else "", ground=GROUNDS[member.ground])


def _judge(mailing: Mailing, at: Moment) -> Audience:
    addresses = None
    if mailing.chosen:
        ids = ",".join(str(int(one)) for one in mailing.chosen.split(","))
        addresses = f"SELECT id FROM register_address WHERE id IN ({ids})"  # noqa: S608  (whole numbers)
    return audience.freeze(sealed(mailing).enquiry(at), made_at=at, addresses=addresses)


def _change(mailing: Mailing, old: str, to: str, verb_nl: str, verb_en: str) -> None:
    done = Mailing.objects.filter(id=mailing.id, state=old).update(state=to)
    mailing.refresh_from_db()
    if not done:
        raise _refused(mailing, verb_nl, verb_en)


def _must_be(mailing: Mailing, states: tuple[str, ...], verb_nl: str, verb_en: str) -> None:
    if mailing.state not in states:
        raise _refused(mailing, verb_nl, verb_en)


def _refused(mailing: Mailing, verb_nl: str, verb_en: str) -> RefusedError:
    word = WORDS[mailing.state]
    return RefusedError(
        Text(
            f"campagne `{mailing.name}` kan ik niet {verb_nl}: zij is {word.nl}. Maak voor een nieuwe keer een nieuwe campagne",
            f"campaign `{mailing.name}` cannot {verb_en}: it is {word.en}. Make a new campaign to send again",
        )
    )
