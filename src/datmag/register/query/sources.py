"""Where the address comes from, since when, and what else is the same in every case (rules 9, 11, 12 and 13)."""

# ruff: noqa: S608  (the text is made of constants of these modules; values come as parameters)

from datmag.register.query.text import holds, sole

_COUNTS = "{x}.at <= :at AND {x}.recorded_at <= :known_at"
_AFTER = "{x} > coalesce(e.at, NEVER)"

PUBLISHED = f"""
publication AS MATERIALIZED (
  SELECT * FROM (
    SELECT c.address_id, c.at, c.designation, c.subjects,
      row_number() OVER (PARTITION BY c.address_id ORDER BY c.at DESC, c.seq DESC) AS place
    FROM target t CROSS JOIN register_choice c
    WHERE c.address_id = t.address_id AND c.act = 'published' AND {_COUNTS.format(x="c")} AND EXISTS (
      SELECT 1 FROM register_holding n WHERE n.address_id = c.address_id AND {holds("n")}
        AND (n.party_id = c.by_party_id OR EXISTS (
          SELECT 1 FROM register_bond b
          WHERE b.a_id = c.by_party_id AND b.b_id = n.party_id AND b.kind = 'represents' AND {holds("b")})))
  ) placed WHERE place = 1),
published AS MATERIALIZED (
  SELECT p.address_id, p.designation, p.subjects, CASE WHEN EXISTS (
      SELECT 1 FROM register_choice c
      WHERE c.address_id = p.address_id AND c.act = 'unpublished' AND c.at >= p.at AND {_COUNTS.format(x="c")})
    THEN 0 ELSE 1 END AS stands
  FROM publication p)
"""
"""The latest publication by a holder, or by who represents one; ended by a later (or simultaneous) end."""

TRACES = f"""
trace(address_id, party_id, at) AS MATERIALIZED (
  SELECT h.address_id, h.party_id, p.at
  FROM holder h CROSS JOIN register_purchase p
  WHERE p.address_id = h.address_id AND p.sender_id = :sender AND p.listed = 0 AND {_COUNTS.format(x="p")}
    AND coalesce(p.by_party_id, p.buyer_id) = h.party_id
  UNION ALL
  SELECT h.address_id, h.party_id, y.at
  FROM yes y CROSS JOIN register_holding h
  WHERE h.address_id = y.address_id AND y.listed = 0 AND y.giver = 'recipient' AND {holds("h")}
    AND (y.by_party_id = h.party_id OR {sole("h", ":at")})
  UNION ALL
  SELECT h.address_id, h.party_id, c.at
  FROM holder h CROSS JOIN register_choice c
  WHERE c.address_id = h.address_id AND c.act = 'request' AND c.sender_id = :sender AND c.by_party_id = h.party_id AND {_COUNTS.format(x="c")}
  UNION ALL
  SELECT h.address_id, h.party_id, s.at
  FROM holder h CROSS JOIN register_seat s
  WHERE s.address_id = h.address_id AND s.sender_id = :sender AND s.user_id = h.party_id AND {_COUNTS.format(x="s")}),
step(address_id, party_id, first_at, last_at) AS MATERIALIZED (
  SELECT t.address_id, t.party_id, min(t.at), max(t.at)
  FROM trace t LEFT JOIN erased e ON e.address_id = t.address_id AND e.sender_id = :sender
  WHERE {_AFTER.format(x="t.at")}
  GROUP BY t.address_id, t.party_id),
collected(address_id, at) AS MATERIALIZED (
  SELECT g.address_id, CASE WHEN count(s.first_at) = count(*) THEN max(s.first_at) ELSE NEVER END
  FROM gone g LEFT JOIN step s ON s.address_id = g.address_id AND s.party_id = g.party_id
  WHERE g.sender_id = :sender
  GROUP BY g.address_id
  UNION ALL
  SELECT s.address_id, min(s.first_at) FROM step s
  WHERE s.address_id NOT IN (SELECT g.address_id FROM gone g WHERE g.sender_id = :sender)
  GROUP BY s.address_id),
alive(address_id, at) AS MATERIALIZED (
  SELECT address_id, max(last_at) FROM step GROUP BY address_id)
"""
"""What the person himself did with this address here: a sale, a Yes, a request, an account; never a list row.
After an erasure the address is collected anew by the first such thing of each holder who was erased."""

STANDINGS = f"""
standing_of AS MATERIALIZED (
  SELECT t.*, coalesce(e.at, NEVER) AS erased_at,
    CASE WHEN EXISTS (SELECT 1 FROM register_seat s
      WHERE s.address_id = t.address_id AND s.sender_id = :sender
        AND {_COUNTS.format(x="s")} AND {_AFTER.format(x="s.at")}) THEN 1 ELSE 0 END AS account_here,
    CASE WHEN EXISTS (SELECT 1 FROM register_choice c
      WHERE c.address_id = t.address_id AND c.act IN ('consent', 'request') AND c.sender_id = :sender
        AND c.seen_at <= :at AND {_COUNTS.format(x="c")} AND {_AFTER.format(x="c.seen_at")}) THEN 1 ELSE 0 END
      AS said_here,
    CASE WHEN EXISTS (SELECT 1 FROM register_purchase p
      WHERE p.address_id = t.address_id AND p.sender_id IN (SELECT sender_id FROM seller)
        AND p.seen_at <= :at AND {_COUNTS.format(x="p")} AND {_AFTER.format(x="p.seen_at")}
        AND (p.sender_id = :sender OR NOT EXISTS (SELECT 1 FROM erased o
          WHERE o.address_id = t.address_id AND o.sender_id = p.sender_id AND o.at >= p.seen_at)))
      THEN 1 ELSE 0 END AS sold_here,
    CASE WHEN EXISTS (SELECT 1 FROM register_choice c
      WHERE c.address_id = t.address_id AND c.act = 'request' AND c.sender_id = :sender
        AND {_COUNTS.format(x="c")} AND {_AFTER.format(x="c.at")} AND c.by_party_id IN (
          SELECT n.party_id FROM register_holding n WHERE n.address_id = t.address_id AND {holds("n")}))
      THEN 1 ELSE 0 END AS request_here,
    coalesce((SELECT l.source FROM register_listrow l
      WHERE l.address_id = t.address_id AND l.sender_id = :sender
        AND {_COUNTS.format(x="l")} AND {_AFTER.format(x="l.at")}
      ORDER BY l.at DESC, l.id DESC LIMIT 1), '') AS list_source,
    coalesce((SELECT min(l.at) FROM register_listrow l
      WHERE l.address_id = t.address_id AND l.sender_id = :sender
        AND {_COUNTS.format(x="l")} AND {_AFTER.format(x="l.at")}), NEVER) AS listed_at,
    coalesce((SELECT max(b.at) FROM register_bounce b
      WHERE b.address_id = t.address_id AND b.sender_id = :sender AND b.kind = 'hard'
        AND {_COUNTS.format(x="b")}), NEVER) AS bounced_at,
    {{requested}} AS requested_at
  FROM target t LEFT JOIN erased e ON e.address_id = t.address_id AND e.sender_id = :sender),
seated(address_id, many) AS MATERIALIZED (
  SELECT h.address_id, count(*)
  FROM holder h
  CROSS JOIN register_seat s
  LEFT JOIN erased e ON e.address_id = h.address_id AND e.sender_id = :sender
  WHERE s.user_id = h.party_id AND s.sender_id = :sender AND {_COUNTS.format(x="s")} AND {_AFTER.format(x="s.at")} AND NOT EXISTS (
    SELECT 1 FROM register_seatend x
    WHERE x.seat_id = s.id AND x.at <= :at AND x.recorded_at <= :known_at)
  GROUP BY h.address_id),
has_form(address_id) AS MATERIALIZED (
  SELECT DISTINCT address_id FROM standing WHERE giver = 'recipient')
"""

REQUESTED = f"""CASE WHEN EXISTS (SELECT 1 FROM register_sent u
      WHERE u.answers = :answers AND u.answers <> '' AND {_COUNTS.format(x="u")}) THEN NEVER
    ELSE coalesce((SELECT max(c.at) FROM register_choice c
      WHERE c.act = 'request' AND c.ref = :answers AND c.address_id = t.address_id AND c.sender_id = :sender
        AND {_COUNTS.format(x="c")} AND {_AFTER.format(x="c.at")}), NEVER) END"""
"""The request that the message answers, made through this address and not answered yet."""
