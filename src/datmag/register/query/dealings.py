"""Every dealing that a holder of the address has part in, each with its own facts (rules 8, 10 and 11)."""

# ruff: noqa: S608  (the text is made of constants of these modules; values come as parameters)

from datmag.register.form import CONSIDERATIONS
from datmag.register.query.text import holds, sole

_OWN_TIME = "CASE WHEN p.at = NEVER THEN p.seen_at ELSE p.at END"
_BUSINESS = "('sole_trader', 'partnership', 'legal_person')"
_RANK = (
    "CASE {column} "
    + " ".join(f"WHEN '{kind}' THEN {n}" for n, kind in enumerate(CONSIDERATIONS))
    + " ELSE 99 END"
)
KIND_RANK = _RANK.format(column="c.sale")
"""The order in which dealings are shown: by kind."""

_STATE = """coalesce((
      SELECT CASE WHEN x.state = 'paid' THEN 'paid' ELSE 'refunded' END FROM register_purchasestate x
      WHERE x.purchase_id = p.id AND x.state IN ('paid', 'refunded', 'cancelled')
        AND x.at <= :at AND x.recorded_at <= :known_at
      ORDER BY x.at DESC, CASE WHEN x.state = 'paid' THEN 1 ELSE 0 END, x.id DESC LIMIT 1), p.consideration)"""
_ENDED = """coalesce((
      SELECT min(x.at) FROM register_purchasestate x
      WHERE x.purchase_id = p.id AND x.at <= :at AND x.recorded_at <= :known_at
        AND (x.state = 'ended' OR (p.running = 1 AND x.state IN ('refunded', 'cancelled')))), NEVER)"""


def _checkout(column: str) -> str:
    return f"""coalesce((
      SELECT {column} FROM register_checkout k
      WHERE k.sender_id = p.sender_id AND p.at <> NEVER AND {holds("k", "p.at")}
      ORDER BY k.since DESC, k.id DESC LIMIT 1), -1)"""


TIES = f"""
circle(address_id, party_id, party_rank) AS MATERIALIZED (
  SELECT address_id, party_id, 1 FROM holder
  UNION
  SELECT h.address_id, b.b_id, 3 FROM holder h CROSS JOIN register_bond b
  WHERE b.a_id = h.party_id AND {holds("b")}
  UNION
  SELECT h.address_id, b.a_id, 3 FROM holder h CROSS JOIN register_bond b
  WHERE b.b_id = h.party_id AND {holds("b")}),
tie(address_id, purchase_id, party_rank, buyer_id) AS (
  SELECT c.address_id, p.id, c.party_rank, p.buyer_id
  FROM circle c CROSS JOIN register_purchase p
  WHERE p.buyer_id = c.party_id
  UNION ALL
  SELECT c.address_id, p.id, c.party_rank, g.party_id
  FROM circle c CROSS JOIN register_holding g CROSS JOIN register_purchase p
  WHERE g.party_id = c.party_id AND p.address_id = g.address_id AND p.buyer_id IS NULL AND {holds("g", _OWN_TIME)} AND {sole("g", _OWN_TIME)}
  UNION ALL
  SELECT h.address_id, p.id, 2, p.buyer_id
  FROM holder h CROSS JOIN register_purchase p CROSS JOIN register_party b
  WHERE p.by_party_id = h.party_id AND b.id = p.buyer_id AND p.by_party_id IS NOT NULL AND b.kind IN {_BUSINESS}
  UNION ALL
  SELECT h.address_id, p.id, 2, g.party_id
  FROM holder h CROSS JOIN register_purchase p CROSS JOIN register_holding g CROSS JOIN register_party b
  WHERE p.by_party_id = h.party_id AND g.address_id = p.address_id AND b.id = g.party_id
    AND p.by_party_id IS NOT NULL AND p.buyer_id IS NULL AND b.kind IN {_BUSINESS}
    AND {holds("g", _OWN_TIME)} AND {sole("g", _OWN_TIME)}
  UNION ALL
  SELECT h.address_id, p.id, 3, coalesce(p.buyer_id, (
    SELECT g.party_id FROM register_holding g
    WHERE g.address_id = p.address_id AND {holds("g", _OWN_TIME)} AND {sole("g", _OWN_TIME)} LIMIT 1))
  FROM holder h CROSS JOIN register_seat s CROSS JOIN register_purchase p
  WHERE s.user_id = h.party_id AND p.id = s.via_id AND s.at <= :at AND s.recorded_at <= :known_at AND NOT EXISTS (
    SELECT 1 FROM register_seatend x
    WHERE x.seat_id = s.id AND x.at <= :at AND x.recorded_at <= :known_at)),
mine(address_id, purchase_id, party_rank, buyer_id) AS MATERIALIZED (
  SELECT address_id, purchase_id, min(party_rank), max(buyer_id) FROM tie GROUP BY address_id, purchase_id)
"""
"""Whose dealing it is: 1 the recipient's, 2 he dealt for the organisation that is the customer, 3 somebody
else's. `circle` is the holders and everybody with a bond to one of them."""

DEALINGS = f"""
dealing AS MATERIALIZED (
  SELECT m.address_id, p.id AS purchase_id, m.party_rank, p.family_id, p.listed, p.given, p.at AS sale_at,
    {_STATE} AS sale,
    CASE WHEN p.sender_id = :sender THEN 'sender'
         WHEN {_OWN_TIME} <= s.upto THEN 'predecessor' ELSE 'other' END AS sale_seller,
    {_ENDED} AS ended_at,
    p.running,
    CASE WHEN p.informed <> -1 THEN p.informed ELSE {_checkout("k.informed")} END AS informed,
    CASE WHEN p.refusal IN ('offered', 'used') THEN 1 WHEN p.refusal = 'not_offered' THEN 0
         ELSE {_checkout("CASE WHEN k.refusal = 'offered' THEN 1 ELSE 0 END")} END AS refusal_offered,
    CASE WHEN p.given = 1 AND p.address_id = m.address_id THEN 1 ELSE 0 END AS given_here
  FROM mine m
  CROSS JOIN register_purchase p
  CROSS JOIN seller s
  LEFT JOIN erased e ON e.address_id = m.address_id AND e.sender_id = p.sender_id
  LEFT JOIN erased o ON o.address_id = m.address_id AND o.sender_id = :sender
  WHERE p.id = m.purchase_id AND s.sender_id = p.sender_id AND p.at <= :at AND p.seen_at <= :at AND p.recorded_at <= :known_at
    AND p.seen_at > coalesce(e.at, NEVER) AND p.seen_at > coalesce(o.at, NEVER)
    AND NOT EXISTS (SELECT 1 FROM register_erasure x
      WHERE x.party_id = m.buyer_id AND x.sender_id = p.sender_id
        AND x.at >= p.seen_at AND x.at <= :at AND x.recorded_at <= :known_at)),
relation AS MATERIALIZED (
  SELECT address_id, max(CASE WHEN party_rank < 3 THEN 1 ELSE 0 END) AS own,
    max(CASE WHEN party_rank < 3 AND running = 1 AND ended_at = NEVER THEN 1 ELSE 0 END) AS running
  FROM dealing GROUP BY address_id)
"""
"""What a dealing leaves open about `informed` or `refusal` comes from its seller's checkout at its moment. A
contract that runs ends by `contract_end`, or by a refund or cancellation, whichever came first."""

ALIKE = """
alike(family_id, likeness) AS MATERIALIZED (
  SELECT b.family_id, max(CASE WHEN b.family_id = o.family_id THEN 1 ELSE coalesce((
      SELECT max(CASE l.likeness WHEN 'same' THEN 1 WHEN 'similar' THEN 2 WHEN 'accessory' THEN 3
                                 WHEN 'same_range' THEN 4 ELSE 6 END)
      FROM register_likeness l
      WHERE l.bought_id = b.family_id AND l.offered_id = o.family_id
        AND l.at <= :at AND (l.revoked_at = NEVER OR :at < l.revoked_at)
        AND l.recorded_at <= :known_at), 5) END)
  FROM (SELECT DISTINCT family_id FROM dealing WHERE family_id IS NOT NULL) b
  CROSS JOIN ({asked}) o
  GROUP BY b.family_id)
"""
"""Of a list of families the least similar counts, `dissimilar` (6) before undecided (5); of several standing
decisions about one pair as well."""
