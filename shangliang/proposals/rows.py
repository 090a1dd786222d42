"""The rows behind a number as one person may read them: cases, assignments, replies, ratings, deadlines."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.ledger.figures import Scope
from shangliang.proposals.cards import card_rows, cards_of
from shangliang.proposals.exports import case_headers, case_row
from shangliang.proposals.models import Assignment, AssignmentDeadline, Proposal, Rating, Reply
from shangliang.proposals.models.visibility import seen_inside

_LONG = ("problem", "analysis", "suggestion")


class Row(NamedTuple):
    """One row: the case it leads to, and its cells."""

    case_id: int
    cells: Sequence[object]


class Sort(NamedTuple):
    """How rows of one model are read: headings, which of them a page has room for, what is visible, cells."""

    headers: Callable[[], list[str]]
    shown: tuple[int, ...]
    visible: Callable[[Any, Any], Any]
    read: Callable[[Any, Any, Scope], list[Row]]


def sort_of(rows: "QuerySet[Any]") -> Sort:
    """How to read these rows."""
    return _SORTS[rows.model]


def _visible_cases(rows: Any, user: Any) -> Any:
    return rows.filter(seen_inside(user) | Q(publicity="published"))


def _read_cases(rows: Any, user: Any, scope: Scope) -> list[Row]:
    return [Row(card.pk, case_row(card)) for card in cards_of(rows, user, scope.body)]


def _inside(prefix: str) -> Callable[[Any, Any], Any]:
    related = (f"{prefix}__unit", f"{prefix}__proposal") if prefix else ("unit", "proposal")
    at = f"{prefix}__proposal__" if prefix else "proposal__"
    late = [f"{at}{name}" for name in _LONG]
    return lambda rows, user: rows.filter(seen_inside(user, at)).select_related(*related).defer(*late)


def _visible_ratings(rows: Any, user: Any) -> Any:
    seen = Rating.objects.visible_to(user).values("pk")
    return rows.filter(pk__in=seen).select_related("assignment__unit", "assignment__proposal")


def _of(assignment: Assignment) -> list[object]:
    """What every row of an assignment begins with."""
    return [assignment.proposal.number, str(assignment.proposal), str(assignment.unit)]


def _headers(*more: Any) -> Callable[[], list[str]]:
    return lambda: [str(one) for one in (_("case number"), _("title"), _("unit"), *more)]


def _read_assignments(rows: Sequence[Assignment], user: Any, scope: Scope) -> list[Row]:
    return [
        Row(one.proposal_id, [*_of(one), one.get_duty_display(), one.get_state_display(), one.round])
        for one in rows
    ]


def _read_replies(rows: Sequence[Reply], user: Any, scope: Scope) -> list[Row]:
    return [
        Row(
            one.assignment.proposal_id,
            [
                *_of(one.assignment),
                one.number,
                one.reply_class,
                one.later_class,
                one.round,
                _day(one.delivered),
            ],
        )
        for one in rows
    ]


def _read_ratings(rows: Sequence[Rating], user: Any, scope: Scope) -> list[Row]:
    """Without the proposer's name: who may know it reads it on the case."""
    return [
        Row(
            one.assignment.proposal_id,
            [*_of(one.assignment), one.get_result_display(), one.get_attitude_display(), one.round],
        )
        for one in rows
    ]


def _read_deadlines(rows: Sequence[AssignmentDeadline], user: Any, scope: Scope) -> list[Row]:
    return [
        Row(
            one.assignment.proposal_id,
            [*_of(one.assignment), _day(one.started), _day(one.due), _day(one.met)],
        )
        for one in rows
    ]


def _day(moment: Any) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""


_SORTS: dict[type[Model], Sort] = {
    Proposal: Sort(
        case_headers,
        (),
        lambda rows, user: card_rows(_visible_cases(rows, user)),
        _read_cases,
    ),
    Assignment: Sort(
        _headers(_("duty"), _("state"), _("round")), tuple(range(6)), _inside(""), _read_assignments
    ),
    Reply: Sort(
        _headers(_("document number"), _("class"), _("class after follow-up"), _("round"), _("delivered")),
        tuple(range(8)),
        _inside("assignment"),
        _read_replies,
    ),
    Rating: Sort(
        _headers(_("result"), _("attitude"), _("round")), tuple(range(6)), _visible_ratings, _read_ratings
    ),
    AssignmentDeadline: Sort(
        _headers(_("started"), _("due"), _("answered")),
        tuple(range(6)),
        _inside("assignment"),
        _read_deadlines,
    ),
}
