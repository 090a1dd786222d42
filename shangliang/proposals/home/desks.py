"""For the desks: queues with counts and ages, what is late, key proposals and directions that wait."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shangliang.bodies.queries import units_of
from shangliang.core.homes import Choice, Home, Part, Queues, Row, Rows, Visit, days_of, home_part
from shangliang.ledger.kept import keeper_for
from shangliang.proposals.desks import leading, office, supervision, units
from shangliang.proposals.telling import told_clock, told_day
from shangliang.proposals.views import desk_rows as show
from shangliang.proposals.views.leaders import candidate_of

LATE, LED, DIRECTED = 5, 8, 8


@home_part(Home.OFFICE, order=10)
def office_desk(visit: Visit) -> Iterator[Part]:
    """All queues of the office, and the assignments that are late."""
    frame = show.frame_of(visit.user, visit.body)
    keeper = keeper_for(visit.body.pk)
    counts = keeper.keep("desk", lambda: office.counts(visit.body))
    oldest = keeper.keep("desk-oldest", lambda: office.oldest(visit.body))
    yield _queues(frame, office.QUEUES, counts, oldest, "desk")
    late = office.assignments(office.queue_named("overdue"), visit.body)
    yield _late(frame, late, "supervision_case", reverse("proposals:desk"))


@home_part(Home.SUPERVISION, order=10)
def supervision_desk(visit: Visit) -> Iterator[Part]:
    """All queues of the supervision office, and the assignments that are late."""
    frame = show.frame_of(visit.user, visit.body)
    counts = keeper_for(visit.body.pk).keep("supervision", lambda: supervision.counts(visit.body))
    yield _queues(frame, supervision.QUEUES, counts, {}, "supervision")
    late = office.assignments(office.queue_named("overdue"), visit.body)
    yield _late(frame, late, "supervision_case", reverse("proposals:supervision"))


@home_part(Home.UNIT, order=10)
def unit_desk(visit: Visit) -> Iterator[Part]:
    """All queues of the unit, what is late, and what must be answered next."""
    frame = show.frame_of(visit.user, visit.body)
    key = ("units", tuple(sorted(units_of(visit.user))))
    counts = keeper_for(visit.body.pk).keep(key, lambda: units.counts(visit.user))
    yield _queues(frame, units.QUEUES, counts, {}, "units")
    late = units.assignments(units.queue_named("overdue"), visit.user)
    yield _late(frame, late, "unit_case", reverse("proposals:units"))
    soon = units.assignments(units.queue_named("soon"), visit.user).order_by("due", "pk")[:LATE]
    rows = [_assignment(frame, one, "unit_case") for one in soon]
    yield Rows(
        "soon",
        _("To answer next"),
        rows,
        empty_title=_("Nothing falls due within ten working days"),
        empty_text=_("What must be answered soon appears here, the nearest day first."),
    )
    yield from days_of(rows, _to_answer, show.address("units", queue="soon"))


def _to_answer(count: int) -> str:
    return ngettext("%(count)s answer due", "%(count)s answers due", count) % {"count": count}


def _queues(
    frame: show.Frame, queues: tuple[Any, ...], counts: dict[str, int], oldest: dict[str, datetime], desk: str
) -> Queues:
    rows = [
        {
            "label": queue.label,
            "count": counts[queue.name],
            "href": show.address(desk, queue=queue.name),
            "urgent": queue.is_urgent and counts[queue.name] > 0,
            "age": show.waiting(frame, oldest.get(queue.name)) if counts[queue.name] else None,
        }
        for queue in queues
        if queue.name in counts
    ]
    return Queues("queues", _("Queues"), rows)


def _late(frame: show.Frame, rows: Any, where: str, desk: str) -> Rows:
    return Rows(
        "late",
        _("Late"),
        [_assignment(frame, one, where) for one in rows.order_by("due", "pk")[:LATE]],
        more=f"{desk}?queue=overdue",
        more_label=_("All that is late"),
        empty_title=_("Nothing is late"),
        empty_text=_("What misses its due day appears here, the longest overdue first."),
    )


def _assignment(frame: show.Frame, one: Any, where: str) -> Row:
    return show.assignment_row(frame, one, show.address(where, one.pk))


@home_part(Home.LEADER, order=10)
def leaders_page(visit: Visit) -> Iterator[Part]:
    """The key proposals a leader leads, directions whose effect is not recorded, candidates to decide on."""
    frame, more = show.frame_of(visit.user, visit.body), reverse("proposals:leaders")
    yield Rows(
        "led",
        _("Key proposals you lead"),
        [_led(frame, one) for one in leading.led_by(visit.user, visit.body)[:LED]],
        more=more,
        more_label=_("With visits and directions"),
        empty_title=_("You lead no key proposal at present"),
        empty_text=_("When the office names you to lead one, it stands here with its units and clocks."),
    )
    waiting = leading.instructed_by(visit.user).filter(effect="")[:DIRECTED]
    yield Rows(
        "directed",
        _("Directions waiting for an effect"),
        [_directed(one) for one in waiting],
        empty_title=_("No direction is waiting"),
        empty_text=_("What you directed stands here until the office records what came of it."),
    )
    chosen = leading.candidates(visit.user, visit.body)[:LED]
    if rows := [candidate_of(one) for one in chosen]:
        yield Rows("candidates", _("Candidates for key proposals"), rows)


def _led(frame: show.Frame, proposal: Any) -> Row:
    current = list(proposal.assignments.all())
    clocks = [clock for one in current for clock in one.deadlines.all()]
    first = min(clocks, key=lambda one: one.due) if clocks else None
    return {
        "title": str(proposal),
        "href": show.address("show", proposal.pk),
        "meta": [show.number_of(proposal), "、".join(str(one.unit) for one in current)],
        "badges": [{"label": proposal.get_state_display(), "tone": "soft"}],
        "clock": told_clock(first, frame.calendar) if first else None,
    }


def _directed(one: Any) -> Row:
    return {
        "title": str(one.proposal),
        "href": show.address("show", one.proposal_id),
        "text": one.text,
        "meta": [told_day(one.day)],
    }


@home_part(Home.LEADER, Home.OFFICE, order=90)
def numbers_page(visit: Visit) -> Iterator[Part]:
    """The way to all numbers of the body."""
    yield Choice(
        _("See how the whole stands"),
        _("What was received, answered and settled this session, each number with its rows."),
        f"{reverse('proposals:statistics')}?body={visit.body.region.code}",
    )
