"""The two flows of this activity: what is done to proposals, and what to assignments."""

from shangliang.ledger.flow import Flow
from shangliang.proposals.models import Assignment, Proposal

proposals: Flow[Proposal] = Flow("proposals", Proposal)
assignments: Flow[Assignment] = Flow("assignments", Assignment)
