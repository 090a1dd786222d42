"""Proposals, who signs them, the units' assignments and replies, ratings, and what surrounds them."""

from shangliang.proposals.models.assignments import Assignment, AssignmentDeadline, Contact, Reply
from shangliang.proposals.models.leading import Coordination, Instruction, Visit
from shangliang.proposals.models.past import PastTable
from shangliang.proposals.models.proposals import Attachment, Cosignature, Proposal, PublicText, TextVersion
from shangliang.proposals.models.ratings import Rating
from shangliang.proposals.models.summaries import TopicSummary

__all__ = [
    "Assignment",
    "AssignmentDeadline",
    "Attachment",
    "Contact",
    "Coordination",
    "Cosignature",
    "Instruction",
    "PastTable",
    "Proposal",
    "PublicText",
    "Rating",
    "Reply",
    "TextVersion",
    "TopicSummary",
    "Visit",
]
