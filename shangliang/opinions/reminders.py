"""What the clock does to units that have not answered: reminders and escalation, each at most once, by its key."""

from datetime import datetime, timedelta

from django.utils import timezone

from shangliang.accounts.queries import system_user
from shangliang.bodies.deadlines import workdays_left
from shangliang.core.errors import Refusal
from shangliang.opinions import acts
from shangliang.opinions.models import Referral, ReferralDeadline
from shangliang.opinions.ruleset import OpinionRules, opinion_rules

HORIZON = timedelta(days=40)


def look_at_clocks(now: datetime | None = None) -> int:
    """How many were reminded or told; sweeps the past, so an outage loses nothing."""
    moment = now or timezone.now()
    rows = ReferralDeadline.objects.filter(met__isnull=True, due__lt=moment + HORIZON)
    rows = rows.filter(referral__state=Referral.State.HANDLING)
    rows = rows.select_related("referral__suggestion__body", "referral__unit")
    return sum(_look_at(one, moment) for one in rows.iterator(500))


def _look_at(clock: ReferralDeadline, now: datetime) -> int:
    values = opinion_rules(clock.referral.suggestion.body).values
    name, days = _step(values, workdays_left(clock.due, now))
    return _call(clock, name, days) if name else 0


def _step(values: OpinionRules, left: int) -> tuple[str, int]:
    """The latest reminder or escalation whose day has come."""
    if left >= 0:
        reached = [days for days in values.remind_days if left <= days]
        return ("remind", min(reached)) if reached else ("", 0)
    missed = [days for days in values.escalate_days if -left >= days]
    return ("escalate", max(missed)) if missed else ("", 0)


def _call(clock: ReferralDeadline, name: str, days: int) -> int:
    """Do it under a key of (deadline, step, due): a second look finds it done."""
    key = f"referrals.{name}:{clock.pk}:{days}:{clock.due:%Y%m%d}"
    declared = acts.remind if name == "remind" else acts.escalate
    before = clock.referral.version
    try:
        declared.given(key=key)(clock.referral, by=system_user(), due=clock.due.isoformat(), days=days)
    except Refusal:
        return 0
    return int(clock.referral.version != before)
