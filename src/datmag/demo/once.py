"""The whole story without a visitor: import, judge, send, opt out by the link in a mail, send again."""

import email
import email.policy
import re
import urllib.request
from collections import Counter
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from datmag.campaign import steps
from datmag.delivery.models import Delivery
from datmag.demo.run import Sent, send
from datmag.register.models import Address
from datmag.web.clock import now

LINK = re.compile(r"<(http://127\.0\.0\.1:\d+/u/[^>]+)>")


@dataclass(frozen=True, slots=True)
class Caught:
    """The messages in the catcher: how many, to how many addresses, and the opt-out link of the first."""

    messages: int
    recipients: Counter[str]
    first_to: str
    first_link: str


def caught(folder: Path, after: int = 0) -> Caught:
    """Read the messages with a number above `after`."""
    recipients: Counter[str] = Counter()
    first_to = first_link = ""
    numbers = sorted(int(path.stem) for path in folder.glob("*.eml") if int(path.stem) > after)
    for number in numbers:
        message = read(folder / f"{number}.eml")
        recipients[str(message["X-Envelope-To"])] += 1
        if not first_to:
            first_to = str(message["X-Envelope-To"])
            found = LINK.search(str(message["List-Unsubscribe"]))
            first_link = found.group(1) if found else ""
    return Caught(len(numbers), recipients, first_to, first_link)


def read(path: Path) -> EmailMessage:
    """Read one caught message."""
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def opt_out(link: str) -> int:
    """Do what a mail program does when its reader clicks "unsubscribe" (RFC 8058); give the answer's status."""
    request = urllib.request.Request(link, data=b"List-Unsubscribe=One-Click", method="POST")  # noqa: S310  (a loopback address, see LINK)
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  (the same)
        return int(answer.status)


def second(folder: Path) -> Sent:
    """Make and send the summer newsletter."""
    path = folder / "shop" / "zomer.md"
    steps.new("zomer", path.read_text(encoding="utf-8"), path.name, at=now())
    return send("zomer")


def not_permitted(sent: Sent) -> set[str]:
    """Give the addresses of those to whom a mailing does not go."""
    withheld = Delivery.objects.filter(mailing=sent.mailing, state="withheld").values_list("address_id")
    return set(Address.objects.filter(id__in=withheld).values_list("value", flat=True))


def faults(sent: Sent, seen: Caught, *, wanted: int) -> list[str]:
    """Say in what the figures are not as they must be; empty where all is well."""
    wrong = sorted(set(seen.recipients) & not_permitted(sent))
    twice = sorted(address for address, many in seen.recipients.items() if many > 1)
    found = []
    if seen.messages != wanted or sent.funnel.permitted != wanted:
        found.append(f"{sent.funnel.permitted} permitted, {seen.messages} caught, {wanted} expected")
    if twice:
        found.append(f"{len(twice)} addresses got it twice, the first `{twice[0]}`")
    if wrong:
        found.append(f"{len(wrong)} got it who may not, the first `{wrong[0]}`")
    return found
