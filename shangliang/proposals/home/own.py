"""For those who write: what waits for them with the days left, drafts, their cases."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shangliang.bodies.deadlines import work_calendar
from shangliang.core.homes import Choice, Home, Part, Row, Rows, Visit, days_of, home_part
from shangliang.proposals.own import UNFINISHED, drafts_of, own_cases
from shangliang.proposals.views.mine import case_row, draft_row, invitation_rows, rating_rows, with_clocks

TASKS, SURE, CASES, DRAFTS = 6, 2, 5, 4


@home_part(Home.MEMBER, order=10)
def waiting(visit: Visit) -> Iterator[Part]:
    """Invitations and replies that wait for an answer of this person, the most urgent first."""
    calendar, mine = work_calendar(), reverse("proposals:mine")
    invited = [_marked(one, _("sign")) for one in invitation_rows(visit.user)]
    rated = [_marked(one, _("rate")) for one in rating_rows(visit.user, calendar)]
    yield Choice(
        _("Write a proposal"),
        _("One matter, why it matters, what should be done. It saves itself while you write."),
        reverse("proposals:draft"),
        is_first=True,
    )
    yield Rows(
        "tasks",
        _("Waiting for you"),
        _most_urgent(invited, rated),
        more=mine,
        more_label=_("All that waits (%(count)s)") % {"count": len(invited) + len(rated)},
        empty_title=_("Nothing waits for you"),
        empty_text=_("Invitations to sign and replies to rate appear here, with the time that is left."),
    )
    yield from days_of(invited, _to_sign, reverse("proposals:signatures"))
    yield from days_of(rated, _to_rate, f"{mine}#ratings")


def _most_urgent(*kinds: list[Row]) -> list[Row]:
    """As many as there is room for, by time; the first of each kind always, so that none hides another."""
    by_time = [sorted(rows, key=_ends) for rows in kinds]
    first = [one for rows in by_time for one in rows[:SURE]]
    rest = sorted((one for rows in by_time for one in rows[SURE:]), key=_ends)
    return sorted([*first, *rest][:TASKS], key=_ends)


def _ends(row: Row) -> tuple[bool, Any]:
    clock = row.get("clock")
    return (not clock, clock["exact"] if clock else "")


def _to_sign(count: int) -> str:
    return ngettext("%(count)s invitation to sign ends", "%(count)s invitations to sign end", count) % {
        "count": count
    }


def _to_rate(count: int) -> str:
    return ngettext("last day to rate %(count)s reply", "last day to rate %(count)s replies", count) % {
        "count": count
    }


def _marked(row: Row, task: str) -> Row:
    return {**row, "badges": [{"label": task, "tone": "wait"}]}


@home_part(Home.MEMBER, order=20)
def cases(visit: Visit) -> Iterator[Part]:
    """The newest cases with their clocks, and what is still being written."""
    calendar, mine = work_calendar(), reverse("proposals:mine")
    rows = with_clocks(own_cases(visit.user).exclude(state__in=UNFINISHED)).order_by("-id")[:CASES]
    yield Rows(
        "cases",
        _("My cases"),
        [case_row(one, visit.user, calendar) for one in rows],
        more=mine,
        more_label=_("All my cases"),
        empty_title=_("You have not submitted a proposal yet"),
        empty_text=_(
            "A proposal names one matter, says why it matters and what should be done. "
            "You follow it here until it is answered."
        ),
    )
    drafts = [draft_row(one) for one in drafts_of(visit.user)[:DRAFTS]]
    if drafts:
        yield Rows("drafts", _("Drafts"), drafts, is_beside=True)
