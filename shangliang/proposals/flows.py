"""The flows of this activity: what is done to proposals, to assignments, to tables of past cases, to summaries."""

from shangliang.ledger.flow import Flow
from shangliang.proposals.models import Assignment, PastTable, Proposal, TopicSummary

proposals: Flow[Proposal] = Flow("proposals", Proposal)
assignments: Flow[Assignment] = Flow("assignments", Assignment)
past_tables: Flow[PastTable] = Flow("past_tables", PastTable)
topic_summaries: Flow[TopicSummary] = Flow("topic_summaries", TopicSummary)
