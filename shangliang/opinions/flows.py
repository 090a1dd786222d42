"""The flows of this activity: suggestions, referrals, QR codes, envelopes of the vault, and information reports."""

from shangliang.ledger.flow import Flow
from shangliang.opinions.models import (
    Code,
    Disclosure,
    Dispatch,
    Informant,
    Issue,
    Peer,
    Periodical,
    Referral,
    Report,
    Suggestion,
)

suggestions: Flow[Suggestion] = Flow("suggestions", Suggestion)
referrals: Flow[Referral] = Flow("referrals", Referral)
codes: Flow[Code] = Flow("codes", Code)
disclosures: Flow[Disclosure] = Flow("disclosures", Disclosure)
reports: Flow[Report] = Flow("reports", Report)
dispatches: Flow[Dispatch] = Flow("dispatches", Dispatch)
issues: Flow[Issue] = Flow("issues", Issue)
periodicals: Flow[Periodical] = Flow("periodicals", Periodical)
informants: Flow[Informant] = Flow("informants", Informant)
peers: Flow[Peer] = Flow("peers", Peer)
