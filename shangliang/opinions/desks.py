"""The queues of the office's desk and of the units': what waits where, longest first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as, units_of
from shangliang.core.errors import Sentence
from shangliang.core.paging import OLDEST
from shangliang.core.prepared import Prepared
from shangliang.ledger.kept import Keeper, keeper_for
from shangliang.opinions.models import Appeal, Referral, Suggestion, SuggestionDeadline
from shangliang.opinions.narrowing import Filters

State = Suggestion.State
ALL = Filters()


@dataclass(frozen=True)
class Queue:
    """A tab of a desk: name in the address, label, what is in it in which order, what to say when nothing is."""

    name: str
    label: Sentence
    holds: Q
    empty: Sentence
    is_urgent: bool = False
    since: str = OLDEST


APPEALED = Q(publicity="hidden", pk__in=Appeal.objects.filter(outcome="").values("suggestion_id"))
LATE = Q(deadline__met__isnull=True, deadline__due__lt=Now())
# What the index `suggestion_cells` holds of a word; by it the queues are counted.
CELL = ("state", "round", "publicity")
OFFICE: tuple[Queue, ...] = (
    Queue(
        "new",
        _("new"),
        Q(state=State.RECEIVED, round=1),
        _("Everything that came in was decided on."),
        is_urgent=True,
    ),
    Queue(
        "again",
        _("not satisfied"),
        Q(state=State.RECEIVED, round=2),
        _("Nobody said that an answer does not help."),
        is_urgent=True,
    ),
    Queue(
        "late",
        _("answer overdue"),
        LATE,
        _("Everybody who was promised an answer by now has one."),
        is_urgent=True,
    ),
    Queue("units", _("with units"), Q(state=State.FORWARDED), _("Nothing is with a unit.")),
    Queue("hotline", _("with the hotline"), Q(state=State.HOTLINE), _("Nothing is with the hotline.")),
    Queue(
        "clues",
        _("clues"),
        Q(state__in=[State.OFFERED, State.ADOPTED]),
        _("No clue is offered to the members."),
    ),
    Queue("answered", _("awaiting a verdict"), Q(state=State.ANSWERED), _("Nobody is asked for a verdict.")),
    Queue(
        "done",
        _("finished"),
        Q(state__in=[State.CLOSED, State.DECLINED, State.MERGED, State.REPORTED]),
        _("Nothing is finished yet."),
    ),
    Queue(
        "to_publish",
        _("to publish"),
        Q(publicity="pending"),
        _("Nothing waits for a moderator."),
        is_urgent=True,
    ),
    Queue("published", _("public"), Q(publicity="published"), _("Nothing is published yet.")),
    Queue("hidden", _("hidden ones"), Q(publicity="hidden"), _("Nothing is hidden.")),
    Queue("appeals", _("appeals"), APPEALED, _("Nobody appeals."), is_urgent=True),
)
UNITS: tuple[Queue, ...] = (
    Queue(
        "open",
        _("to answer"),
        Q(state=Referral.State.HANDLING),
        _("Nothing waits for an answer of yours."),
        is_urgent=True,
    ),
    Queue(
        "late",
        _("overdue"),
        Q(state=Referral.State.HANDLING, deadline__met__isnull=True, deadline__due__lt=Now()),
        _("Nothing is overdue."),
        is_urgent=True,
    ),
    Queue("answered", _("with an answer"), Q(state=Referral.State.ANSWERED), _("Nothing was answered yet.")),
    Queue("returned", _("sent back"), Q(state=Referral.State.RETURNED), _("Nothing was sent back.")),
)


# The same for all units of a body; what is late comes first.
WATCHED = (
    UNITS[1],
    Queue("open", _("being handled by units"), UNITS[0].holds, _("Nothing is with a unit.")),
    UNITS[2],
)


def queue_named(queues: Sequence[Queue], name: str) -> Queue:
    """The queue of a name, else the first."""
    return next((one for one in queues if one.name == name), queues[0])


def counts(rows: "QuerySet[Any]", queues: Sequence[Queue]) -> dict[str, int]:
    """How many stand in each queue. One query."""
    found: dict[str, int] = rows.aggregate(**{one.name: Count("pk", filter=one.holds) for one in queues})
    return found


def office_counts(body: Body, keeper: Keeper, filters: Filters = ALL) -> dict[str, int]:
    """How many stand in each queue of an office; kept until the next act."""
    count = _office_counts if filters == ALL else _narrowed_counts
    return keeper.keep(("words at the office", filters), lambda: count(body, filters))


def _office_counts(body: Body, _all: Filters) -> dict[str, int]:
    """Three queries, each by an index: no word is read for it."""
    pk = body.pk
    return _by_queue(sum(_late.column(pk)), sum(_appealed.column(pk)), _cells(pk))


def _narrowed_counts(body: Body, filters: Filters) -> dict[str, int]:
    """The same of the words that fit; by an index, unless words are looked for in the place."""
    rows = Suggestion.objects.filter(filters.condition([body.pk]), body=body).order_by()
    cells = rows.values_list(*CELL).annotate(words=Count("*"))
    return _by_queue(rows.filter(LATE).count(), rows.filter(APPEALED).count(), cells)


def _by_queue(late: int, appeals: int, told: Iterable[tuple[Any, ...]]) -> dict[str, int]:
    """What cells do not tell is counted apart."""
    found = {"late": late, "appeals": appeals}
    cells = [dict(zip((*CELL, "words"), row, strict=True)) for row in told]
    for queue in OFFICE:
        if queue.name not in found:
            found[queue.name] = sum(cell["words"] for cell in cells if _fits(queue.holds, cell))
    return found


def _fits(holds: Q, cell: dict[str, Any]) -> bool:
    """Whether a condition of plain comparisons holds for the words of a cell."""
    asked: list[tuple[str, Any]] = [one for one in holds.children if isinstance(one, tuple)]
    return all(cell[name.removesuffix("__in")] in ([one], one)["__in" in name] for name, one in asked)


def _of_body(rows: "QuerySet[Any]", body: str) -> "QuerySet[Any]":
    """How many of these rows the body has."""
    found: QuerySet[Any] = rows.order_by().values(body).annotate(words=Count("*")).values_list("words")
    return found


_cells = Prepared(
    lambda body: (
        Suggestion.objects.filter(body_id=body).order_by().values_list(*CELL).annotate(words=Count("*"))
    ),
    int,
)
_late = Prepared(
    lambda body: _of_body(
        SuggestionDeadline.objects.filter(met=None, due__lt=Now(), suggestion__body_id=body),
        "suggestion__body_id",
    ),
    int,
)
_appealed = Prepared(
    lambda body: _of_body(
        Appeal.objects.filter(outcome="", suggestion__publicity="hidden", suggestion__body_id=body),
        "suggestion__body_id",
    ),
    int,
)


def unit_counts(user: Any, keeper: Keeper) -> dict[str, int]:
    """How many stand in each queue of the person's units; kept until the next act in the body."""
    key = ("words at units", tuple(sorted(units_of(user))))
    return keeper.keep(key, lambda: counts(unit_rows(user), UNITS))


def office_rows(user: Any, body: Body) -> "QuerySet[Suggestion]":
    """What the office of a body reads."""
    return Suggestion.objects.inside(user).filter(body=body)


def office_word(user: Any, body: Body, pk: int) -> Suggestion | None:
    """One of `office_rows` with body and deadline, by a query composed once."""
    found: Suggestion | None = _word.first(pk, body.pk) if _is_office(user, body) else None
    return found


_word = Prepared(
    lambda pk, body: Suggestion.objects.filter(pk=pk, body_id=body).select_related("body", "deadline"),
    int,
    int,
)


def unit_rows(user: Any) -> "QuerySet[Referral]":
    """What the person's units handle."""
    return Referral.objects.desk_of(user)


def urgent_of_office(user: Any, body: Body) -> list[tuple[Queue, int]]:
    """What waits for the office itself. Three queries, if they are not kept."""
    found = office_counts(body, keeper_for(body.pk)) if _is_office(user, body) else Counter()
    return [(one, found[one.name]) for one in OFFICE if one.is_urgent]


def _is_office(user: Any, body: Body) -> bool:
    return body.pk in bodies_as(user, *OFFICE_ROLES)


def urgent_of_units(user: Any) -> list[tuple[Queue, int]]:
    """What waits for the person's units. One query."""
    return urgent_in(unit_rows(user).filter(state=Referral.State.HANDLING), UNITS)


def urgent_of_watched(user: Any, body: Body) -> list[tuple[Queue, int]]:
    """What units of a body have and what is late of it. One query."""
    rows = Referral.objects.watched_by(user).filter(suggestion__body=body, state=Referral.State.HANDLING)
    found = counts(rows, WATCHED[:2])
    return [(one, found[one.name]) for one in WATCHED[:2]]


def urgent_in(rows: "QuerySet[Any]", queues: Sequence[Queue]) -> list[tuple[Queue, int]]:
    """How many stand in each queue that waits for somebody. One query."""
    wanted = [one for one in queues if one.is_urgent]
    found = counts(rows, wanted)
    return [(one, found[one.name]) for one in wanted]


def address(url: str, queue: Queue, **more: str) -> str:
    """A queue of the desk at `url`."""
    return f"{url}?{urlencode({'queue': queue.name, **more})}"


def tabs(
    queues: Sequence[Queue], current: Queue, found: dict[str, int], url: str, **more: str
) -> list[dict[str, Any]]:
    """As ui/tabs.html shows them; what else the address asks for is asked of each."""
    return [
        {
            "label": one.label,
            "href": address(url, one, **more),
            "count": found[one.name],
            "current": one is current,
            "urgent": one.is_urgent,
        }
        for one in queues
    ]


def listed(
    queue: Queue, rows: list[dict[str, Any]], url: str, cursor: str, after: str, **more: str
) -> dict[str, Any]:
    """One page of a queue, as opinions/parts/queue.html shows it."""
    return {
        "queue": queue,
        "rows": rows,
        "next_page": address(url, queue, **more, after=cursor) if cursor else "",
        "first_page": address(url, queue, **more) if after else "",
        "whole": address(url, queue) if more else "",
    }
