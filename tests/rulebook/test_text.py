"""The rulebook in words: every rule, every operator, in Dutch and English that people read."""

import re
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from datmag.cli import speak
from datmag.cli.rules_text import command
from datmag.moment import parse
from datmag.rulebook.as_text import book_text, prose, rule_text
from datmag.rulebook.condition import (
    ALWAYS,
    AT,
    NEVER_SO,
    TRUE,
    All,
    Before,
    Chosen,
    Condition,
    Is,
    Not,
    Reading,
    Some,
    Surely,
    Within,
    Younger,
    first_known,
    fixed,
    is_,
    latest,
    not_later,
    past,
    recorded,
    there,
    truth,
)
from datmag.rulebook.decide import version
from datmag.rulebook.fact import FACTS, UNKNOWN, Parameter, Value
from datmag.rulebook.glossary import GLOSSARY
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.nl.customer import SALE
from datmag.rulebook.nl.message import PROMOTES
from datmag.rulebook.nl.person import AGE_OF_CONSENT
from datmag.rulebook.nl.published import EEA
from datmag.rulebook.policy import POLICIES, own
from datmag.rulebook.rule import Block, Dated, Exemption, Objection
from datmag.rulebook.settings import SETTINGS
from datmag.rulebook.wording.named import NAMES, TERMS
from datmag.rulebook.wording.prose import Group, Leaf, Speaker, Tree, capital
from datmag.rulebook.wording.source_text import heading
from datmag.words import LANGS, Lang, Text


@pytest.fixture(autouse=True)
def _no_language_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test does not pass its language on to the next."""
    monkeypatch.setattr(speak, "_CHOSEN", [])


RULES: tuple[Dated, ...] = (
    *RULEBOOK.blocks,
    *RULEBOOK.releases,
    *RULEBOOK.misuses,
    *RULEBOOK.objections,
    *RULEBOOK.grounds,
    *RULEBOOK.duties,
    *RULEBOOK.obligations,
)
READINGS = [None, *POLICIES.values()]
CHOICE = {
    "nl": "dit is een keuze, geen wettelijke termijn",
    "en": "this is a choice, not a statutory term",
}
ENGLISH = set("the and or not message consent purchase which with from that where least holds since".split())  # noqa: SIM905  (a list of words)


def exceptions(rule: Dated) -> Iterator[Exemption]:
    """Give the exceptions to a rule, and those to them."""
    if isinstance(rule, Block | Objection | Exemption):
        for one in rule.unless:
            yield one
            yield from exceptions(one)


@pytest.mark.parametrize("policy", READINGS, ids=str)
@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_stands_in_the_book(lang: Lang, policy: None) -> None:
    """Each rule as `rule_text` writes it, each requirement, exception, choice and fine under its heading."""
    book = book_text(lang, policy)
    named = [f"{ground.id}.{need.name}" for ground in RULEBOOK.grounds for need in ground.requirements]
    named += [one.id for rule in RULES for one in exceptions(rule)]
    named += [f"setting.{name}" for name in SETTINGS] + [f"fine.{fine.authority}" for fine in RULEBOOK.fines]
    named += ["nl.no_ground"]

    assert [] == [rule.id for rule in RULES if rule_text(rule, lang, policy) not in book]  # noqa: SIM300  (what is expected stands left)
    assert [] == [name for name in named if heading(name, lang) not in book]  # noqa: SIM300  (the same)


@pytest.mark.parametrize("lang", LANGS)
def test_no_id_of_code_is_shown(lang: Lang) -> None:
    """No fact, setting or rule by its id, no brace of a template."""
    book = "".join(book_text(lang, policy) for policy in READINGS)

    assert "_" not in book
    assert "{" not in book
    assert not re.search(r"\bnl\.|\bsetting\.|\bTrue\b|\bNone\b", book)


def test_the_dutch_book_is_dutch() -> None:
    """It says "u", never "je", and holds no English word."""
    words = set(re.findall(r"\w+", book_text("nl").lower()))

    assert set() == words & ENGLISH
    assert set() == words & {"je", "jij", "jou", "jouw", "gdpr", "recital"}
    assert {"u", "uw"} <= words


@pytest.mark.parametrize("term", TERMS, ids=[term.so.en for term in TERMS])
@pytest.mark.parametrize("lang", LANGS)
def test_every_name_is_used_and_every_term_is_defined(lang: Lang, term: object) -> None:
    """A name that no rule uses stands for a condition that the rulebook no longer has."""
    book = book_text(lang)
    named = next(one for one in TERMS if one is term)
    used = [text.of(lang) for text in (named.so, named.not_so)]
    rules, _, definitions = book.partition("\n## Begrippen\n" if lang == "nl" else "\n## Terms\n")
    bodies = rules + re.sub(r"\*\*[^*]+:\*\*", "", definitions)

    assert any(text in bodies or capital(text) in bodies for text in used)
    assert named.term == (f"**{capital(named.so.of(lang))}:**" in definitions)


@pytest.mark.parametrize("lang", LANGS)
def test_what_rests_on_a_disputed_point_says_so(lang: Lang) -> None:
    """Each setting that a condition reads carries that it is a choice; with a policy also how it is settled."""
    conditions: list[Condition] = [
        Is("sale", setting="sale_kinds"),
        Is("sale", setting="post_basis"),
        Is("similarity", setting="similarity"),
        Chosen("marketing_basis", "any"),
        Chosen("service_promotion_tolerated", "minor"),
        Chosen("stop_address", "link_suffices"),
        Within("relation_term_months", recorded("sale_at")),
        Within("consent_idle_months", recorded("consent_at")),
    ]

    for condition in conditions:
        for policy in READINGS:
            for said in (condition, ~condition):
                leaf = Speaker(lang, policy).tree(said)
                assert isinstance(leaf, Leaf)
                assert CHOICE[lang] in leaf.text
    assert len(SETTINGS) == len(conditions)


ERASED, AGAIN = past("erased_at"), past("address_collected_at")
OLDER = Parameter(
    "nl.parameter.age_of_consent", ((0, 12, "x"), (parse("2018-05-25T00:00:00+02:00"), 16, "y"))
)


@pytest.mark.parametrize(
    ("condition", "dutch"),
    [
        (is_("recipient_deceased"), "De ontvanger is overleden."),
        (~is_("recipient_deceased"), "De ontvanger leeft, voor zover bekend."),
        (Is("requested", (False,)), "De ontvanger vroeg niet om dit bericht."),
        (is_("consent_act", "silence"), "De toestemming is gegeven door niets te zeggen."),
        (is_("recipient_country", "BE", "DE"), "De ontvanger woont of werkt in België of Duitsland."),
        (
            ~Is("recipient_country", parameter=EEA),
            "De ontvanger woont of werkt niet in een land van de Europese Economische Ruimte.",
        ),
        (~~PROMOTES, "*Het bericht maakt reclame*."),
        (Younger("recipient_age", OLDER), "De ontvanger is jonger dan 16 (tot 25 mei 2018: 12) jaar."),
        (Younger("recipient_age", AGE_OF_CONSENT), "*De ontvanger is een kind*."),
        (there(past("objected_at")), "De ontvanger heeft bezwaar gemaakt."),
        (~there(past("objected_at")), "De ontvanger heeft geen bezwaar gemaakt."),
        (Before(recorded("consent_at"), AT), "De toestemming was vóór het versturen."),
        (not_later(recorded("sale_at"), AT), "De aankoop of gift was niet later dan het versturen."),
        (Before(AT, fixed(parse("2026-07-01T00:00:00+02:00"))), "Het versturen was vóór 1 juli 2026."),
        (
            ~Before(fixed(parse("2026-07-01T00:00:00+02:00")), AT),
            "Het versturen was niet later dan 1 juli 2026.",
        ),
        (Before(AGAIN, ERASED), "Het geven van het adres was vóór het wissen van de gegevens."),
        (ALWAYS, "Altijd."),
        (NEVER_SO, "In geen enkel geval."),
        (~ALWAYS, "In geen enkel geval."),
        (
            Surely(is_("recipient_kind", "natural_person")),
            "De ontvanger is een particulier.",
        ),
        (
            ~Surely(is_("recipient_kind", "natural_person")),
            "De ontvanger is geen particulier, of dat is niet bekend.",
        ),
        (
            ~Surely(~is_("consent_bundled")),
            "De toestemming zat vast aan andere voorwaarden, of dat is niet bekend.",
        ),
        (~Surely(is_("requested")), "De ontvanger vroeg niet om dit bericht."),
        (
            ~(is_("requested") & is_("uses_service")),
            "De ontvanger vroeg niet om dit bericht of de ontvanger gebruikt geen dienst van u.",
        ),
        (
            is_("requested") & (is_("uses_service") & is_("recipient_deceased")),
            (
                "Al deze punten kloppen:\n- de ontvanger vroeg zelf om dit bericht;\n"
                "- de ontvanger gebruikt een dienst van u;\n- de ontvanger is overleden."
            ),
        ),
        (
            is_("requested") & ~(is_("uses_service") & ~is_("consent_bundled")),
            (
                "Al deze punten kloppen:\n- de ontvanger vroeg zelf om dit bericht;\n"
                "- de ontvanger gebruikt geen dienst van u of de toestemming zat vast aan andere voorwaarden."
            ),
        ),
        (is_("requested") & is_("requested"), "De ontvanger vroeg zelf om dit bericht."),
        (is_("ground", "soft_opt_in"), "De grondslag is klantuitzondering."),
        (~is_("held_consent"), "De grondslag toestemming geldt niet."),
    ],
)
def test_a_condition_reads_as_dutch(condition: Condition, dutch: str) -> None:
    """Every operator, so and not so; negations pushed inward; only a “not surely” speaks of not knowing."""
    assert dutch == prose(condition, "nl")


def test_a_term_of_months_is_said_with_the_months_of_the_reading() -> None:
    """Which moment counts, how many months, and that it is a choice."""
    used = Within("consent_idle_months", latest(recorded("consent_at"), past("consent_last_used_at")))
    sold = Within("relation_term_months", first_known(recorded("relation_ended_at"), recorded("sale_at")))

    assert (
        prose(used, "nl", POLICIES["standard"])
        == "De toestemming of het laatste gebruik ervan (wat het laatst was) is hooguit 24 maanden geleden "
        "(dit is een keuze, geen wettelijke termijn)."
    )
    assert (
        prose(~sold, "en", POLICIES["strict"])
        == "The end of the relation or, where that is lacking, the purchase or donation is more than 12 months ago "
        "(this is a choice, not a statutory term)."
    )
    assert "maakt in uw lezing niet uit" in prose(sold, "nl", POLICIES["statute"])
    assert "dan uw lezing toelaat" in prose(sold, "nl")


def test_a_setting_is_said_with_what_it_is_now() -> None:
    """The kinds of sale that the reading accepts, in words."""
    kinds, term = Is("sale", setting="sale_kinds"), Within("relation_term_months", recorded("sale_at"))
    trial = own(
        "own",
        Text("eigen lezing", "own reading"),
        POLICIES["standard"],
        sale_kinds=("paid", "trial"),
        relation_term_months=18,
    )

    assert (
        prose(kinds, "nl", POLICIES["standard"])
        == "Er is een aankoop van een soort die telt, zoals uw lezing bepaalt (nu: betaald en nog te "
        "betalen); dit is een keuze, geen wettelijke termijn."
    )
    assert "(nu: geen enkele)" in prose(kinds, "nl", POLICIES["consent_only"])
    assert "(nu: een betaalde aankoop en een proefperiode)" in prose(kinds, "nl", trial)
    assert "(nu: 18 maanden" not in prose(term, "nl", trial)
    assert "hooguit 18 maanden geleden" in prose(term, "nl", trial)
    assert "(nu:" not in prose(kinds, "nl")


def test_a_condition_with_a_name_is_said_by_it() -> None:
    """The name stands where an equal condition stands, also when it is denied."""
    assert prose(SALE, "nl") == "*Er is een aankoop die telt*."
    assert prose(~PROMOTES | is_("requested"), "nl") == (
        "*Het bericht maakt geen reclame* of de ontvanger vroeg zelf om dit bericht."
    )


FIRST = ("consent_bundled", "consent_informed", "consent_names_sender")
VALUES: list[Value] = [True, False, UNKNOWN]


def conditions() -> st.SearchStrategy[Condition]:
    """Give conditions over three facts that may be unknown."""
    plain = st.sampled_from(FIRST).map(is_)

    def joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        parts = st.lists(inner, max_size=3).map(tuple)
        return st.one_of(inner.map(Not), inner.map(Surely), parts.map(All), parts.map(Some))

    return st.recursive(plain, joined, max_leaves=8)


def said(tree: Tree, facts: dict[str, Value]) -> bool:
    """Tell whether a text is right about a case, going by its clauses alone."""
    if isinstance(tree, Group):
        return (all if tree.every else any)(said(part, facts) for part in tree.parts)
    clauses = {
        clause: (name, value)
        for name in FIRST
        for clause, value in ((GLOSSARY[name].so.nl, True), (GLOSSARY[name].not_so.nl, False))
    }
    name, value = clauses[tree.text]
    return facts[name] == value or (bool(tree.tail) and facts[name] == UNKNOWN)


@given(conditions(), st.tuples(*[st.sampled_from(VALUES)] * len(FIRST)))
def test_the_text_says_exactly_when_the_condition_holds(
    condition: Condition, values: tuple[Value, ...]
) -> None:
    """Whoever knows only the text comes to the same answer as the rulebook."""
    facts = dict(zip(FIRST, values, strict=True))
    answer = truth(condition, Reading(facts, 0, POLICIES["standard"], {}))

    assert (answer == TRUE) == said(Speaker("nl").tree(condition), facts)


def test_a_leaf_marks_a_term() -> None:
    """Pages can link a term; a clause is none."""
    assert Speaker("nl", names=NAMES).tree(PROMOTES) == Leaf("het bericht maakt reclame", term=True)
    assert Speaker("nl").tree(is_("requested")) == Leaf("de ontvanger vroeg zelf om dit bericht")


def test_a_rule_says_since_when_where_and_what() -> None:
    """Dates in words, the citation of each period, requirements, effect, exceptions."""
    by_id = {rule.id: rule for rule in RULES}
    customer, minor = rule_text(by_id["nl.soft_opt_in"], "nl"), rule_text(by_id["nl.minor"], "nl")
    called, objection = (
        rule_text(by_id[name], "nl") for name in ("nl.customer_relation.before_2026", "nl.objection")
    )

    assert "Geldt sinds 19 mei 2004. Bron: Tw 11.7(4) (tot 1 juli 2021: Tw 11.7(3))." in customer
    assert "- **Bij u gekocht.** De aankoop of gift was bij uw eigen organisatie of" in customer
    assert "Alleen gevraagd waar dit klopt: *het bericht maakt reclame*." in customer
    assert "Gold van 19 mei 2004 tot 1 juli 2026." in called
    assert "AVG 8(1); UAVG 5 (tot 25 mei 2018: Wbp 5(1))." in minor
    assert "- **Uitzondering:** Een ouder staat achter de toestemming." in minor
    assert "  - **Uitzondering daarop:** Behalve als een kind het alleen gaf." in objection


def test_the_law_cites_in_the_words_of_the_language() -> None:
    """GDPR is AVG in Dutch, a recital an overweging."""
    dutch, english = (rule_text(RULEBOOK.blocks[0], lang) for lang in LANGS)

    assert "Bron: AVG overweging 27 (tot 25 mei 2018: Wbp 1(a))." in dutch
    assert "Source: GDPR recital 27 (until 25 May 2018: Wbp 1(a))." in english


def test_the_book_tells_choices_values_and_fines() -> None:
    """Each policy's choice, the values of the law by period, the maxima, as a maximum and no forecast."""
    dutch = book_text("nl")

    assert "- Gangbare lezing: 24 maanden." in dutch
    assert all(text in dutch for one in SETTINGS.values() for text in (one.point.nl, one.source.nl))
    assert "- Sinds 1 juli 2013: erbij: Kroatië (EER-overeenkomst)." in dutch
    assert "- Sinds 25 mei 2018: 16 (AVG 8(1); UAVG 5)." in dutch
    assert "Ten hoogste € 900.000, of 1% van de wereldwijde jaaromzet als dat meer is" in dutch
    assert "Het zijn maxima, geen voorspelling." in dutch
    assert "- Strenge lezing: 12 maanden." not in book_text("nl", POLICIES["standard"])


def test_the_command_writes_the_book() -> None:
    """In the language and under the reading that is asked for, with the version and that it is no advice."""
    plain = CliRunner().invoke(command, ["--lang", "nl"])
    strict = CliRunner().invoke(command, ["--lang", "en", "--policy", "strict"])

    assert (plain.exit_code, strict.exit_code) == (0, 0)
    assert plain.stdout.startswith(book_text("nl"))
    assert strict.stdout.startswith(book_text("en", POLICIES["strict"]))
    assert version() in plain.stdout
    assert "strict reading; 8 disputed points." in strict.stdout


def test_facts_of_the_tests_may_be_unknown() -> None:
    """The random conditions try not knowing."""
    assert all(FACTS[name].can_be_unknown for name in FIRST)
