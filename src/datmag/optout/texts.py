"""What the opt-out page says, in Dutch and English."""

from typing import Final

from datmag.mail.wording import WHY
from datmag.words import Text

TITLE: Final = Text("Afmelden bij {sender}", "Unsubscribe from {sender}")
ABOUT: Final = Text("Het gaat om het adres {address}.", "This is about the address {address}.")
STOP: Final = Text("Stop alle reclame", "Stop all advertising")
STAYS: Final = Text(
    "Berichten die u nodig hebt, zoals over uw bestelling of uw veiligheid, blijft u krijgen.",
    "You keep getting messages that you need, for instance about your order or your safety.",
)
DONE: Final = Text("U bent afgemeld.", "You are unsubscribed.")
AT_ONCE: Final = Text(
    "Dit geldt per direct, ook voor berichten die klaarstonden. Alleen een bericht dat op dit moment al onderweg "
    "was, kan nog aankomen.",
    "This holds at once, also for messages that were ready to go. Only a message that was already on its way at "
    "this moment may still arrive.",
)
SWITCH: Final = {"nl": Text("Nederlands", "Nederlands"), "en": Text("English", "English")}

NOT_FOUND: Final = Text("Deze afmeldlink klopt niet", "This unsubscribe link is not right")
NOT_FOUND_WHY: Final = Text(
    "Misschien is het adres niet helemaal meegekomen. Er is niets veranderd.",
    "Perhaps the address was cut off. Nothing was changed.",
)
NOT_FOUND_DO: Final = Text(
    "Open de link nog eens vanuit de mail zelf. Lukt dat niet, beantwoord dan de mail met het woord “afmelden”.",
    "Open the link again from the e-mail itself. If that does not work, answer the e-mail with the word “unsubscribe”.",
)

NOT_NOW: Final = Text("Afmelden lukt nu even niet", "Unsubscribing does not work right now")
NOT_NOW_WHY: Final = Text(
    "Ons systeem is bezet. Uw keuze is nog niet opgeslagen.",
    "Our system is busy. Your choice is not stored yet.",
)
NOT_NOW_DO: Final = Text(
    "Probeer het over een minuut opnieuw, of beantwoord de mail met het woord “afmelden”.",
    "Try again in a minute, or answer the e-mail with the word “unsubscribe”.",
)


def page(*, lang: str, sender: str, address: str, ground: str) -> dict[str, object]:
    """Give the words of the page.

    Args:
        lang: `nl` or `en`.
        sender: the name of the sender.
        address: the masked address.
        ground: why the message came, a word of `GROUNDS`, or empty.
    """
    why = WHY[ground].of(lang).replace("{sender}", sender) if ground in WHY and ground else ""
    other = "en" if lang == "nl" else "nl"
    return {
        "title": TITLE.of(lang).replace("{sender}", sender),
        "about": ABOUT.of(lang).replace("{address}", address),
        "why": why,
        "stop": STOP.of(lang),
        "stays": STAYS.of(lang),
        "heading_done": DONE.of(lang),
        "at_once": AT_ONCE.of(lang),
        "other": other,
        "switch": SWITCH[other].of(lang),
    }


def not_found(lang: str) -> dict[str, str]:
    """Give the words for a link that is not right."""
    return {"title": NOT_FOUND.of(lang), "why": NOT_FOUND_WHY.of(lang), "todo": NOT_FOUND_DO.of(lang)}


def not_now(lang: str) -> dict[str, str]:
    """Give the words for a No that could not be stored."""
    return {"title": NOT_NOW.of(lang), "why": NOT_NOW_WHY.of(lang), "todo": NOT_NOW_DO.of(lang)}


def masked(address: str) -> str:
    """Show an address so that only its holder knows it: `s***e@voorbeeld.example`; the length is not told either."""
    local, _, domain = address.rpartition("@")
    shown = f"{local[0]}***{local[-1]}" if len(local) > 2 else "***"  # noqa: PLR2004  (two letters would tell it all)
    return f"{shown}@{domain}"
