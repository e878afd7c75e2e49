"""Whom the question is about: the addresses, who holds them, the senders that count, erasures (rules 2, 3, 10, 11)."""

# ruff: noqa: S608  (the text is made of constants of these modules; values come as parameters)

from datmag.register.query.text import holds

SENDERS = """
lineage(sender_id, ok, upto) AS (
  SELECT CAST(:sender AS text), 1, CAST(:far AS bigint)
  UNION
  SELECT t.from_sender_id,
         l.ok * t.whole * t.told * t.refusal * CASE WHEN t.at <= l.upto THEN 1 ELSE 0 END,
         t.at
  FROM lineage l JOIN register_takeover t ON t.to_sender_id = l.sender_id
  WHERE t.at <= :at AND t.recorded_at <= :known_at),
seller(sender_id, upto) AS MATERIALIZED (
  SELECT CAST(:sender AS text), CAST(:far AS bigint)
  UNION ALL
  SELECT sender_id, max(CASE WHEN ok = 1 THEN upto ELSE NEVER END)
  FROM lineage WHERE sender_id <> :sender GROUP BY sender_id)
"""
"""The sender, and those whose business it took over, also in turn. `upto`: dealings up to then are a
predecessor's; a later one was made by somebody whom nobody told, so it is of `other` (rule 10)."""

ON_RECORD = """
population(address_id) AS MATERIALIZED (
  SELECT address_id FROM register_listrow
  WHERE sender_id = :sender AND at <= :at AND recorded_at <= :known_at
  UNION
  SELECT address_id FROM register_choice
  WHERE sender_id = :sender AND act IN ('consent', 'request') AND seen_at <= :at AND recorded_at <= :known_at
  UNION
  SELECT address_id FROM register_choice
  WHERE act = 'published' AND at <= :at AND recorded_at <= :known_at
  UNION
  SELECT address_id FROM register_seat
  WHERE sender_id = :sender AND at <= :at AND recorded_at <= :known_at
  UNION
  SELECT h.address_id FROM register_seat s JOIN register_holding h ON h.party_id = s.user_id
  WHERE s.sender_id = :sender AND s.at <= :at AND s.recorded_at <= :known_at
  UNION
  SELECT p.address_id FROM register_purchase p JOIN seller s ON s.sender_id = p.sender_id
  WHERE p.address_id IS NOT NULL AND p.seen_at <= :at AND p.recorded_at <= :known_at
  UNION
  SELECT h.address_id FROM (
    SELECT p.buyer_id AS party_id
    FROM register_purchase p JOIN seller s ON s.sender_id = p.sender_id
    WHERE p.buyer_id IS NOT NULL AND p.seen_at <= :at AND p.recorded_at <= :known_at
    UNION
    SELECT p.by_party_id
    FROM register_purchase p JOIN seller s ON s.sender_id = p.sender_id
    WHERE p.by_party_id IS NOT NULL AND p.seen_at <= :at AND p.recorded_at <= :known_at
  ) dealt JOIN register_holding h ON h.party_id = dealt.party_id)
"""
"""Everybody on record with the sender: in a list, by a Yes, a request, an account or a dealing; and published
addresses. Who only ever said No is not on record."""

TARGET = """
target(address_id, channel, kind, k_mailbox) AS MATERIALIZED (
  SELECT a.id, a.channel, a.kind, a.k_mailbox FROM register_address a
  WHERE a.recorded_at <= :known_at AND {which})
"""

STRANGER = """
target(address_id, channel, kind, k_mailbox) AS MATERIALIZED (
  SELECT CAST(0 AS bigint), CAST(:channel AS text), CAST('unknown' AS text), CAST(:stranger AS text))
"""
"""An address that is not on record: a No under its mailbox key reaches it all the same."""

PEOPLE = f"""
holder(address_id, party_id, holding_id) AS MATERIALIZED (
  SELECT h.address_id, h.party_id, min(h.id)
  FROM target t CROSS JOIN register_holding h
  WHERE h.address_id = t.address_id AND {holds("h")}
  GROUP BY h.address_id, h.party_id),
recipient AS MATERIALIZED (
  SELECT h.address_id, min(h.holding_id) AS first_holding, count(*) AS many,
    max(CASE WHEN p.kind = 'natural_person' THEN 2 WHEN p.kind = 'unknown' THEN 1 ELSE 0 END) AS natural,
    max(p.born) AS born,
    sum(CASE WHEN EXISTS (
      SELECT 1 FROM register_death d
      WHERE d.party_id = p.id AND d.at <= :at AND d.recorded_at <= :known_at) THEN 1 ELSE 0 END) AS dead
  FROM holder h CROSS JOIN register_party p
  WHERE p.id = h.party_id
  GROUP BY h.address_id),
gone(address_id, party_id, sender_id, at) AS MATERIALIZED (
  SELECT h.address_id, h.party_id, e.sender_id, max(e.at)
  FROM holder h CROSS JOIN register_erasure e
  WHERE e.party_id = h.party_id AND e.sender_id IN (SELECT sender_id FROM seller)
    AND e.at <= :at AND e.recorded_at <= :known_at
  GROUP BY h.address_id, h.party_id, e.sender_id),
erased(address_id, sender_id, at) AS MATERIALIZED (
  SELECT address_id, sender_id, max(at) FROM gone GROUP BY address_id, sender_id)
"""
"""Who holds the addresses now, what is known of them, and when one of them was erased. What happened at an
address up to the latest erasure of one of its holders counts no more (rule 11)."""
