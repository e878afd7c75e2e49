"""What a rulebook is made of: dated and cited rules, each one line in a table that every reader shares."""

from dataclasses import dataclass, field

from datmag.errors import DatmagError
from datmag.moment import Moment
from datmag.rulebook.condition import ALWAYS, AT, Before, Condition, Some, fixed, not_later
from datmag.rulebook.fact import Parameter
from datmag.words import Text


class RuleConflictError(DatmagError):
    """Two rules of the same level that give different answers for one case: a mistake in the rulebook."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands in the law, by period.

    Args:
        periods: (from when, citation) pairs, the earliest first.
        elsewhere: the same by channel, for channels on which the rule stands in another law.
    """

    periods: tuple[tuple[Moment, str], ...]
    elsewhere: tuple[tuple[str, tuple[tuple[Moment, str], ...]], ...] = ()

    def at(self, at: Moment, channel: str = "") -> str:
        """Give the citation with the paragraph number of that period."""
        periods = dict(self.elsewhere).get(channel, self.periods)
        return next((text for since, text in reversed(periods) if since <= at), periods[0][1])

    @property
    def begins(self) -> set[Moment]:
        """The moments at which a citation changes."""
        return {
            since for periods in (self.periods, *(more for _, more in self.elsewhere)) for since, _ in periods
        }


@dataclass(frozen=True, slots=True)
class Fine:
    """The highest fine: the higher of an amount in euros and a share of the worldwide yearly turnover.

    Args:
        authority: who may impose it.
        amount_eur: whole euros.
        turnover_percent: whole percents.
        valid_from: first moment of this maximum.
        valid_from_day: the same as a Dutch calendar day, ISO 8601.
        supervises: first moment at which there was a law that the authority supervises.
        codes: the reason codes that it belongs to; empty for the authority of all others.
    """

    authority: str
    amount_eur: int
    turnover_percent: int
    valid_from: Moment
    valid_from_day: str
    supervises: Moment
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition of a ground, or one duty of the message: one line of the decision page.

    Args:
        name: last part of its id.
        code: the reason code where it is false; where it is not known the code is `unknown_fact`.
        holds: what must be true.
        asked: only where this is true is it asked at all; never not known.
        source: its own citation, where it is another than the ground's.
    """

    name: str
    code: str
    holds: Condition
    asked: Condition = ALWAYS
    source: Source | None = None

    @property
    def met(self) -> Condition:
        """It holds, or it is not asked."""
        return self.holds if self.asked == ALWAYS else ~self.asked | self.holds


@dataclass(frozen=True, slots=True)
class Dated:
    """A rule that is in force from `since` up to, not including, `until`."""

    id: str
    since: Moment
    until: Moment | None
    source: Source

    def in_force(self, at: Moment) -> bool:
        """Tell whether the rule is in force at a moment."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Exemption(Dated):
    """A named exception: where it holds, the rule that lists it does not apply. It may have exceptions itself.

    Args:
        when: where it holds.
        unless: exceptions to this exception.
    """

    when: Condition
    unless: "tuple[Exemption, ...]" = ()
    applies: Condition = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Join the condition with its exceptions."""
        object.__setattr__(self, "applies", excepted(self, self.when, self.unless))


def excepted(rule: Dated, when: Condition, unless: tuple[Exemption, ...]) -> Condition:
    """Give where a rule applies: its condition holds, and none of the exceptions in force does."""
    if not unless:
        return when
    return when & ~Some(tuple(_while_in_force(one, rule) for one in unless))


def _while_in_force(one: Exemption, rule: Dated) -> Condition:
    begun = () if one.since <= rule.since else (not_later(fixed(one.since), AT),)
    ended = () if one.until is None else (Before(AT, fixed(one.until)),)
    applies = one.applies
    for dates in (*begun, *ended):
        applies = dates & applies
    return applies


@dataclass(frozen=True, slots=True)
class Ground(Dated):
    """A ground for marketing: tested where it is begun, holds where every requirement is true.

    Args:
        name: its word in the list of grounds.
        begun: never not known.
        requirements: each one condition with its code.
        rank: who speaks first in a tie of the closest miss; lower is first.
    """

    name: str
    begun: Condition
    requirements: tuple[Requirement, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class Block(Dated):
    """Something that stops every message (`everything`) or all marketing."""

    code: str
    when: Condition
    everything: bool
    unless: tuple[Exemption, ...] = ()
    applies: Condition = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Join the condition with its exceptions."""
        object.__setattr__(self, "applies", excepted(self, self.when, self.unless))


@dataclass(frozen=True, slots=True)
class Release(Dated):
    """A message that is no marketing and goes out on this ground."""

    ground: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Objection(Dated):
    """A No that stands: it beats every marketing ground. `shows` is the fact to show with it."""

    code: str
    when: Condition
    shows: str
    unless: tuple[Exemption, ...] = ()
    applies: Condition = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Join the condition with its exceptions."""
        object.__setattr__(self, "applies", excepted(self, self.when, self.unless))


@dataclass(frozen=True, slots=True)
class Misuse(Dated):
    """A class of message by its content: the code where no ground carries it."""

    code: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Duty(Dated):
    """What a marketing message itself must hold."""

    requirement: Requirement


@dataclass(frozen=True, slots=True)
class Obligation(Dated):
    """What the sender must do or leave when a permitted message goes out.

    Args:
        code: its word in the list of obligations; several rules may give the same one.
        when: may also read the findings `ground`, `held_<ground>` and `strict_permits`.
    """

    code: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of one country, in the order in which a verdict comes about.

    Args:
        name: the first word of the version.
        edition: year and number.
        blocks, releases, objections, misuses, grounds, duties, obligations: the tables.
        lifted: an objection was on record, and a later consent of the recipient lifted it: then that
            consent alone carries the message.
        promotes: the message promotes.
        strippable: all promotion may be taken out as a cure.
        fines: per authority; the last one is for every code not named.
        also: codes that break a second authority's law as well, with that authority.
        unfined: codes without a fine.
        parameters: the values that the law itself sets.
        texts: texts for people, by reason code, ground (`ground:…`) and obligation (`obligation:…`); a reason code
            with the last part of a rule's id (`other_entity.own_company`) is for that rule alone.
    """

    name: str
    edition: str
    blocks: tuple[Block, ...]
    releases: tuple[Release, ...]
    objections: tuple[Objection, ...]
    lifted: Condition
    misuses: tuple[Misuse, ...]
    grounds: tuple[Ground, ...]
    duties: tuple[Duty, ...]
    obligations: tuple[Obligation, ...]
    promotes: Condition
    strippable: Condition
    fines: tuple[Fine, ...]
    also: dict[str, str]
    unfined: tuple[str, ...]
    no_ground: Source
    parameters: tuple[Parameter, ...]
    texts: dict[str, Text]

    def __post_init__(self) -> None:
        """Refuse an id that stands twice, and grounds that would both be right at the same moment.

        Raises:
            RuleConflictError: that is so; the sentence names both rules.
        """
        ids = [rule.id for rule in dated(self)]
        twice = next((one for one in ids if ids.count(one) > 1), None)
        if twice:
            raise RuleConflictError(
                Text(
                    f"de regel `{twice}` staat er twee keer in: geef een van beide een andere naam",
                    f"the rule `{twice}` stands in it twice: give one of them another id",
                )
            )
        for one in self.grounds:
            for other in self.grounds:
                if one is not other and one.name == other.name and _overlap(one, other):
                    raise RuleConflictError(
                        Text(
                            f"`{one.id}` en `{other.id}` gelden tegelijk: laat de ene eindigen waar de andere begint",
                            f"`{one.id}` and `{other.id}` are in force at once: end one where the other begins",
                        )
                    )
                if one.name != other.name and one.rank == other.rank:
                    raise RuleConflictError(
                        Text(
                            f"`{one.id}` en `{other.id}` hebben allebei `rank` {one.rank}: geef elke grond een eigen",
                            f"`{one.id}` and `{other.id}` both have `rank` {one.rank}: give each ground its own",
                        )
                    )

    def text_key(self, code: str, rule: str) -> str:
        """Give the key of the text of a reason code where this rule speaks: that of the rule alone, else the code."""
        alone = f"{code}.{rule.rpartition('.')[2]}"
        return alone if alone in self.texts else code


def dated(book: Rulebook) -> list[Dated]:
    """Give every rule of a book, in the order in which a verdict comes about; exceptions stand in their rules."""
    return [
        *book.blocks, *book.releases, *book.misuses, *book.objections, *book.grounds, *book.duties, *book.obligations
    ]  # fmt: skip


def periods(book: Rulebook) -> tuple[Moment, ...]:
    """Give the moments at which a rule or a parameter of the law begins or ends, in order."""
    rules = dated(book)
    for rule in rules:
        if isinstance(rule, Block | Objection | Exemption):
            rules.extend(rule.unless)
    begun = {since for one in book.parameters for since, _, _ in one.periods}
    ended = {rule.until for rule in rules if rule.until is not None}
    return tuple(sorted({rule.since for rule in rules} | begun | ended))


def borders(book: Rulebook) -> tuple[Moment, ...]:
    """Give the moments at which anything changes that is said of a case: rules, citations, fines; in order."""
    rules = dated(book)
    sources = [rule.source for rule in rules]
    sources += [need.source for ground in book.grounds for need in ground.requirements if need.source]
    cited = {since for source in (*sources, book.no_ground) for since in source.begins}
    fined = {moment for fine in book.fines for moment in (fine.valid_from, fine.supervises)}
    return tuple(sorted({*periods(book), *cited, *fined}))


def _overlap(one: Dated, other: Dated) -> bool:
    return (one.until is None or other.since < one.until) and (other.until is None or one.since < other.until)
