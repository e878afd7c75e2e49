"""What every template knows: the language, whether this is the demo, and the places to go."""

from django.conf import settings
from django.http import HttpRequest

from datmag import __version__
from datmag.web.language import chosen
from datmag.words import Text

PLACES = (
    ("/", Text("Overzicht", "Overview")),
    ("/check", Text("Mag dit?", "May I?")),
    ("/campaigns", Text("Campagnes", "Campaigns")),
    ("/contacts", Text("Contacten", "Contacts")),
    ("/rulebook", Text("Regelboek", "Rulebook")),
)
INBOX = ("/inbox", Text("Inbox", "Inbox"))


def page(request: HttpRequest) -> dict[str, object]:
    """Give the frame of a page: `lang`, `other_lang`, `demo`, `places` and where we are."""
    lang = chosen(request)
    places = (*PLACES, INBOX) if settings.DATMAG.demo else PLACES
    return {
        "lang": lang,
        "other_lang": "en" if lang == "nl" else "nl",
        "version": __version__,
        "demo": settings.DATMAG.demo,
        "places": [(path, text.of(lang), _here(request.path, path)) for path, text in places],
    }


def _here(path: str, place: str) -> bool:
    return path == place if place == "/" else path.startswith(place)
