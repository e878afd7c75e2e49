"""The floor of the column databases: outcome, deciding code and obligations as one writes them by hand in SQL.

The usual reading at the law since 1 July 2026; shared sub-expressions stand once, in nested selects. `{at}` is
the moment of sending, `{year}` and `{two}` are 12 and 24 months before it, `{never}` a time that is not there.
"""

from datmag.moment import NEVER, Moment
from datmag.rulebook.term import Term

_EEA = (
    "'NL', 'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT', "
    "'LI', 'LT', 'LU', 'LV', 'MT', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'"
)

_TEXT = """
WITH plain AS (SELECT *,
  channel NOT IN ('phone', 'post') AS electronic,
  commercial_content <> 'none' OR promotes <> 'own' OR ideological_content = 1 OR charitable_content = 1 AS promoting,
  recipient_age >= 0 AND recipient_age < 16 AS child,
  erased_at <> {never} AND erased_at <= {at} AS was_erased,
  address_collected_at > erased_at AND address_collected_at <= {at} AS given_again,
  objected_at <> {never} AND objected_at <= {at} AS objected,
  consent_withdrawn_at <> {never} AND consent_withdrawn_at <= {at} AS withdrawn,
  consent_at <> {never} AS consented,
  greatest(consent_at, CASE WHEN consent_last_used_at <= {at} THEN consent_last_used_at ELSE {never} END) AS used_at,
  CASE WHEN relation_ended_at <> {never} THEN relation_ended_at ELSE sale_at END AS ended_at,
  relation_ended_at > {at} OR (relation_ended_at = {never} AND uses_service = 1) AS running,
  sale = 'donation' AND sender_kind = 'charity' AS gave,
  sale IN ('paid', 'payment_due') AS bought,
  recipient_kind IN ('sole_trader', 'partnership', 'legal_person') AS business,
  requested = 1 AND requested_at <= {at} AS asked,
  declared_as = 'consent_confirmation' AND consent_act = 'unconfirmed' AND consent_at <> {never}
    AND consent_at <= {at} AS signed_up,
  declared_as = 'service' AND service_content_necessary = 1 AS needed,
  promotes IN ('own_with_sponsor', 'third_party') AS for_others
  FROM FACTS),
consenting AS (SELECT *,
  child AND parental_consent <> 1 AND NOT (consented AND consent_by = 'parent') AS alone,
  consent_by IN ('recipient', 'representative') OR (consent_by = 'parent' AND child) AS own_yes,
  promotes = 'own' OR consent_names_promoted_party = 1 AS named,
  was_erased AND NOT given_again AS erased,
  was_erased AND given_again AS anew,
  running OR ended_at >= {two} AS in_term,
  running OR ended_at >= {year} AS in_year,
  promoting AND channel <> 'post' AND NOT gave AND similarity NOT IN ('same', 'similar', 'accessory') AS unlike,
  sale_at <= {at} AND (bought OR gave) AND (channel <> 'phone' OR recipient_kind = 'legal_person'
    OR sender_kind IN ('charity', 'good_cause_lottery', 'press_publisher')) AS dealt,
  electronic AND address_source = 'published' AND recipient_kind <> 'natural_person' AS published,
  electronic AND recipient_kind <> 'natural_person' AND recipient_country NOT IN ({eea}) AS abroad
  FROM plain),
sound AS (SELECT *,
  own_yes AND consented AND consent_at < {at} AND consent_act = 'active' AND consent_bundled = 0
    AND consent_conditional <> 1 AND consent_informed = 1 AND consent_names_sender = 1 AND named
    AND consent_covers_purpose = 1 AND consent_covers_channel = 1 AND consent_evidence = 'full' AS sound
  FROM consenting),
lifting AS (SELECT *,
  sound AND used_at >= {two} AS consent,
  sound AND used_at >= {year} AS fresh,
  consent_by = 'recipient' AND NOT alone AS may_lift
  FROM sound),
minding AS (SELECT *,
  withdrawn AND NOT (may_lift AND consent AND consent_withdrawn_at < consent_at) AS takes_back,
  withdrawn AND NOT (may_lift AND fresh AND consent_withdrawn_at < consent_at) AS strictly_takes_back
  FROM lifting),
standing AS (SELECT *,
  objected AND NOT (may_lift AND consent AND objected_at < consent_at AND NOT takes_back) AS objects,
  objected AND NOT (may_lift AND fresh AND objected_at < consent_at AND NOT strictly_takes_back) AS strictly_objects
  FROM minding),
refusing AS (SELECT *,
  objected OR withdrawn AS refused,
  greatest(CASE WHEN objects THEN objected_at ELSE {never} END,
           CASE WHEN takes_back THEN consent_withdrawn_at ELSE {never} END) AS no_at,
  greatest(CASE WHEN strictly_objects THEN objected_at ELSE {never} END,
           CASE WHEN strictly_takes_back THEN consent_withdrawn_at ELSE {never} END) AS strict_no_at
  FROM standing),
grounds AS (SELECT *,
  needed AND NOT promoting AS served,
  asked AND (no_at = {never} OR requested_at > no_at) AS still_asked,
  asked AND (strict_no_at = {never} OR requested_at > strict_no_at) AS strictly_asked,
  signed_up AND (no_at = {never} OR consent_at > no_at) AS waits,
  signed_up AND (strict_no_at = {never} OR consent_at > strict_no_at) AS strictly_waits,
  NOT child AND NOT refused AND dealt AND sale_seller IN ('sender', 'predecessor') AND promotes = 'own'
    AND sale_party IN ('recipient', 'represented') AND NOT unlike AND in_term
    AND (channel = 'post' OR (address_source = 'own_sale' AND informed_at_collection = 1
         AND refusal_offered_at_collection = 1)) AS relation,
  NOT child AND NOT refused AND published AND business AND address_designation = 'advertising_matching' AS listed,
  NOT child AND NOT refused AND abroad AND business AS outside
  FROM refusing),
released AS (SELECT *,
  CASE declared_as WHEN 'service' THEN served
    WHEN 'requested' THEN still_asked AND promotes <> 'own_with_sponsor'
    WHEN 'consent_confirmation' THEN NOT promoting AND repeat_request <> 1 AND (still_asked OR waits)
    ELSE FALSE END AS released,
  relation AND in_year AND sale <> 'payment_due'
    AND (similarity <> 'accessory' OR NOT promoting OR channel = 'post' OR gave) AS strict_relation,
  relation AND electronic AND bought AS soft,
  consent OR relation OR listed OR outside AS carried,
  CASE WHEN channel = 'phone' THEN TRUE WHEN channel = 'post' THEN identifies_sender = 1
    ELSE identifies_sender = 1 AND stop_address_valid = 1 AND unsubscribe = 'works' END AS dutiful,
  recipient_deceased = 1 OR erased AS stopped
  FROM grounds),
judged AS (SELECT *,
  NOT stopped AND (released OR (NOT alone AND NOT objects AND NOT takes_back AND carried AND dutiful)) AS permitted,
  NOT consent AND relation AND (soft OR NOT (listed OR outside)) AS by_relation
  FROM released)
SELECT
  CASE WHEN permitted THEN 1 ELSE 0 END AS permitted,
  CASE WHEN permitted THEN -1
    WHEN recipient_deceased = 1 THEN 0
    WHEN erased THEN 1
    WHEN alone THEN 2
    WHEN NOT (carried AND NOT objects AND NOT takes_back) AND (declared_as = 'consent_request'
      OR (declared_as = 'consent_confirmation' AND NOT promoting)) THEN 3
    WHEN NOT (carried AND NOT objects AND NOT takes_back) AND promoting AND (declared_as IN ('service', 'consent_confirmation')
      OR (declared_as = 'requested' AND still_asked)) THEN 4
    WHEN objects THEN 5
    WHEN takes_back THEN 6
    WHEN NOT carried THEN least(
      CASE WHEN dealt AND NOT refused THEN
        ((CASE WHEN sale_seller IN ('sender', 'predecessor') THEN 0 ELSE 1 END
          + CASE WHEN promotes = 'own' THEN 0 ELSE 1 END
          + CASE WHEN sale_party IN ('recipient', 'represented') THEN 0 ELSE 1 END
          + CASE WHEN unlike THEN 1 ELSE 0 END + CASE WHEN in_term THEN 0 ELSE 1 END + CASE WHEN child THEN 1 ELSE 0 END
          + CASE WHEN channel = 'post' OR address_source = 'own_sale' THEN 0 ELSE 1 END
          + CASE WHEN channel = 'post' OR informed_at_collection = 1 THEN 0 ELSE 1 END
          + CASE WHEN channel = 'post' OR refusal_offered_at_collection = 1 THEN 0 ELSE 1 END) * 16
          + CASE WHEN channel = 'post' THEN 5 WHEN channel = 'phone' THEN 6 WHEN gave THEN 4 ELSE 0 END) * 64
        + CASE WHEN child THEN 2 WHEN for_others THEN 7
            WHEN promotes = 'group_company' OR sale_seller IN ('group_company', 'other') THEN 8
            WHEN sale_party = 'other' THEN 9 WHEN unlike AND similarity <> 'unknown' THEN 10
            WHEN NOT in_term AND ended_at <> {never} THEN 11
            WHEN channel = 'post' THEN 20 WHEN address_source NOT IN ('own_sale', 'unknown') THEN 12
            WHEN informed_at_collection = 0 OR refusal_offered_at_collection = 0 THEN 13 ELSE 20 END
        ELSE 21461 END,
      CASE WHEN consented THEN
        ((CASE WHEN own_yes THEN 0 ELSE 1 END + CASE WHEN consent_at < {at} THEN 0 ELSE 1 END
          + CASE WHEN consent_act = 'active' THEN 0 ELSE 1 END + CASE WHEN consent_bundled = 0 THEN 0 ELSE 1 END
          + CASE WHEN consent_conditional = 1 THEN 1 ELSE 0 END + CASE WHEN consent_informed = 1 THEN 0 ELSE 1 END
          + CASE WHEN consent_names_sender = 1 THEN 0 ELSE 1 END + CASE WHEN named THEN 0 ELSE 1 END
          + CASE WHEN consent_covers_purpose = 1 THEN 0 ELSE 1 END + CASE WHEN consent_covers_channel = 1 THEN 0 ELSE 1 END
          + CASE WHEN consent_evidence = 'full' THEN 0 ELSE 1 END + CASE WHEN used_at >= {two} THEN 0 ELSE 1 END) * 16
          + 1) * 64
        + CASE WHEN for_others AND consent_names_promoted_party = 0 THEN 7
            WHEN consent_names_sender = 0 OR (promotes = 'group_company' AND consent_names_promoted_party = 0) THEN 8
            WHEN NOT own_yes AND consent_by <> 'unknown' THEN 9 WHEN consent_at >= {at} THEN 14
            WHEN consent_act NOT IN ('active', 'unknown') OR consent_bundled = 1 OR consent_conditional = 1
              OR consent_informed = 0 THEN 15
            WHEN consent_covers_purpose = 0 OR consent_covers_channel = 0 THEN 16
            WHEN used_at < {two} THEN 17 WHEN consent_evidence IN ('partial', 'none') THEN 18 ELSE 20 END
        ELSE 21461 END,
      CASE WHEN published AND NOT refused THEN
        ((CASE WHEN child THEN 1 ELSE 0 END + CASE WHEN business THEN 0 ELSE 1 END
          + CASE WHEN address_designation = 'advertising_matching' THEN 0 ELSE 1 END) * 16 + 2) * 64
        + CASE WHEN child THEN 2 WHEN address_designation NOT IN ('advertising_matching', 'unknown') THEN 19 ELSE 20 END
        ELSE 21461 END,
      CASE WHEN abroad AND NOT refused THEN
        ((CASE WHEN child THEN 1 ELSE 0 END + CASE WHEN business THEN 0 ELSE 1 END) * 16 + 3) * 64
        + CASE WHEN child THEN 2 ELSE 20 END
        ELSE 21461 END) & 63
    WHEN identifies_sender = 0 THEN 22
    WHEN channel = 'post' THEN 20
    WHEN stop_address_valid = 0 THEN 23
    WHEN unsubscribe = 'none' THEN 24
    WHEN unsubscribe = 'broken' THEN 25
    WHEN unsubscribe = 'needs_login' THEN 26
    ELSE 20 END AS reason,
  CASE WHEN NOT permitted THEN 0 ELSE
    CASE WHEN released THEN 0 ELSE 31 END
    + CASE WHEN NOT released AND (consent OR (listed AND NOT soft)) THEN 32 ELSE 0 END
    + CASE WHEN open_tracking = 1 AND open_tracking_consent <> 1 THEN 64 ELSE 0 END
    + CASE WHEN click_tracking = 'individual' AND click_tracking_consent <> 1 THEN 128 ELSE 0 END
    + CASE WHEN personalisation_consent <> 1 AND (personalised = 'behaviour'
        OR (personalised = 'purchases' AND (released OR NOT (consent OR soft)))) THEN 256 ELSE 0 END
    + CASE WHEN NOT released AND (address_source IN ('published', 'third_party', 'friend', 'other')
        OR (by_relation AND sale_seller = 'predecessor')) THEN 512 ELSE 0 END
    + CASE WHEN NOT released AND recipient_country <> 'NL' THEN 1024 ELSE 0 END
    + CASE WHEN anew OR (released AND declared_as <> 'service' AND NOT (strictly_asked OR strictly_waits))
        OR (NOT released AND (NOT (fresh OR strict_relation OR listed OR outside)
          OR (by_relation AND (gave AND electronic OR sale_seller = 'predecessor')))) THEN 2048 ELSE 0 END
    + CASE WHEN by_relation AND channel = 'post' AND NOT released THEN 4096 ELSE 0 END
  END AS obligations
FROM judged
"""


def by_hand(table: str, at: Moment) -> str:
    """Give the statement for a moment of sending that is not the last day of a month."""
    return _TEXT.replace("FACTS", table).format(
        at=at, year=Term.before(at, 12).start, two=Term.before(at, 24).start, never=NEVER, eea=_EEA
    )
