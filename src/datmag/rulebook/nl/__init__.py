"""The Dutch rules on mailings, one module per step of the verdict."""

from datmag.rulebook.nl import classes, duties, grounds, message, objection, sources, texts
from datmag.rulebook.rule import Rulebook

RULEBOOK = Rulebook(
    name="nl",
    edition="2026.1",
    blocks=classes.BLOCKS,
    releases=classes.RELEASES,
    objections=objection.OBJECTIONS,
    lifted=objection.LIFTED,
    misuses=classes.MISUSES,
    grounds=grounds.GROUNDS,
    duties=duties.DUTIES,
    obligations=duties.OBLIGATIONS,
    promotes=message.PROMOTES,
    strippable=classes.STRIPPABLE,
    fines=(sources.AP, sources.ACM),
    also={"objected": "ACM", "consent_withdrawn": "ACM"},
    unfined=("deceased", "unknown_fact"),
    no_ground=sources.BAN,
    texts={
        **texts.REASONS,
        **{f"ground:{name}": text for name, text in texts.GROUNDS.items()},
        **{f"obligation:{name}": text for name, text in texts.OBLIGATIONS.items()},
    },
)
"""The rulebook in force."""
