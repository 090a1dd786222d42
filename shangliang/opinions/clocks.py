"""The deadlines of suggestions and referrals: started and met by acts; only for them to call."""

from datetime import datetime

from django.utils import timezone

from shangliang.bodies.deadlines import due_in_workdays
from shangliang.ledger.door import alongside
from shangliang.ledger.writing import inserting, updating_some
from shangliang.opinions.models import Referral, ReferralDeadline, Suggestion, SuggestionDeadline
from shangliang.opinions.ruleset import opinion_rules


def promise(suggestion: Suggestion) -> None:
    """By when whoever spoke is to be answered; written with the act under way."""
    rules = opinion_rules(suggestion.body)
    due = due_in_workdays(suggestion.received, rules.values.promise_days)
    row = SuggestionDeadline(
        suggestion=suggestion,
        kind="answer",
        started=suggestion.received,
        due=due.instant,
        calendar=due.calendar,
        rules_id=rules.version,
    )
    alongside(inserting([row]))


def start(referral: Referral) -> datetime:
    """By when the unit is to answer."""
    rules = opinion_rules(referral.suggestion.body)
    is_first = referral.round == 1
    days = rules.values.unit_days if is_first else rules.values.second_round_days
    due = due_in_workdays(referral.sent, days)
    ReferralDeadline.objects.create(
        referral=referral,
        kind="answer",
        started=referral.sent,
        due=due.instant,
        calendar=due.calendar,
        rules_id=rules.version,
    )
    return due.instant


def keep_promise(suggestion: Suggestion) -> None:
    """The citizen has an answer."""
    where = {"suggestion_id": suggestion.pk, "met": None}
    alongside(updating_some(SuggestionDeadline, {"met": timezone.now()}, where))


def meet(referral: Referral) -> None:
    """The unit has answered, or is out of its duty."""
    where = {"referral_id": referral.pk, "met": None}
    alongside(updating_some(ReferralDeadline, {"met": timezone.now()}, where))
