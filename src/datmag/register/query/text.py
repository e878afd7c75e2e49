"""How the parts of the query are written: `:name` is a parameter, `NEVER` the time that is not there.

Every part is a list of common table expressions. They read the tables with the two clocks of the register:
a row counts where it had happened by `:at` and was written down by `:known_at`. `CROSS JOIN` with its condition
in `WHERE` is an ordinary join; it makes SQLite start from the few addresses that are asked about.
"""

import re

from datmag.moment import NEVER

_PARAMETER = re.compile(r":([a-z_0-9]+)")

HOLDS = "{h}.recorded_at <= :known_at AND {h}.since <= {t} AND ({h}.until = NEVER OR {t} < {h}.until)"
"""A holding or bond `{h}` stands at `{t}`: from `since` up to, not including, `until`."""

SOLE = """NOT EXISTS (SELECT 1 FROM register_holding other WHERE other.address_id = {h}.address_id
      AND other.party_id <> {h}.party_id AND other.recorded_at <= :known_at
      AND other.since <= {t} AND (other.until = NEVER OR {t} < other.until))"""
"""Nobody but the holder of `{h}` holds its address at `{t}`."""


def holds(holding: str, at: str = ":at") -> str:
    """Say that a holding or bond stands at a time."""
    return HOLDS.format(h=holding, t=at)


def sole(holding: str, at: str) -> str:
    """Say that a holding is the only one of its address at a time."""
    return SOLE.format(h=holding, t=at)


def has(column: str, mark: str) -> str:
    """Say that a list of words holds a word; `mark` is the word as `|word|`, a parameter or a literal."""
    return f"replace({column}, {mark}, '') <> {column}"


def finished(sql: str) -> str:
    """Turn the written form into SQL with placeholders for the database driver."""
    told = re.sub(r"\bNEVER\b", f"({NEVER})", sql)
    return _PARAMETER.sub(r"%(q_\1)s", told)
