"""Makes a mailing out of a message file: composed once, with what is really found in its bytes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import IntegrityError, transaction

from datmag.delivery.models import Mailing
from datmag.errors import InputError
from datmag.gate.enquiry import the_sender
from datmag.mail import findings
from datmag.mail.compose import compose
from datmag.mail.intent import Intent
from datmag.mail.message import MessageFile
from datmag.mail.template import Merge, Template
from datmag.mail.wording import Footer
from datmag.moment import Moment
from datmag.register.models import Sender
from datmag.words import Text


@dataclass(frozen=True, slots=True)
class Made:
    """A message composed for its sender.

    Attributes:
        message: the file as read.
        sender: who sends it.
        template: the ready pieces.
        intent: what the file states, and what was found in its bytes.
        remote: addresses that the message would load something from, for a person to read.
    """

    message: MessageFile
    sender: Sender
    template: Template
    intent: Intent
    remote: tuple[str, ...]


def make(source: str | bytes, file: str, *, sender: str, at: Moment) -> Made:
    """Read a message file, compose it and look at a rendered sample.

    Nothing is assumed: `identifies_sender`, `stop_address_valid` and `unsubscribe` are what the sample
    shows; `commercial_content` is what the head says, else unknown.

    Args:
        source: the message file.
        file: what to call it in an error.
        sender: the id of the sender; empty: the one the file names, or the only one.
        at: the moment that the sample is dated.

    Raises:
        InputError: the file cannot be read, or there is no such sender.
    """
    message = MessageFile.read(source, file)
    who = the_sender(sender or message.intent.sender)
    footer = footer_of(who)
    template = compose(message, footer, public_url=settings.DATMAG.public_url)
    sample = template.render(Merge(message.from_addr), template.stamp(settings.DATMAG.secret_key, 0, at))
    identity = findings.SenderIdentity.of(footer, template, settings.DATMAG.secret_key)
    seen = findings.found(sample, identity)
    facts = {**message.intent.facts, **findings.facts(seen)}
    intent = replace(message.intent, facts=facts, sender=who.id)
    return Made(message, who, template, intent, tuple(seen["remote"]))


def footer_of(sender: Sender) -> Footer:
    """Give what the footer says of a sender: what is on record, no more."""
    return Footer(
        legal_name=sender.legal_name or sender.name,
        postal=sender.postal,
        register_no=sender.register_no,
        reply_to=sender.reply_to,
        website=sender.website,
    )


def store(
    made: Made, source: str, *, kind: str, name: str, chosen: Iterable[int], policy: str, at: Moment
) -> Mailing:
    """Keep a mailing as a draft, with all that rebuilds its bytes.

    Args:
        made: the composed message.
        source: the message file as written.
        kind: `campaign` or `single`.
        name: what people call it.
        chosen: the addresses to which the audience is restricted; none: everybody on record.
        policy: the reading of the law.
        at: the moment of making.

    Raises:
        InputError: the sender has a mailing of that name.
    """
    try:
        with transaction.atomic():
            return Mailing.objects.create(
                kind=kind,
                name=name,
                sender_id=made.sender.id,
                source=source,
                template=json.dumps(made.template.json(), ensure_ascii=True),
                intent=json.dumps(made.intent.json(), ensure_ascii=False, sort_keys=True),
                lang=made.message.lang,
                from_addr=made.message.from_addr,
                purpose=made.intent.purpose,
                answers=made.intent.answers,
                public_url=settings.DATMAG.public_url,
                policy=policy,
                chosen=",".join(str(one) for one in sorted(set(chosen))),
                created_at=at,
            )
    except IntegrityError:
        raise InputError(
            Text(
                f"mailing `{name}` bestaat al: kies een andere naam",
                f"mailing `{name}` exists already: choose another name",
            )
        ) from None
