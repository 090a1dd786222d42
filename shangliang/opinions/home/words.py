"""What the opinions put on the homes: the way to say something, the desks' queues, due days, new clues."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.telling import told_day
from shangliang.core.homes import (
    Choice,
    Home,
    Part,
    Queues,
    Row,
    Rows,
    Visit,
    case_card,
    days_of,
    home_part,
)
from shangliang.core.text import excerpt
from shangliang.opinions import clocked, desks
from shangliang.opinions.models import Disclosure, Suggestion
from shangliang.opinions.queries_reports import is_informant_somewhere

NEWEST, SOON, CLUES = 4, 5, 4


@home_part(Home.PUBLIC, order=10)
def saying(visit: Visit) -> Iterator[Part]:
    """The first thing a visitor can do; informants are led to their own desk first."""
    yield Choice(
        _("Say something"),
        _("One matter in your own words, without an account; you learn later what became of it."),
        reverse("opinions:say", args=[visit.body.region.code]),
        is_first=not is_informant_somewhere(visit.user),
    )
    if visit.user.is_authenticated:
        text = _("What you said with your account, and how far it has come.")
        yield Choice(_("What became of my word?"), text, reverse("opinions:mine"))
    else:
        text = _("With the query code of your receipt.")
        yield Choice(_("What became of my word?"), text, reverse("opinions:find"))


@home_part(Home.PUBLIC, order=25)
def answered(visit: Visit) -> Iterator[Part]:
    """The newest published words with the beginning of their answers; nothing while nothing is published."""
    found = Suggestion.objects.published().filter(body=visit.body).select_related("body")
    rows = [_public_row(one) for one in found.order_by("-published_at", "-id")[:NEWEST]]
    if rows:
        title, more = _("Said and answered"), reverse("opinions:index")
        yield Rows("said", title, rows, more=more, more_label=_("All published words"))


@case_card("opinions")
def published_card(pk: int) -> Row | None:
    """A published word, as visitors read it."""
    found = Suggestion.objects.published().filter(pk=pk).select_related("body").first()
    return _public_row(found) if found else None


def _public_row(one: Suggestion) -> Row:
    answer = excerpt(one.public_answer, 90)
    return {
        "title": excerpt(one.public_text, 60),
        "href": reverse("opinions:show", args=[one.pk]),
        "text": _("Answer: %(text)s") % {"text": answer} if answer else "",
        "meta": [str(one.body), told_day(timezone.localdate(one.received))],
    }


@home_part(Home.OFFICE, order=20)
def office_desk(visit: Visit) -> Iterator[Part]:
    """What the public said and the office has not dealt with. One query."""
    found = desks.urgent_of_office(visit.user, visit.body)
    yield _queues(found, reverse("opinions:desk"))


@home_part(Home.UNIT, order=20)
def unit_desk(visit: Visit) -> Iterator[Part]:
    """Words passed on to the unit, the nearest due day first."""
    desk, calendar = reverse("opinions:units"), work_calendar()
    yield _queues(desks.urgent_of_units(visit.user), desk)
    waiting = desks.unit_rows(visit.user).filter(state="handling", deadline__met__isnull=True)
    found = waiting.select_related("deadline", "suggestion").order_by("deadline__due", "pk")[:SOON]
    rows = [
        {
            "title": excerpt(one.text, 60),
            "href": reverse("opinions:unit_case", args=[one.pk]),
            "meta": [one.suggestion.number],
            "clock": clocked.left(one.deadline, calendar),
        }
        for one in found
    ]
    if rows:
        yield Rows("words", _("Words to answer next"), rows, more=desk, more_label=_("All of them"))
    yield from days_of(rows, _to_answer, desk)


@home_part(Home.SUPERVISION, order=20)
def watched_units(visit: Visit) -> Iterator[Part]:
    """Words that units of the body have, and what is late of them. One query."""
    found = desks.urgent_of_watched(visit.user, visit.body)
    yield _queues(found, reverse("opinions:watched"))


def _to_answer(count: int) -> str:
    return ngettext("%(count)s word to answer", "%(count)s words to answer", count) % {"count": count}


def _queues(found: list[tuple[desks.Queue, int]], desk: str) -> Queues:
    rows: list[dict[str, Any]] = [
        {
            "label": queue.label,
            "count": count,
            "href": f"{desk}?queue={queue.name}",
            "urgent": count > 0 and queue.name == "late",
        }
        for queue, count in found
    ]
    return Queues("said", _("Words from the public"), rows)


@home_part(Home.MEMBER, order=30)
def new_clues(visit: Visit) -> Iterator[Part]:
    """Clues nobody has adopted yet, newest first."""
    rows = Suggestion.objects.visible_to(visit.user).filter(body=visit.body, state=Suggestion.State.OFFERED)
    found = [
        {
            "title": excerpt(one.public_text, 60),
            "href": reverse("opinions:clue", args=[one.pk]),
            "meta": [one.number, told_day(timezone.localdate(one.received))],
        }
        for one in rows.order_by("-id")[:CLUES]
    ]
    if found:
        title, more = _("Clues from the public"), reverse("opinions:clues")
        yield Rows("clues", title, found, more=more, more_label=_("All clues"), is_beside=True)


@home_part(Home.KEEPER, order=30)
def envelopes(visit: Visit) -> Iterator[Part]:
    """Requests to learn who spoke that wait for a decision of this person."""
    asked = Disclosure.objects.visible_to(visit.user).filter(state=Disclosure.State.ASKED)
    waiting = asked.exclude(asked_by_id=visit.user.pk).select_related("suggestion", "asked_by")
    found = [
        {
            "title": one.suggestion.number,
            "href": reverse("opinions:disclosure", args=[one.pk]),
            "text": excerpt(one.reason, 90),
            "meta": [str(one.asked_by)],
        }
        for one in waiting.order_by("id")[:NEWEST]
    ]
    if found:
        yield Rows(
            "vault", _("Envelopes to decide on"), found, more=reverse("opinions:vault"), more_label=_("Vault")
        )
