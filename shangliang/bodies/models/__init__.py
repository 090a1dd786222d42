"""Bodies and their people, units, terms and rules."""

from shangliang.bodies.models.deadlines import Deadline
from shangliang.bodies.models.imports import ImportDraft
from shangliang.bodies.models.people import Membership, Post
from shangliang.bodies.models.places import Body, Region, Unit
from shangliang.bodies.models.rules import CalendarDay, Counter, RuleSet
from shangliang.bodies.models.terms import Collective, Session, Term

__all__ = [
    "Body",
    "CalendarDay",
    "Collective",
    "Counter",
    "Deadline",
    "ImportDraft",
    "Membership",
    "Post",
    "Region",
    "RuleSet",
    "Session",
    "Term",
    "Unit",
]
