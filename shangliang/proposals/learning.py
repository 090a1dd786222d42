"""Learning from a body's decisions: after new ones, and whenever what was learned is missing. Run by the worker."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from shangliang.bodies.news import bodies_with_news
from shangliang.insight.suggest.renewal import Decided, renew
from shangliang.jobs.queue import later
from shangliang.proposals.learned import CATEGORY, UNIT, has_files, place_of, sample_of
from shangliang.proposals.models import Assignment, Proposal

Duty = Assignment.Duty
# The acts by which people decide or correct a category or a unit.
DECISIONS = ("proposals.file", "proposals.bring_in", "assignments.open")
# Fewer teach nothing; a body with fewer is not looked at.
FEWEST = 30
LATEST = 8_000
PAUSE = timedelta(minutes=10)
LEARN = "shangliang.proposals.learning.learn_after_commit"
_TEXT = ("title", "problem", "analysis", "suggestion")


def look_for_decisions(now: datetime | None = None) -> int:
    """Have every body learned anew that decided something since yesterday, or whose files are missing.

    Each body at most once in ten minutes. Three queries, whatever the number of bodies."""
    slot = int((now or timezone.now()).timestamp() // PAUSE.total_seconds())
    wanted = bodies_with_news(DECISIONS, has_files, FEWEST)
    for pk in wanted:
        later(LEARN, pk, key=f"learn:{pk}:{slot}")
    return len(wanted)


def learn_after_commit(argument: str) -> None:
    """The job: it takes seconds to minutes, so not inside the job's transaction, which keeps others from writing.

    If the worker dies on the way, the next look at the clock asks again."""
    transaction.on_commit(partial(learn_body, int(argument)), robust=True)


def learn_body(body_id: int) -> None:
    """Learn categories and units of one body from its latest decisions, unless nothing changed since."""
    renew(place_of(body_id, CATEGORY), _categories(body_id))
    renew(place_of(body_id, UNIT), _units(body_id))


def _categories(body_id: int) -> Decided:
    """Filed cases of the body under the category they were filed in, oldest first."""
    rows = Proposal.objects.filter(body_id=body_id, number__isnull=False).exclude(category="")
    found = rows.order_by("-pk").values_list("category", *_TEXT)[:LATEST]
    return [(sample_of(*text), category) for category, *text in reversed(found)]


def _units(body_id: int) -> Decided:
    """Cases under the unit that leads or answers on its own, as it stands after every re-routing."""
    rows = Assignment.objects.current().filter(proposal__body_id=body_id).exclude(duty=Duty.JOINT)
    text = [f"proposal__{name}" for name in _TEXT]
    found = rows.order_by("-pk").values_list("unit_id", *text)[:LATEST]
    return [(sample_of(*text), str(unit)) for unit, *text in reversed(found)]
