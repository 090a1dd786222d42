"""The chain strip: how far a case has come from word to follow-up, each step with date and evidence."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.ledger.chains import Step
from shangliang.proposals.loading import origin_of
from shangliang.proposals.models import AssignmentDeadline, Proposal
from shangliang.proposals.standing import Standing
from shangliang.proposals.telling import told_day
from shangliang.proposals.timeline import Line

State, Publicity = Proposal.State, Proposal.Publicity
WRITING = (State.DRAFT, State.COSIGNING, State.RETURNED)
ENDED = (State.NOT_FILED, State.MERGED, State.OPINION, State.INFORMATION, State.WITHDRAWN)
_NOW = {
    **dict.fromkeys(WRITING, 1),
    State.SUBMITTED: 2,
    State.FINAL_REVIEW: 2,
    State.FILED: 3,
    State.DISTRIBUTED: 4,
    State.REWORK: 4,
    State.REPLIED: 5,
    State.CLOSED: 6,
    State.ARCHIVED: 6,
}


def chain_of(proposal: Proposal, standing: Standing, acts: Iterable[Line]) -> list[Step]:
    """The steps of a case in order; a case that ended early has none after its end. One query."""
    dates = _dates(proposal, standing, acts)
    if proposal.state in ENDED:
        return _ended(proposal, dates)
    now = _NOW[State(proposal.state)]
    anchors = _anchors(proposal, standing)
    labels = zip(_labels(proposal), anchors, strict=True)
    steps = [_step(place, label, now, dates, anchor) for place, (label, anchor) in enumerate(labels)]
    return [*steps, _publication(proposal, now), *_follow_up(proposal, standing)]


def _labels(proposal: Proposal) -> list[str]:
    replied = _("replied again") if proposal.round > 1 else _("replied")
    return [_("spoken"), _("written"), _("filed"), _("assigned"), replied, _("rated")]


_ANCHORS = ("#timeline", "#text", "#timeline", "#units", "#replies", "#ratings")


def _anchors(proposal: Proposal, standing: Standing) -> tuple[str, ...]:
    """Where the steps lead on the page; its part about the units is for those inside, once there are any."""
    if standing.is_inside and proposal.assignments.all():
        return _ANCHORS
    reply = "#public" if proposal.publicity == Publicity.PUBLISHED else "#timeline"
    return (*_ANCHORS[:3], "#timeline", reply, "#timeline")


def _step(place: int, label: str, now: int, dates: list[datetime | None], anchor: str) -> Step:
    state = "done" if place < now else "now" if place == now else "todo"
    moment = dates[place] if state == "done" else None
    return Step(label, state, _day(moment), anchor if state != "todo" else "")


def _ended(proposal: Proposal, dates: list[datetime | None]) -> list[Step]:
    """The way of a case that was not handled on its own."""
    labels = _labels(proposal)
    reached = 2 if proposal.submitted_at else 1
    steps = [_step(place, labels[place], reached, dates, _ANCHORS[place]) for place in range(reached)]
    return [*steps, Step(proposal.get_state_display(), "stop", _day(dates[-1]), "#decision")]


def _dates(proposal: Proposal, standing: Standing, acts: Iterable[Line]) -> list[datetime | None]:
    """When each step was done, and at last the moment of the latest decision."""
    last = {one.kind: one.happened for one in acts if one.voiding is None}
    beginnings = ("draft", "draft_for_collective", "draft_from")
    began = next((last[f"proposals.{one}"] for one in beginnings if f"proposals.{one}" in last), None)
    decided = last_decision(acts)
    return [
        _origin(proposal) or (began if standing.is_proposer else None),
        proposal.submitted_at,
        proposal.filed_at,
        last.get("proposals.distribute"),
        last.get("proposals.await_rating"),
        proposal.closed_at,
        decided.happened if decided else None,
    ]


def last_decision(acts: Iterable[Line]) -> Line | None:
    """The act by which the case left its way, or was sent back on it, last."""
    kinds = {f"proposals.{name}" for name in _DECISIONS}
    decided = [one for one in acts if one.kind in kinds and one.voiding is None]
    return decided[-1] if decided else None


_DECISIONS = (
    "return_for_change",
    "refuse",
    "merge",
    "turn_into_opinion",
    "turn_into_information",
    "withdraw",
    "discard",
    "recall",
)


def _origin(proposal: Proposal) -> datetime | None:
    """When it was first said, if the case grew out of something said elsewhere."""
    found = origin_of(proposal)
    return found.act.happened if found else None


def _publication(proposal: Proposal, now: int) -> Step:
    if proposal.publicity == Publicity.PUBLISHED:
        return Step(_("published"), "done", _day(proposal.published_at), "#public")
    if proposal.publicity == Publicity.WITHHELD:
        return Step(_("not published"), "stop", "", "#timeline")
    return Step(_("published"), "now" if now == len(_ANCHORS) else "todo")


def _follow_up(proposal: Proposal, standing: Standing) -> list[Step]:
    """Only where a reply promised more; for those inside."""
    if not standing.is_inside:
        return []
    kind = AssignmentDeadline.Kind.FOLLOW_UP
    clocks = [d for a in proposal.assignments.all() for d in a.deadlines.all() if d.kind == kind]
    if not clocks:
        return []
    met = [one.met for one in clocks if one.met]
    is_done = len(met) == len(clocks)
    return [
        Step(_("followed up"), "done" if is_done else "now", _day(max(met)) if is_done else "", "#replies")
    ]


def _day(moment: datetime | None) -> str:
    return told_day(timezone.localdate(moment)) if moment else ""
