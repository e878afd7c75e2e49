"""Every No that reaches an address (rules 4 and 14): through its mailbox, or by the person who holds it.

A withdrawal of all is an objection where it finds no consent on record, neither at the address through which it
came nor at the address asked about; made to a predecessor it always is, for consents do not pass on. What an
import brings later is not found: an import never lifts a No. Nor does an erasure: a wiped consent is not found.
"""

# ruff: noqa: S608  (the text is made of constants of these modules; values come as parameters)

from datmag.register.ledger import NOES
from datmag.register.query.text import holds, sole

_ACTS = ", ".join(f"'{act}'" for act in NOES)
_COVERS = """({n}.scope IN ('all', 'unclear') OR ({n}.scope = 'purpose' AND {n}.word = :purpose_folded AND :purpose <> '')
      OR ({n}.scope = 'channel' AND {n}.word = t.channel))"""
_FOUND = """EXISTS (SELECT 1 FROM register_choice y WHERE y.address_id = {address} AND y.act = 'consent'
        AND y.sender_id = :sender AND y.at <= c.at AND y.seen_at <= c.at AND y.recorded_at <= :known_at
        AND y.seen_at > coalesce(e.at, NEVER))"""
_OWN = "c.act = 'withdrawal' AND c.sender_id = :sender"
_THIS = "(c.scope = 'all' OR (c.word = :purpose_folded AND :purpose <> ''))"


def _latest(condition: str) -> str:
    return f"max(CASE WHEN {condition} THEN c.at ELSE NEVER END)"


NOES_SQL = f"""
reach(address_id, seq) AS MATERIALIZED (
  SELECT t.address_id, c.seq
  FROM target t CROSS JOIN register_choice c
  WHERE c.k_mailbox = t.k_mailbox AND c.act IN ({_ACTS})
  UNION
  SELECT h.address_id, c.seq
  FROM holder h CROSS JOIN register_choice c
  WHERE c.by_party_id = h.party_id AND c.act IN ({_ACTS}) AND c.by_party_id IS NOT NULL
  UNION
  SELECT h.address_id, c.seq
  FROM holder h CROSS JOIN register_holding g CROSS JOIN register_choice c
  WHERE g.party_id = h.party_id AND c.address_id = g.address_id AND c.act IN ({
    _ACTS
}) AND c.by_party_id IS NULL
    AND {holds("g", "c.at")} AND {sole("g", "c.at")}),
suppressed(address_id, at) AS MATERIALIZED (
  SELECT t.address_id, max(n.since_at)
  FROM target t CROSS JOIN register_suppression n
  WHERE n.k_mailbox = t.k_mailbox AND (n.sender = '*' OR n.sender IN (SELECT sender_id FROM seller))
    AND n.since_at <= :at AND n.seen_at <= :at AND n.recorded_at <= :known_at
    AND {_COVERS.format(n="n")}
  GROUP BY t.address_id),
said AS MATERIALIZED (
  SELECT r.address_id,
    {
    _latest(
        f"(c.act <> 'withdrawal' AND {_COVERS.format(n='c')}) OR "
        f"(c.act = 'withdrawal' AND c.scope = 'all' AND (c.sender_id <> :sender OR NOT "
        f"({_FOUND.format(address='c.address_id')} AND {_FOUND.format(address='r.address_id')})))"
    )
} AS hard_at,
    {_latest(f"{_OWN} AND c.scope = 'all'")} AS all_at,
    {_latest(f"{_OWN} AND {_THIS}")} AS last_at,
    min(CASE WHEN {_OWN} AND {_THIS} THEN c.at ELSE :far END) AS first_at,
    {_latest(f"{_OWN} AND (c.scope = 'all' OR c.word = 'open')")} AS open_at,
    {_latest(f"{_OWN} AND (c.scope = 'all' OR c.word = 'click')")} AS click_at,
    {_latest(f"{_OWN} AND (c.scope = 'all' OR c.word = 'personal')")} AS personal_at
  FROM reach r
  CROSS JOIN register_choice c
  LEFT JOIN target t ON t.address_id = r.address_id
  LEFT JOIN erased e ON e.address_id = r.address_id AND e.sender_id = :sender
  WHERE c.seq = r.seq AND c.sender_id IN (SELECT sender_id FROM seller)
    AND c.at <= :at AND c.seen_at <= :at AND c.recorded_at <= :known_at
  GROUP BY r.address_id),
noes AS MATERIALIZED (
  SELECT t.address_id,
    CASE WHEN coalesce(n.at, NEVER) > coalesce(s.hard_at, NEVER) THEN n.at
         ELSE coalesce(s.hard_at, NEVER) END AS hard_at,
    coalesce(s.all_at, NEVER) AS all_at,
    coalesce(s.last_at, NEVER) AS last_at,
    coalesce(s.first_at, :far) AS first_at,
    coalesce(s.open_at, NEVER) AS open_at,
    coalesce(s.click_at, NEVER) AS click_at,
    coalesce(s.personal_at, NEVER) AS personal_at
  FROM target t
  LEFT JOIN said s ON s.address_id = t.address_id
  LEFT JOIN suppressed n ON n.address_id = t.address_id)
"""
"""Per address: `hard_at` the latest objection; `all_at` the latest withdrawal of all; `last_at` and `first_at`
the latest and first withdrawal of this purpose or of all; the rest withdrawals of a measuring."""
