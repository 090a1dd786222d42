"""Earlier cases on the same matter, or with the same text, with their replies, as this person may read them."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from shangliang.bodies.models import Body
from shangliang.core.text import excerpt
from shangliang.insight.text.marks import Marked
from shangliang.insight.text.passages import marked_passages
from shangliang.insight.text.similar import Alike, Question, similar
from shangliang.insight.text.verdict import Verdict
from shangliang.proposals.models import Assignment, Proposal, Reply
from shangliang.proposals.models.visibility import PRIVATE

LONGEST_READ = 8_000
_EXCERPT = 160


@dataclass(frozen=True)
class SimilarCase:
    """An earlier case as this person may read it: title, the beginning of its text and of its reply."""

    pk: int
    title: str
    number: int | None
    state: str
    text: str
    reply: str
    passages: Marked
    probability: float
    verdict: Verdict
    is_inside: bool


def similar_cases(
    user: Any,
    body: Body,
    *,
    title: str,
    suggestion: str = "",
    besides: int | None = None,
    most: int = 5,
    question: Question = "same_matter",
) -> list[SimilarCase]:
    """The submitted cases of a body most like a text, best first, among those the person may open.

    A case that is not theirs in full is compared by its public text only: a search tells nothing else."""
    where = Q(body=body) & ~Q(state__in=PRIVATE)
    title, text = title[:LONGEST_READ], suggestion[:LONGEST_READ]
    found = similar(
        user, question, title=title, text=text, kind="proposal", where=where, besides=besides, most=most
    )
    rows = Proposal.objects.visible_to(user).select_related("public_text").in_bulk([one.pk for one in found])
    return _with_replies([_case(one, rows[one.pk], f"{title}\n{text}") for one in found if one.pk in rows])


def _case(one: Alike, row: Proposal, asked: str) -> SimilarCase:
    is_inside = one.face == "inside"
    return SimilarCase(
        row.pk,
        str(row) if is_inside else row.public_text.title,
        row.number,
        row.get_state_display(),
        excerpt(one.document.text if is_inside else row.public_text.text, _EXCERPT),
        "" if is_inside else excerpt(row.public_text.reply, 200),
        marked_passages(excerpt(one.document.text, _EXCERPT), asked),
        one.probability,
        one.verdict,
        is_inside,
    )


def _with_replies(rows: list[SimilarCase]) -> list[SimilarCase]:
    """The delivered replies of the cases read in full. One query."""
    own = {one.pk for one in rows if one.is_inside}
    found = Reply.objects.filter(assignment__proposal_id__in=own, delivered__isnull=False)
    found = found.exclude(assignment__duty=Assignment.Duty.JOINT).select_related("assignment")
    letters = {one.assignment.proposal_id: one.text for one in found.order_by("delivered")}
    return [replace(one, reply=excerpt(letters[one.pk], 200)) if one.pk in letters else one for one in rows]
