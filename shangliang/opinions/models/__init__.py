"""What the public says, where, who must answer it, who takes it up, who spoke, kept apart; and the reports."""

from shangliang.opinions.models.appeals import Appeal
from shangliang.opinions.models.clues import Claim, Support
from shangliang.opinions.models.codes import Code, CodeDay
from shangliang.opinions.models.disclosures import Disclosure
from shangliang.opinions.models.dispatches import Dispatch, Result
from shangliang.opinions.models.exchange import Incoming, Outgoing, Peer
from shangliang.opinions.models.handovers import Handover
from shangliang.opinions.models.informants import Informant
from shangliang.opinions.models.periodicals import Issue, Periodical
from shangliang.opinions.models.referrals import Referral, ReferralDeadline
from shangliang.opinions.models.reports import Report
from shangliang.opinions.models.suggestions import Photo, Rating, Suggestion, SuggestionDeadline
from shangliang.opinions.models.vault import Identity

__all__ = [
    "Appeal",
    "Claim",
    "Code",
    "CodeDay",
    "Disclosure",
    "Dispatch",
    "Handover",
    "Identity",
    "Incoming",
    "Informant",
    "Issue",
    "Outgoing",
    "Peer",
    "Periodical",
    "Photo",
    "Rating",
    "Referral",
    "ReferralDeadline",
    "Report",
    "Result",
    "Suggestion",
    "SuggestionDeadline",
    "Support",
]
