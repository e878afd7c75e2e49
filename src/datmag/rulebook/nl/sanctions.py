"""Who supervises, and the highest fine. Chapter `sanctions`."""

from datmag.moment import parse
from datmag.rulebook.nl import sources
from datmag.rulebook.rule import Fine

AP = Fine(
    "AP",
    20_000_000,
    4,
    sources.GDPR,
    "2018-05-25",
    sources.WBP,
    (
        "erased",
        "minor",
        "objected",
        "consent_withdrawn",
        "consent_not_prior",
        "consent_invalid",
        "consent_scope",
        "consent_stale",
        "no_proof",
    ),
)
"""GDPR 83(5), Autoriteit Persoonsgegevens; for `post` every code is hers."""

ACM = Fine("ACM", 900_000, 1, parse("2016-07-01T00:00:00+02:00"), "2016-07-01", sources.SPAM_BAN)
"""Tw 15.4, Autoriteit Consument en Markt: every code not named above."""

FINES: tuple[Fine, ...] = (AP, ACM)
ALSO: dict[str, str] = {"objected": "ACM", "consent_withdrawn": "ACM"}
UNFINED: tuple[str, ...] = ("deceased", "unknown_fact")
