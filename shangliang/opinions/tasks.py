"""Later work: telling whoever spoke, the hotline's messages, what the clock closes and calls to mind."""

from datetime import datetime

from django.utils import timezone

from shangliang.accounts.queries import system_user
from shangliang.bodies.deadlines import due_in_workdays
from shangliang.core.errors import Refusal
from shangliang.jobs.worker import every_beat
from shangliang.ledger.chains import ways_from
from shangliang.opinions import acts, exchange, hotline, learning, letters, reminders
from shangliang.opinions.models import Handover, Suggestion
from shangliang.opinions.ruleset import opinion_rules


@every_beat
def close_unrated(now: datetime | None = None) -> int:
    """Answers that nobody rated within the body's span are closed; the citizen was told so."""
    moment = now or timezone.now()
    rows = Suggestion.objects.filter(state=Suggestion.State.ANSWERED).select_related("body")
    return sum(_close(one, moment) for one in rows.iterator(500))


def _close(suggestion: Suggestion, now: datetime) -> int:
    if suggestion.answered_at is None:
        return 0
    days = opinion_rules(suggestion.body).values.rating_days
    if due_in_workdays(suggestion.answered_at, days).instant > now:
        return 0
    try:
        acts.close_unrated(suggestion, by=system_user())
    except Refusal:
        return 0
    return 1


def tell(argument: str) -> None:
    """There is news for whoever spoke."""
    suggestion = Suggestion.objects.filter(pk=argument).first()
    if suggestion is not None:
        letters.tell(suggestion)


def send_to_hotline(argument: str) -> None:
    """Hand one message over; a failure is tried again with the same message id, so that it counts once."""
    handover = Handover.objects.select_related("suggestion__body__region").get(pk=argument)
    if handover.acknowledged or handover.suggestion.state != Suggestion.State.HOTLINE:
        return
    reference = hotline.connected().send(handover)
    acts.acknowledge(handover.suggestion, by=system_user(), handover=handover.pk, reference=reference)


@every_beat
def bring_outcomes_back() -> int:
    """What members made of clues was answered, and the answer reaches whoever gave the clue; or it came to nothing."""
    rows = Suggestion.objects.filter(state=Suggestion.State.ADOPTED).order_by("id")
    return sum(_bring_back(one) for one in rows.iterator(200))


def _bring_back(suggestion: Suggestion) -> int:
    ways = list(ways_from(suggestion))
    answer = next((way.answer for way in ways if way.answer), "")
    try:
        if answer:
            acts.take_outcome(suggestion, by=system_user(), text=answer)
        elif ways and all(way.is_cut for way in ways):
            acts.return_to_office(suggestion, by=system_user())
        else:
            return 0
    except Refusal:
        return 0
    return 1


@every_beat
def watch_deadlines(now: datetime | None = None) -> int:
    """Units are reminded before their due day, and the office is told when one was missed."""
    return reminders.look_at_clocks(now)


@every_beat
def learn_from_decisions(now: datetime | None = None) -> int:
    """Have suggestions learned anew where an office decided, in the job queue; safe to run twice."""
    return learning.look_for_decisions(now)


@every_beat
def carry_messages() -> int:
    """What waits for other installations is brought to them."""
    return exchange.deliver()
