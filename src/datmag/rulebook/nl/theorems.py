"""What must hold of the Dutch rules for every case there can be, stated beside them and proved by `prove`."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from datmag.rulebook.claim import NARROWER, WIDER, Claim, So, SomeCase, Theorem
from datmag.rulebook.condition import (
    AT,
    Before,
    Chosen,
    Condition,
    Is,
    Surely,
    fixed,
    is_,
    not_later,
    past,
    recorded,
)
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.consent import CONSENT_IN_FULL
from datmag.rulebook.nl.message import ELECTRONIC, PROMOTES
from datmag.rulebook.nl.person import MINOR
from datmag.rulebook.nl.published import EEA
from datmag.rulebook.rule import Rulebook
from datmag.words import Text

CUSTOMER_GROUNDS = ("soft_opt_in", "charity_relation", "legitimate_interest", "customer_relation")
DEALING = (
    "address_source",
    "sale",
    "sale_party",
    "sale_seller",
    "sale_at",
    "relation_ended_at",
    "informed_at_collection",
    "refusal_offered_at_collection",
    "similarity",
)
"""The facts of the dealing of a case."""
MAY_CALL = ("charity", "good_cause_lottery", "press_publisher")

TO_COME = (
    "erased_at", "address_collected_at", "sale_at", "requested_at", "objected_at", "consent_at",
    "consent_withdrawn_at", "consent_last_used_at",
)  # fmt: skip
"""The times that do not count as long as they lie ahead."""

_CONSENT_AT, _OBJECTED_AT = recorded("consent_at"), past("objected_at")
_OWN_YES: Condition = Surely(
    is_("consent_by", "recipient") & Before(_OBJECTED_AT, _CONSENT_AT) & CONSENT_IN_FULL
)


def _objected(case: SomeCase) -> So:
    """There is an objection, and no later consent of the recipient that meets every requirement."""
    return case.happened("objected_at") & ~case.so(_OWN_YES)


def _withdrawn(case: SomeCase) -> So:
    """A consent was withdrawn, not before it was given (one still to come was not given)."""
    return case.happened("consent_withdrawn_at") & case.so(
        not_later(past("consent_at"), past("consent_withdrawn_at"))
    )


def _no_marketing_against_a_no(case: SomeCase) -> So:
    return (_objected(case) | _withdrawn(case)).implies(~case.as_marketing)


def _no_older_request(case: SomeCase) -> So:
    older = (_objected(case) & case.so(not_later(recorded("requested_at"), _OBJECTED_AT))) | (
        _withdrawn(case) & case.so(not_later(recorded("requested_at"), past("consent_withdrawn_at")))
    )
    return (older & case.has("declared_as", "requested")).implies(case.denied)


def _no_purchase_lifts(case: SomeCase) -> So:
    bought = case.with_other(*DEALING)
    return (_objected(case) | _withdrawn(case)).implies(~bought.as_marketing)


def _never_helps(time: str) -> Claim:
    """Make the claim that what happens at a time, now or again, never turns a denial into a permit."""

    def claim(case: SomeCase) -> So:
        return case.denied.implies(case.with_new(time).denied)

    return claim


def _nothing_once_gone(case: SomeCase) -> So:
    gone = case.has("recipient_deceased") | (
        case.happened("erased_at") & ~case.so(Before(past("erased_at"), past("address_collected_at")))
    )
    return gone.implies(case.denied)


def _minor_only_with_a_parent(case: SomeCase) -> So:
    parent = case.has("parental_consent") | case.has("consent_by", "parent")
    return (case.as_marketing & case.so(MINOR)).implies(case.rests_on("consent") & parent)


def _mere_user(case: SomeCase) -> So:
    dealt = case.has("sale_party", "recipient", "represented") & ~case.has("sale", "none")
    consent = case.recorded("consent_at") & case.has("consent_by", "recipient", "representative", "parent")
    published = case.has("address_source", "published")
    abroad = case.has("recipient_kind", "sole_trader", "partnership", "legal_person") & ~case.so(
        Is("recipient_country", parameter=EEA)
    )
    return (case.as_marketing & ~dealt).implies(consent | published | abroad)


def _unknown_never_permits(case: SomeCase) -> So:
    return case.permitted.implies(case.filled_in().permitted)


def _nothing_to_come_permits(case: SomeCase) -> So:
    without = case.with_other(*TO_COME)
    for time in TO_COME:
        left_out = case.so(Before(AT, recorded(time))) & without.unknown(time)
        case.assume(left_out | without.equal(time, case))
    return case.permitted.implies(without.permitted)


def _one_outcome(case: SomeCase) -> So:
    permit = case.shows_a_ground() & ~case.shows_a_reason()
    deny = ~case.shows_a_ground() & case.shows_a_reason()
    return case.permitted.implies(permit) & case.denied.implies(deny)


def _one_release(case: SomeCase) -> So:
    rules = [case.applies(rule, rule.when) for rule in case.book.releases]
    return case.every(~(one & other) for one, other in combinations(rules, 2))


def _one_version(case: SomeCase) -> So:
    pairs = combinations(case.book.grounds, 2)
    return case.every(
        ~(case.in_force(one) & case.in_force(other)) for one, other in pairs if one.name == other.name
    )


def _always_decided(case: SomeCase) -> So:
    return case.every(case.decided(condition) for condition in _askings(case.book))


def _askings(book: Rulebook) -> Iterator[Condition]:
    """Give every condition that says where a ground begins or where something is asked."""
    for ground in book.grounds:
        yield ground.begun
        yield from (need.asked for need in ground.requirements)
    yield from (duty.requirement.asked for duty in book.duties)


def _stricter_permits_less(case: SomeCase) -> So:
    wide_to_narrow = [case.under(name) for name in ("statute", "standard", "strict", "consent_only")]
    return case.every(narrow.permitted.implies(wide.permitted) for wide, narrow in pairwise(wide_to_narrow))


def _tighter_permits_less(case: SomeCase) -> So:
    return case.under(NARROWER).permitted.implies(case.under(WIDER).permitted)


def _consent_only(case: SomeCase) -> So:
    narrow = case.under("consent_only")
    return narrow.as_marketing.implies(narrow.rests_on("consent", "published_address"))


def _no_open_tracking(case: SomeCase) -> So:
    measured = case.has("open_tracking") & ~case.has("open_tracking_consent")
    return (case.permitted & measured).implies(case.owes("no_open_tracking"))


def _no_click_tracking(case: SomeCase) -> So:
    measured = case.has("click_tracking", "individual") & ~case.has("click_tracking_consent")
    return (case.permitted & measured).implies(case.owes("no_click_tracking"))


def _no_profile(case: SomeCase) -> So:
    profile = case.has("personalised", "behaviour") & ~case.has("personalisation_consent")
    return (case.permitted & profile).implies(case.owes("no_personalisation"))


def _service_goes_out(case: SomeCase) -> So:
    bare = case.has("declared_as", "service") & case.has("service_content_necessary")
    gone = case.has("recipient_deceased") | case.happened("erased_at")
    return (bare & ~case.so(PROMOTES) & ~gone).implies(case.permitted)


def _no_promotion_released_against_a_no(case: SomeCase) -> So:
    promoting = case.has("declared_as", "service") & case.so(PROMOTES)
    return (promoting & (_objected(case) | _withdrawn(case))).implies(case.denied)


def _carries_its_duties(case: SomeCase) -> So:
    stop = case.has("stop_address_valid") | case.so(Chosen("stop_address", "link_suffices"))
    said = case.has("identifies_sender") & case.has("unsubscribe", "works") & stop
    owed = case.owes("identify_sender") & case.owes("offer_unsubscribe") & case.owes("stop_address")
    return (case.as_marketing & case.so(ELECTRONIC)).implies(said & owed)


def _rechecked(case: SomeCase) -> So:
    return case.as_marketing.implies(case.owes("recheck_at_send"))


def _no_sales_call(case: SomeCase) -> So:
    called = case.has("channel", "phone") & case.so(not_later(fixed(sources.CALLS_NARROWED), AT))
    person = ~case.has("recipient_kind", "legal_person") & ~case.has("sender_kind", *MAY_CALL)
    return (case.as_marketing & called & person).implies(case.rests_on("consent"))


def _only_own_offers(case: SomeCase) -> So:
    another = case.permitted & ~case.has("promotes", "own")
    return another.implies(case.every(~case.carried_by(ground) for ground in CUSTOMER_GROUNDS))


def _post_is_apart(case: SomeCase) -> So:
    return case.rests_on("legitimate_interest").implies(case.has("channel", "post"))


THEOREMS: tuple[Theorem, ...] = (
    Theorem(
        "nl.theorem.objection_beats_marketing",
        "objection",
        Text(
            "Zolang een nee geldt, mag reclame nooit, via geen enkel kanaal: een bezwaar dat de ontvanger niet "
            "met een later, volledig ja ophief, of een toestemming die is ingetrokken.",
            "As long as a No stands, marketing may never go out, on any channel: an objection that the recipient "
            "did not lift by a later Yes that meets every requirement, or a consent that was withdrawn.",
        ),
        _no_marketing_against_a_no,
    ),
    Theorem(
        "nl.theorem.objection_ends_request",
        "requested",
        Text(
            "Een verzoek dat ouder is dan een nee dat geldt, of waarvan niemand weet wanneer het was, draagt geen "
            "bericht meer.",
            "A request that is older than a No that stands, or of which nobody knows when it was, carries no "
            "message any more.",
        ),
        _no_older_request,
    ),
    Theorem(
        "nl.theorem.no_purchase_lifts",
        "objection",
        Text(
            "Geen aankoop heft een nee op: hoe de aankoop ook was, reclame mag niet zolang het nee geldt.",
            "No purchase lifts a No: whatever the purchase was, marketing may not go out while the No stands.",
        ),
        _no_purchase_lifts,
    ),
    Theorem(
        "nl.theorem.withdrawal_never_helps",
        "objection",
        Text(
            "Wie zijn toestemming intrekt, krijgt daardoor nooit een bericht dat eerst niet mocht.",
            "Withdrawing consent never lets a message go out that might not go out before.",
        ),
        _never_helps("consent_withdrawn_at"),
    ),
    Theorem(
        "nl.theorem.objection_never_helps",
        "objection",
        Text(
            "Een nieuw bezwaar, ook een blokkade van het adres (een bezwaar tegen alle reclame), maakt nooit dat "
            "een bericht mag dat eerst niet mocht.",
            "A new objection, also a suppression of the address (an objection to all marketing), never lets a "
            "message go out that might not go out before.",
        ),
        _never_helps("objected_at"),
    ),
    Theorem(
        "nl.theorem.erasure_never_helps",
        "person",
        Text(
            "Gegevens wissen maakt nooit dat een bericht mag dat eerst niet mocht.",
            "Erasing somebody's data never lets a message go out that might not go out before.",
        ),
        _never_helps("erased_at"),
    ),
    Theorem(
        "nl.theorem.nothing_to_the_gone",
        "person",
        Text(
            "Wie is overleden krijgt niets. Wie is gewist en zijn adres daarna niet opnieuw gaf, ook niet.",
            "The deceased get nothing. Nor do those who were erased and did not give the address again.",
        ),
        _nothing_once_gone,
    ),
    Theorem(
        "nl.theorem.minor_only_with_a_parent",
        "person",
        Text(
            "Een kind krijgt alleen reclame op toestemming waar een ouder achter staat.",
            "A child gets marketing only on a consent that a parent stands behind.",
        ),
        _minor_only_with_a_parent,
    ),
    Theorem(
        "nl.theorem.no_ground_for_mere_users",
        "customer",
        Text(
            "Wie alleen gebruiker is en zelf geen klant, krijgt nooit reclame zonder eigen toestemming (of die van "
            "wie voor hem mag beslissen) of een adres dat is gepubliceerd. Alleen een bedrijf buiten de EER valt "
            "daarbuiten.",
            "A mere user who is no customer never gets marketing without a consent of his own (or of somebody "
            "entitled to give it for him) or a published address. Only a business outside the EEA is another matter.",
        ),
        _mere_user,
    ),
    Theorem(
        "nl.theorem.unknown_never_permits",
        "marketing",
        Text(
            "Wat niemand weet, geeft nooit een bericht vrij dat bij een van de mogelijke antwoorden niet zou mogen.",
            "What nobody knows never permits a message that one of the possible answers would refuse.",
        ),
        _unknown_never_permits,
    ),
    Theorem(
        "nl.theorem.nothing_to_come_permits",
        "marketing",
        Text(
            "Wat nog moet gebeuren, geeft nooit een bericht vrij dat zonder dat niet zou mogen.",
            "What is still to happen never permits a message that would be refused without it.",
        ),
        _nothing_to_come_permits,
    ),
    Theorem(
        "nl.theorem.one_outcome",
        "marketing",
        Text(
            "Elk geval heeft precies één uitkomst: het mag en heeft een grondslag, of het mag niet en heeft een reden.",
            "Every case has exactly one outcome: a permit with a ground, or a denial with a reason.",
        ),
        _one_outcome,
    ),
    Theorem(
        "nl.theorem.one_release",
        "service",
        Text(
            "Nooit geven twee regels hetzelfde bericht tegelijk vrij als iets anders dan reclame.",
            "Never do two rules release the same message at once as no marketing.",
        ),
        _one_release,
    ),
    Theorem(
        "nl.theorem.one_version",
        "phone",
        Text(
            "Van een regel die veranderde, geldt op elk moment één versie.",
            "Of a rule that changed one version is in force at any moment.",
        ),
        _one_version,
    ),
    Theorem(
        "nl.theorem.always_decided",
        "marketing",
        Text(
            "Of een grondslag in beeld komt en of iets gevraagd wordt, staat altijd vast.",
            "Whether a ground begins and whether something is asked is never unknown.",
        ),
        _always_decided,
    ),
    Theorem(
        "nl.theorem.stricter_permits_less",
        "choices",
        Text(
            "Wat in een strengere lezing mag, mag ook in een ruimere.",
            "What a stricter policy permits, a wider one permits too.",
        ),
        _stricter_permits_less,
        about="named",
    ),
    Theorem(
        "nl.theorem.tighter_permits_less",
        "choices",
        Text(
            "Wie een omstreden punt strenger invult dan een ander, en geen enkel punt ruimer, mag nooit meer.",
            "An organisation that settles a disputed point more strictly than another, and none more widely, may "
            "never send more.",
        ),
        _tighter_permits_less,
        about="own",
    ),
    Theorem(
        "nl.theorem.consent_only",
        "choices",
        Text(
            "In de lezing “alleen toestemming” rust reclame op toestemming of op een gepubliceerd adres.",
            "Under the policy “consent only” marketing rests on consent or on a published address.",
        ),
        _consent_only,
        about="named",
    ),
    Theorem(
        "nl.theorem.no_open_tracking",
        "tracking",
        Text(
            "Nooit wordt gemeten of iemand opent zonder toestemming van die persoon.",
            "Whether somebody opens is never measured without that person's consent.",
        ),
        _no_open_tracking,
    ),
    Theorem(
        "nl.theorem.no_click_tracking",
        "tracking",
        Text(
            "Nooit wordt per persoon gemeten wie klikt zonder toestemming van die persoon.",
            "Clicks are never measured per person without that person's consent.",
        ),
        _no_click_tracking,
    ),
    Theorem(
        "nl.theorem.no_profile",
        "tracking",
        Text(
            "Nooit rust de inhoud op iemands gedrag zonder toestemming van die persoon.",
            "Content is never built on somebody's behaviour without that person's consent.",
        ),
        _no_profile,
    ),
    Theorem(
        "nl.theorem.service_goes_out",
        "service",
        Text(
            "Een servicebericht zonder reclame dat de ontvanger nodig heeft, mag altijd, ook na een nee.",
            "A service message without promotion that the recipient needs always goes out, also after a No.",
        ),
        _service_goes_out,
    ),
    Theorem(
        "nl.theorem.no_promotion_in_service_after_a_no",
        "service",
        Text(
            "Een servicebericht met reclame mag nooit zolang een nee geldt.",
            "A service message that promotes never goes out while a No stands.",
        ),
        _no_promotion_released_against_a_no,
    ),
    Theorem(
        "nl.theorem.carries_its_duties",
        "sender",
        Text(
            "Elektronische reclame die mag, zegt wie de afzender is, heeft een afmeldlink die werkt en (behalve in "
            "de ruimste lezing) een adres om te stoppen, en houdt die plichten ook bij het versturen.",
            "Electronic marketing that is permitted says who the sender is, has an unsubscribe link that works and "
            "(except in the widest reading) a stop address, and keeps these duties when it is sent.",
        ),
        _carries_its_duties,
    ),
    Theorem(
        "nl.theorem.rechecked",
        "objection",
        Text(
            "Bij alle reclame die mag, kijkt u bij het versturen opnieuw.",
            "All marketing that is permitted is checked again when it is sent.",
        ),
        _rechecked,
    ),
    Theorem(
        "nl.theorem.no_sales_calls",
        "phone",
        Text(
            "Sinds 1 juli 2026 mag bellen met reclame, behalve naar een rechtspersoon, alleen op toestemming; "
            "goede doelen, loterijen voor een goed doel en de pers uitgezonderd.",
            "Since 1 July 2026 a sales call to anybody but a legal person needs consent, except for charities, "
            "good-cause lotteries and the press.",
        ),
        _no_sales_call,
    ),
    Theorem(
        "nl.theorem.only_own_offers",
        "customer",
        Text(
            "Op een klantrelatie gaat nooit iets uit dat reclame maakt voor een ander bedrijf.",
            "Nothing that promotes another company goes out on a customer relation.",
        ),
        _only_own_offers,
    ),
    Theorem(
        "nl.theorem.post_is_apart",
        "post",
        Text(
            "Gerechtvaardigd belang draagt alleen post op papier, geen elektronisch bericht en geen telefoontje.",
            "Legitimate interest carries paper post only, no electronic message and no call.",
        ),
        _post_is_apart,
    ),
)
"""Every theorem, in the order of its importance."""
