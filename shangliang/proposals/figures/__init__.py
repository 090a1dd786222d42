"""The numbers proposals can state about themselves: counts that add up, and what came of the cases."""

from shangliang.proposals.figures import answers
from shangliang.proposals.figures.answers import OUTCOME_LABELS, SETTLED
from shangliang.proposals.figures.parts import (
    APP,
    ASSIGNMENT_PARTS,
    CASE_PARTS,
    ENDS,
    RATING_PARTS,
    Part,
    percent,
    share_of,
)

__all__ = [
    "APP",
    "ASSIGNMENT_PARTS",
    "CASE_PARTS",
    "ENDS",
    "OUTCOME_LABELS",
    "RATING_PARTS",
    "SETTLED",
    "Part",
    "answers",
    "percent",
    "share_of",
]
