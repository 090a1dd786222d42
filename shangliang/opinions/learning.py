"""Learning from what an office decided on words from the public. Run by the worker, each body by itself."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from shangliang.bodies.news import bodies_with_news
from shangliang.insight.suggest.renewal import Decided, renew
from shangliang.jobs.queue import later
from shangliang.opinions.learned import CATEGORY, KIND, UNIT, has_files, place_of, sample_of
from shangliang.opinions.models import Referral, Suggestion

# The acts by which people decide or correct a kind, a category or a unit.
DECISIONS = ("suggestions.sort", "suggestions.offer", "suggestions.forward", "suggestions.answer")
# Fewer teach nothing; a body with fewer is not looked at.
FEWEST = 30
LATEST = 8_000
PAUSE = timedelta(minutes=10)
LEARN = "shangliang.opinions.learning.learn_after_commit"


def look_for_decisions(now: datetime | None = None) -> int:
    """Have every body learned anew that decided something since yesterday, or whose files are missing.

    Each body at most once in ten minutes. Three queries, whatever the number of bodies."""
    slot = int((now or timezone.now()).timestamp() // PAUSE.total_seconds())
    wanted = bodies_with_news(DECISIONS, has_files, FEWEST)
    for pk in wanted:
        later(LEARN, pk, key=f"opinions.learn:{pk}:{slot}")
    return len(wanted)


def learn_after_commit(argument: str) -> None:
    """The job: it takes seconds, so not inside the job's transaction, which keeps others from writing."""
    transaction.on_commit(partial(learn_body, int(argument)), robust=True)


def learn_body(body_id: int) -> None:
    """Learn kinds, categories and units of one body from its latest decisions, unless nothing changed since."""
    for what, decided in _decided(body_id).items():
        renew(place_of(body_id, what), decided)


def _decided(body_id: int) -> dict[str, Decided]:
    """What was decided, oldest first: the kind of all that was triaged, categories given, units that kept it."""
    rows = Suggestion.objects.filter(body_id=body_id)
    triaged = rows.exclude(state=Suggestion.State.RECEIVED)
    passed = Referral.objects.filter(suggestion__body_id=body_id)
    kept = passed.exclude(state__in=[Referral.State.RETURNED, Referral.State.RECALLED])
    return {
        KIND: _samples(triaged.values_list("kind", "text", "place")),
        CATEGORY: _samples(rows.exclude(category="").values_list("category", "text", "place")),
        UNIT: _samples(kept.values_list("unit_id", "suggestion__text", "suggestion__place")),
    }


def _samples(rows: Any) -> Decided:
    found = list(rows.order_by("-pk")[:LATEST])
    return [(sample_of(text, place), str(label)) for label, text, place in reversed(found)]
