"""Where the Dutch rules stand: citations per period."""

from datmag.moment import Moment, parse
from datmag.rulebook.rule import Source

WBP: Moment = parse("2001-09-01T00:00:00+02:00")
"""The Dutch data protection act, before the GDPR: the earliest rules in this book."""
SPAM_BAN: Moment = parse("2004-05-19T00:00:00+02:00")
"""Telecommunicatiewet 11.7 in force."""
GDPR: Moment = parse("2018-05-25T00:00:00+02:00")
RENUMBERED: Moment = parse("2021-07-01T00:00:00+02:00")
"""Telecommunicatiewet 11.7 rewritten: calls need consent, and its paragraphs got other numbers."""
CALLS_NARROWED: Moment = parse("2026-07-01T00:00:00+02:00")
"""The customer relation stops carrying sales calls to natural persons."""
BREXIT: Moment = parse("2021-01-01T00:00:00+01:00")
"""The United Kingdom leaves the EEA rules at the end of the transition."""


def _tw(old: str, new: str) -> Source:
    return Source(((SPAM_BAN, f"Tw 11.7({old})"), (RENUMBERED, f"Tw 11.7({new})")))


def _gdpr(old: str, new: str) -> Source:
    return Source(((WBP, f"Wbp {old}"), (GDPR, f"GDPR {new}")))


def _consent(old: str, new: str) -> Source:
    """Consent by electronic means; on paper only data protection asks it, and calls have a paragraph of their own."""
    post = ((WBP, f"Wbp {old}"), (GDPR, f"GDPR {new}"))
    phone = (
        post[0],
        (SPAM_BAN, f"Tw 11.7(5); Wbp {old}"),
        (GDPR, f"Tw 11.7(5); GDPR {new}"),
        (RENUMBERED, f"Tw 11.7(2); GDPR {new}"),
    )
    electronic = (post[0], (SPAM_BAN, f"Tw 11.7(1); Wbp {old}"), (GDPR, f"Tw 11.7(1); GDPR {new}"))
    return Source(electronic, (("phone", phone), ("post", post)))


_NO_GROUND = (WBP, "Wbp 8")
"""What forbids to use somebody's data without a ground, before there was a ban on spam."""
BAN = Source(
    (_NO_GROUND, *_tw("1", "1").periods),
    (
        ("phone", (_NO_GROUND, (SPAM_BAN, "Tw 11.7(5)"), (RENUMBERED, "Tw 11.7(2)"))),
        ("post", (_NO_GROUND, (GDPR, "GDPR 6(1)"))),
    ),
)
CONSENT = _consent("1(i)", "4(11), 7")
CONSENT_PERSON = _consent("1(i)", "4(11), 8")
CONSENT_INFORMED = _consent("1(i)", "4(11)")
CONSENT_BUNDLED = _consent("1(i)", "7(2)")
CONSENT_FREE = _consent("1(i)", "7(4)")
CONSENT_SCOPE = _consent("1(i)", "4(11), 6(1)(a)")
CONSENT_PROOF = _consent("8(a)", "7(1)")
CONSENT_STALE = _consent("1(i)", "5(1)(e), 7")
CUSTOMER = _tw("3", "4")
PUBLISHED = _tw("2)(a", "3)(a")
NON_EEA = _tw("2)(b", "3)(b")
DONOR = _tw("3", "5")
SENDER = _tw("4", "7")
CALLS = Source(((SPAM_BAN, "Tw 11.7(5)"), (RENUMBERED, "Tw 11.7(2), 11.7(4)")))
CALLS_2026 = Source(((CALLS_NARROWED, "Tw 11.7(2), 11.7(4)-(5)"),))
POST = _gdpr("8(f)", "6(1)(f)")
POST_SENDER = _gdpr("33", "12-14")
OBJECTION = _gdpr("41", "21(2)-(3)")
WITHDRAWAL = _gdpr("5(2)", "7(3)")
ERASURE = _gdpr("36", "17(1)")
MINOR = _gdpr("5(1)", "8(1); UAVG 5")
DECEASED = Source(((WBP, "Wbp 1(a)"), (GDPR, "GDPR recital 27")))
REQUESTED = _gdpr("8(b)", "6(1)(b)")
SERVICE = _gdpr("8(b)-(f)", "6(1)(b), (c), (f)")
SERVICE_CONTRACT = _gdpr("8(b)", "6(1)(b)")
SERVICE_SECURITY = _gdpr("8(f)", "6(1)(f), recital 49")
SERVICE_DUTY = _gdpr("8(c)", "6(1)(c)")
ADVERTISING = Source(((SPAM_BAN, "BW 3:15e"),))
TRACKING = Source(((SPAM_BAN, "Tw 11.7a"), (GDPR, "Tw 11.7a; GDPR 6(1)(a)")))
PROFILING = _gdpr("8", "6(1), 21(2)")
ORIGIN = _gdpr("34", "14(2)(f)")
ABROAD = Source(((SPAM_BAN, "2002/58/EC 13"),))
BALANCE = _gdpr("8(f)", "6(1)(f)")
CARE = _gdpr("13", "5(2), 24")
