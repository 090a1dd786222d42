"""The flows of this activity: what is done to proposals, to assignments, and to tables of past cases."""

from shangliang.ledger.flow import Flow
from shangliang.proposals.models import Assignment, PastTable, Proposal

proposals: Flow[Proposal] = Flow("proposals", Proposal)
assignments: Flow[Assignment] = Flow("assignments", Assignment)
past_tables: Flow[PastTable] = Flow("past_tables", PastTable)
