"""Numbers about answers: what replies settle, what is late, how long it takes, and shares of a hundred."""

from typing import Any

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.models import Deadline
from shangliang.core.errors import Sentence
from shangliang.ledger.figures import Number, Scope, figure
from shangliang.proposals import counted
from shangliang.proposals.figures.parts import APP, ASSIGNMENTS, IS_FILED, percent, share_of
from shangliang.proposals.models import AssignmentDeadline

REPLIES, PERCENT = pgettext_lazy("measure", "replies"), "%"
DAYS = pgettext_lazy("measure", "working days")
SETTLED = ("solved", "under_way", "planned")
OUTCOME_LABELS: dict[str, Sentence] = {
    "solved": _("solved"),
    "under_way": _("under way"),
    "planned": _("planned"),
    "not_possible": _("not possible at present"),
    "noted": _("noted for reference"),
}
_OUTCOME_DEFINITION = _(
    "Last replies whose class means this, whatever its letter: every body has its own list of classes, and "
    "a reply is read by the list of its day. A class after follow-up stands beside it and is not counted."
)
Rows = QuerySet[Any]


@figure(
    f"{APP}replies",
    _("replies"),
    unit=REPLIES,
    definition=_(
        "Delivered replies to the filed cases; of each unit that of its last round. Joint opinions are none."
    ),
)
def replies(scope: Scope) -> "Rows":
    """Of each answering unit the last reply that was delivered."""
    return counted.replies(scope)


def _declare_outcome(outcome: str, label: Sentence) -> None:
    @figure(f"{APP}{outcome}", label, unit=REPLIES, definition=_OUTCOME_DEFINITION)
    def _rows(scope: Scope) -> "Rows":
        return counted.replies(scope).filter(counted.with_outcomes(scope)[outcome])


for _outcome, _label in OUTCOME_LABELS.items():
    _declare_outcome(_outcome, _label)


@figure(
    f"{APP}late",
    _("late assignments"),
    unit=ASSIGNMENTS,
    definition=_(
        "Assignments whose answer or opinion came after its due day, or has not come though the day is over."
    ),
)
def late(scope: Scope) -> "Rows":
    """Late once is late, also if the answer is in by now."""
    rows = counted.answer_deadlines(scope).filter(Deadline.late())
    return counted.assigned(scope).filter(pk__in=rows.values("assignment_id"))


@figure(
    f"{APP}overdue",
    _("overdue assignments"),
    unit=ASSIGNMENTS,
    definition=_(
        "Assignments whose due day is over at this moment and whose answer or opinion has not come."
    ),
)
def overdue(scope: Scope) -> "Rows":
    """Late and still open."""
    rows = counted.answer_deadlines(scope).filter(Deadline.late(), met__isnull=True)
    return counted.assigned(scope).filter(pk__in=rows.values("assignment_id"))


def _average_workdays(rows: "Rows") -> Number:
    """By pairs of days, of which there are few however many deadlines there are; None without any."""
    days = rows.order_by().values_list(TruncDate("started"), TruncDate("met")).annotate(n=Count("pk"))
    calendar, whole, total = work_calendar(), 0, 0
    for started, met, count in days:
        whole += count
        total += count * calendar.workdays_between(started, met)
    return round(total / whole, 1) if whole else None


@figure(
    f"{APP}days_to_reply",
    _("average time to reply"),
    unit=DAYS,
    definition=_(
        "Working days from assignment to the first reply, on average over all units that have replied."
    ),
    measure=_average_workdays,
)
def days_to_reply(scope: Scope) -> "QuerySet[AssignmentDeadline]":
    """The met reply deadlines of first rounds."""
    return counted.answer_deadlines(scope).filter(kind="reply", round=1, met__isnull=False)


@figure(
    f"{APP}collective_share",
    _("share of collective proposals"),
    unit=PERCENT,
    definition=_("Collective proposals among a hundred received cases."),
    measure=lambda rows: percent(rows, share_of("collective")),
)
def collective_share(scope: Scope) -> "Rows":
    """Received cases."""
    return counted.received(scope)


@figure(
    f"{APP}filing_rate",
    _("filing rate"),
    unit=PERCENT,
    definition=_("Filed cases among a hundred received ones."),
    measure=lambda rows: percent(rows, IS_FILED),
)
def filing_rate(scope: Scope) -> "Rows":
    """Received cases."""
    return counted.received(scope)


@figure(
    f"{APP}replied_rate",
    _("reply rate"),
    unit=PERCENT,
    definition=_("Cases to which every answering unit has replied, among a hundred filed ones."),
    measure=lambda rows: percent(rows, share_of("replied")),
)
def replied_rate(scope: Scope) -> "Rows":
    """Filed cases."""
    return counted.received(scope).filter(IS_FILED)


@figure(
    f"{APP}settled_rate",
    _("solved or planned"),
    unit=PERCENT,
    definition=_("Last replies that say solved, under way or planned, among a hundred last replies."),
    measure=lambda rows: percent(rows, Q(is_settled=True)),
)
def settled_rate(scope: Scope) -> "Rows":
    """Last replies, each marked whether it settles the matter."""
    outcomes = counted.with_outcomes(scope)
    settles = [When(outcomes[name], then=Value(True)) for name in SETTLED]
    is_settled = Case(*settles, default=Value(False), output_field=BooleanField())
    return counted.replies(scope).annotate(is_settled=is_settled)


@figure(
    f"{APP}satisfaction_rate",
    _("satisfaction rate"),
    unit=PERCENT,
    definition=_(
        "Last judgements that are satisfied or basically satisfied, among a hundred last judgements."
    ),
    measure=lambda rows: percent(rows, share_of("satisfied") | share_of("basically_satisfied")),
)
def satisfaction_rate(scope: Scope) -> "Rows":
    """Last judgements."""
    return counted.judgements(scope)


@figure(
    f"{APP}late_rate",
    _("late rate"),
    unit=PERCENT,
    definition=_("Late assignments among a hundred assignments."),
    measure=lambda rows: percent(rows, Q(is_late=True)),
)
def late_rate(scope: Scope) -> "Rows":
    """Assignments, each marked whether it was ever late."""
    rows = counted.answer_deadlines(scope).filter(Deadline.late()).values("assignment_id")
    is_late = Case(When(pk__in=rows, then=Value(True)), default=Value(False), output_field=BooleanField())
    return counted.assigned(scope).annotate(is_late=is_late)
