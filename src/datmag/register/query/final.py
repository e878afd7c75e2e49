"""The rows of facts: everything that is the same for a person, once for each of his dealings (rule 8)."""

# ruff: noqa: S608  (the text is made of constants of these modules; values come as parameters)

from datmag.register.query.dealings import KIND_RANK

BASE = """
base AS MATERIALIZED (
  SELECT d.address_id, d.channel, d.kind AS address_kind, d.k_mailbox,
    coalesce(fh.party_id, 0) AS party_id,
    CASE WHEN r.natural = 2 THEN 'natural_person' WHEN r.natural = 1 THEN 'unknown'
         ELSE coalesce(fp.kind, 'unknown') END AS recipient_kind,
    CASE WHEN coalesce(r.born, 0) = 0 THEN -1 WHEN r.born > :at_ymd THEN 0
         ELSE (:at_ymd - r.born) / 10000 END AS recipient_age,
    CASE WHEN coalesce(r.dead, 0) > 0 AND r.dead = r.many THEN 1 ELSE 0 END AS recipient_deceased,
    CASE WHEN coalesce(fp.country, '') = '' THEN 'NL' ELSE fp.country END AS recipient_country,
    d.erased_at,
    coalesce(g.at, NEVER) AS address_collected_at,
    CASE WHEN coalesce(g.at, NEVER) = NEVER THEN d.listed_at ELSE g.at END AS collected_at,
    CASE WHEN coalesce(p.stands, 0) = 1 THEN 'published'
         WHEN d.account_here = 1 THEN 'own_account'
         WHEN f.address_id IS NOT NULL OR d.request_here = 1 THEN 'own_form'
         WHEN d.list_source NOT IN ('', 'unknown') THEN d.list_source
         WHEN p.stands = 0 THEN 'other' ELSE 'unknown' END AS source,
    CASE WHEN coalesce(p.stands, 0) = 0 THEN 'unknown'
         WHEN p.designation <> 'advertising' THEN p.designation
         WHEN p.subjects IN ('', '|') OR ({all_subjects}) THEN 'advertising_matching'
         ELSE 'advertising_other' END AS address_designation,
    CASE WHEN s.many IS NOT NULL OR coalesce(b.running, 0) = 1 THEN 1 ELSE 0 END AS uses_service,
    coalesce(b.own, 0) AS own_dealing,
    CASE WHEN d.list_source <> '' OR d.account_here = 1 OR d.said_here = 1 OR d.sold_here = 1
           OR s.many IS NOT NULL OR coalesce(b.own, 0) = 1 THEN 1 ELSE 0 END AS on_record,
    CASE WHEN c.consent_at IS NULL AND n.all_at > n.hard_at THEN n.all_at
         WHEN n.last_at > n.hard_at AND n.last_at < c.consent_at
           AND NOT (c.consent_act = 'active' AND c.consent_by IN ('recipient', 'parent', 'representative'))
         THEN n.last_at ELSE n.hard_at END AS objected_at,
    coalesce(c.consent_at, NEVER) AS consent_at,
    coalesce(c.consent_by, 'unknown') AS consent_by,
    coalesce(c.consent_act, 'unknown') AS consent_act,
    coalesce(c.names_sender, -1) AS consent_names_sender,
    coalesce(c.names_promoted, -1) AS consent_names_promoted_party,
    coalesce(c.bundled, -1) AS consent_bundled,
    coalesce(c.conditional, 0) AS consent_conditional,
    coalesce(c.informed, -1) AS consent_informed,
    coalesce(c.covers, -1) AS consent_covers_purpose,
    coalesce(c.covers_channel, -1) AS consent_covers_channel,
    coalesce(c.evidence, 'unknown') AS consent_evidence,
    coalesce(c.withdrawn_at, NEVER) AS consent_withdrawn_at,
    coalesce(c.last_used_at, NEVER) AS consent_last_used_at,
    coalesce(m.open_ok, 0) AS open_tracking_consent,
    coalesce(m.click_ok, 0) AS click_tracking_consent,
    coalesce(m.personal_ok, 0) AS personalisation_consent,
    CASE WHEN u.address_id IS NOT NULL THEN 1 ELSE 0 END AS repeat_request,
    CASE WHEN d.requested_at = NEVER THEN 0 ELSE 1 END AS requested,
    d.requested_at,
    CASE WHEN d.bounced_at <> NEVER AND coalesce(a.at, NEVER) <= d.bounced_at THEN 1 ELSE 0 END AS bounced
  FROM standing_of d
  LEFT JOIN noes n ON n.address_id = d.address_id
  LEFT JOIN recipient r ON r.address_id = d.address_id
  LEFT JOIN register_holding fh ON fh.id = r.first_holding
  LEFT JOIN register_party fp ON fp.id = fh.party_id
  LEFT JOIN collected g ON g.address_id = d.address_id
  LEFT JOIN alive a ON a.address_id = d.address_id
  LEFT JOIN published p ON p.address_id = d.address_id
  LEFT JOIN has_form f ON f.address_id = d.address_id
  LEFT JOIN seated s ON s.address_id = d.address_id
  LEFT JOIN relation b ON b.address_id = d.address_id
  LEFT JOIN consent c ON c.address_id = d.address_id
  LEFT JOIN measured m ON m.address_id = d.address_id
  LEFT JOIN reminded u ON u.address_id = d.address_id)
"""
"""One row per address. Where no consent exists for a withdrawal of all to end, it is an objection. So is a
withdrawal after which only a sign-up came that was never confirmed, or that somebody else made: anybody can type
an address into a form, and that must not bring back the customer exception."""

CASES = """
cases AS (
  SELECT d.address_id, d.purchase_id AS dealing, d.party_rank, d.given_here, d.listed, d.given, d.sale, d.sale_seller,
    d.sale_at, d.ended_at, d.informed, d.refusal_offered, coalesce(l.likeness, 5) AS likeness, 0 AS bare
  FROM dealing d LEFT JOIN alike l ON l.family_id = d.family_id
  UNION ALL
  SELECT t.address_id, 0, 0, 0, 0, 1, 'none', 'unknown', NEVER, NEVER, -1, -1, 5, 1 FROM target t)
"""

FINAL = f"""
SELECT b.address_id, b.party_id, b.k_mailbox, c.dealing,
  row_number() OVER (PARTITION BY b.address_id ORDER BY c.bare, CASE WHEN c.party_rank = 3 THEN 1 ELSE 0 END,
    c.given_here DESC, {KIND_RANK}, CASE c.likeness WHEN 5 THEN 7 ELSE c.likeness END,
    c.sale_at DESC, c.dealing DESC) AS dealing_rank,
  b.collected_at, b.bounced, b.on_record,
  b.channel, b.recipient_kind, b.recipient_age, 0 AS parental_consent, b.recipient_deceased, b.recipient_country,
  b.erased_at, b.address_kind,
  CASE WHEN c.given_here = 1 AND c.party_rank < 3 THEN 'own_sale'
       WHEN b.source = 'own_sale' AND c.listed = 1 AND c.given = 0 THEN 'unknown'
       ELSE b.source END AS address_source,
  b.address_collected_at, b.address_designation, b.uses_service,
  c.sale,
  CASE c.party_rank WHEN 1 THEN 'recipient' WHEN 2 THEN 'represented' WHEN 3 THEN 'other' ELSE 'unknown' END
    AS sale_party,
  c.sale_seller, c.sale_at, c.ended_at AS relation_ended_at,
  c.informed AS informed_at_collection, c.refusal_offered AS refusal_offered_at_collection,
  b.requested, b.requested_at, b.objected_at,
  b.consent_at, b.consent_by, b.consent_act, b.consent_names_sender, b.consent_names_promoted_party,
  b.consent_bundled, b.consent_conditional, b.consent_informed, b.consent_covers_purpose,
  b.consent_covers_channel, b.consent_evidence, b.consent_withdrawn_at, b.consent_last_used_at,
  b.open_tracking_consent, b.click_tracking_consent, b.personalisation_consent,
  CASE WHEN :needed = 0 THEN 0 WHEN b.uses_service = 1 OR b.own_dealing = 1 THEN 1
       WHEN :everybody = 1 AND b.on_record = 1 THEN 1 ELSE 0 END AS service_content_necessary,
  b.repeat_request,
  CASE c.likeness WHEN 1 THEN 'same' WHEN 2 THEN 'similar' WHEN 3 THEN 'accessory' WHEN 4 THEN 'same_range'
    WHEN 6 THEN 'dissimilar' ELSE 'unknown' END AS similarity
FROM cases c LEFT JOIN base b ON b.address_id = c.address_id
"""

KEYS = (
    "address_id",
    "party_id",
    "k_mailbox",
    "dealing",
    "dealing_rank",
    "collected_at",
    "bounced",
    "on_record",
)
"""The columns of a row that are no facts."""

COLUMNS = (
    "channel",
    "recipient_kind",
    "recipient_age",
    "parental_consent",
    "recipient_deceased",
    "recipient_country",
    "erased_at",
    "address_kind",
    "address_source",
    "address_collected_at",
    "address_designation",
    "uses_service",
    "sale",
    "sale_party",
    "sale_seller",
    "sale_at",
    "relation_ended_at",
    "informed_at_collection",
    "refusal_offered_at_collection",
    "requested",
    "requested_at",
    "objected_at",
    "consent_at",
    "consent_by",
    "consent_act",
    "consent_names_sender",
    "consent_names_promoted_party",
    "consent_bundled",
    "consent_conditional",
    "consent_informed",
    "consent_covers_purpose",
    "consent_covers_channel",
    "consent_evidence",
    "consent_withdrawn_at",
    "consent_last_used_at",
    "open_tracking_consent",
    "click_tracking_consent",
    "personalisation_consent",
    "service_content_necessary",
    "repeat_request",
    "similarity",
)
"""The columns of a row that are facts of `decision.md`, by their names there."""
