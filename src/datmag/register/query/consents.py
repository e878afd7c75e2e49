"""Every Yes at exactly this address, who gave it, and the one that gives the consent facts (rules 5, 6 and 7).

INVARIANT: an imported Yes does not exist where a No stands under rule 4, whatever its date; nor where this purpose
or all was withdrawn before it: an import never lifts a No. (A withdrawal after it is `consent_withdrawn_at`.)
A confirmation makes an unconfirmed Yes active at the time of the first confirmation.
"""

# ruff: noqa: S608  (the text is made of constants of these modules; values come as parameters)

from datmag.register.query.text import has, holds, sole


def _holder_now(party: str) -> str:
    return f"""EXISTS (SELECT 1 FROM register_holding n WHERE n.address_id = c.address_id
        AND n.party_id = {party} AND {holds("n")})"""


def _bond(kind: str, capacity: str) -> str:
    return f"""c.capacity = '{capacity}' AND EXISTS (
        SELECT 1 FROM register_bond b JOIN register_holding n ON n.party_id = b.b_id
        WHERE b.a_id = c.by_party_id AND b.kind = '{kind}' AND n.address_id = c.address_id
          AND {holds("b")} AND {holds("b", "c.at")} AND {holds("n")})"""


_CONFIRMED = """CASE WHEN c.consent_act = 'unconfirmed' THEN coalesce((
      SELECT min(k.at) FROM register_choice k
      WHERE k.act = 'confirmed' AND k.of = c.seq AND k.at >= c.at AND k.at <= :at
        AND k.recorded_at <= :known_at), NEVER) ELSE NEVER END"""

YES = f"""
given AS MATERIALIZED (
  SELECT c.*, t.channel AS here, {_CONFIRMED} AS confirmed_at
  FROM target t
  CROSS JOIN register_choice c
  LEFT JOIN erased e ON e.address_id = t.address_id AND e.sender_id = :sender
  WHERE c.address_id = t.address_id AND c.act = 'consent' AND c.sender_id = :sender
    AND c.at <= :at AND c.seen_at <= :at AND c.recorded_at <= :known_at
    AND c.seen_at > coalesce(e.at, NEVER)),
yes AS MATERIALIZED (
  SELECT c.seq, c.address_id, c.here, c.by_party_id, c.listed, c.purposes, c.channels, c.measuring, c.evidence, c.names,
    c.bundled, c.informed, c.conditional, c.at AS asked_at,
    CASE WHEN c.confirmed_at <> NEVER THEN c.confirmed_at ELSE c.at END AS at,
    CASE WHEN c.confirmed_at <> NEVER THEN 'active' ELSE c.consent_act END AS act,
    CASE
      WHEN c.capacity = 'self' AND c.confirmed_at <> NEVER AND (
        EXISTS (SELECT 1 FROM register_holding g JOIN register_holding n
          ON n.address_id = g.address_id AND n.party_id = g.party_id
          WHERE g.address_id = c.address_id AND {holds("g", "c.confirmed_at")} AND {holds("n")})
        OR NOT EXISTS (SELECT 1 FROM register_holding g WHERE g.address_id = c.address_id
          AND (({holds("g", "c.confirmed_at")}) OR ({holds("g")})))) THEN 'recipient'
      WHEN c.by_party_id IS NOT NULL THEN CASE
        WHEN {_holder_now("c.by_party_id")} THEN 'recipient'
        WHEN {_bond("parent_of", "parent")} THEN 'parent'
        WHEN {_bond("represents", "representative")} THEN 'representative'
        ELSE 'other' END
      WHEN c.listed = 1 AND c.capacity = 'self' THEN coalesce((
        SELECT CASE WHEN {_holder_now("g.party_id")} THEN 'recipient' ELSE 'other' END
        FROM register_holding g
        WHERE g.address_id = c.address_id AND {holds("g", "c.at")} AND {sole("g", "c.at")}
        LIMIT 1), 'unknown')
      ELSE 'unknown' END AS giver
  FROM given c),
standing AS MATERIALIZED (
  SELECT y.*, n.last_at, n.open_at, n.click_at, n.personal_at, CASE WHEN {has("y.purposes", ":purpose_mark")} THEN 1
                   WHEN y.purposes = '' THEN -1 ELSE 0 END AS covers
  FROM yes y LEFT JOIN noes n ON n.address_id = y.address_id
  WHERE y.listed = 0 OR (n.hard_at = NEVER AND n.first_at >= y.at)),
shown AS MATERIALIZED (
  SELECT * FROM (
    SELECT s.*, row_number() OVER (PARTITION BY s.address_id
      ORDER BY CASE WHEN s.covers = 1 THEN 0 ELSE 1 END, s.at DESC, s.seq DESC) AS place
    FROM standing s) placed
  WHERE place = 1),
consent AS MATERIALIZED (
  SELECT y.address_id, y.at AS consent_at, y.giver AS consent_by, y.act AS consent_act,
    CASE WHEN y.names = '' THEN -1 WHEN {has("y.names", ":sender_mark")} THEN 1 ELSE 0 END AS names_sender,
    CASE WHEN y.names = '' THEN -1 WHEN {has("y.names", ":promoted_mark")} THEN 1 ELSE 0 END AS names_promoted,
    y.bundled, y.conditional, y.informed, y.covers,
    CASE WHEN y.channels = '' THEN -1
         WHEN {has("y.channels", "'|' || y.here || '|'")} THEN 1 ELSE 0 END AS covers_channel,
    y.evidence,
    CASE WHEN y.last_at >= y.at THEN y.last_at ELSE NEVER END AS withdrawn_at,
    coalesce((SELECT max(u.at) FROM register_sent u
      WHERE u.address_id = y.address_id AND u.sender_id = :sender AND u.purpose = :purpose AND :purpose <> ''
        AND u.at >= y.at AND u.at <= :at AND u.seen_at <= :at AND u.recorded_at <= :known_at),
      NEVER) AS last_used_at
  FROM shown y),
measured AS MATERIALIZED (
  SELECT y.address_id,
    max(CASE WHEN {has("y.measuring", "'|open|'")} AND y.open_at < y.at THEN 1 ELSE 0 END) AS open_ok,
    max(CASE WHEN {has("y.measuring", "'|click|'")} AND y.click_at < y.at THEN 1 ELSE 0 END) AS click_ok,
    max(CASE WHEN {has("y.measuring", "'|personal|'")} AND y.personal_at < y.at THEN 1 ELSE 0 END) AS personal_ok
  FROM standing y
  WHERE y.giver = 'recipient' AND y.act = 'active' AND y.evidence = 'full'
  GROUP BY y.address_id),
reminded(address_id) AS MATERIALIZED (
  SELECT DISTINCT y.address_id
  FROM yes y CROSS JOIN register_sent u
  WHERE u.address_id = y.address_id AND y.act = 'unconfirmed' AND u.declared_as = 'consent_confirmation' AND u.sender_id = :sender
    AND u.at >= y.asked_at AND u.at <= :at AND u.seen_at <= :at AND u.recorded_at <= :known_at)
"""
"""`given`: the consents on record; `yes`: with who gave them; `standing`: those that exist; `consent`: the facts."""
