"""What the clock does to gatherings."""

from shangliang.accounts.queries import system_user
from shangliang.core.time import today
from shangliang.gatherings import acts, queries
from shangliang.jobs.worker import every_beat


@every_beat
def remind_of_outcomes() -> None:
    """Once for each gathering and day: the key makes every later look find it done."""
    for gathering in queries.awaiting_outcome(today()):
        key = f"gatherings.remind:{gathering.pk}:{gathering.day}"
        acts.remind.given(key=key)(gathering, by=system_user())
