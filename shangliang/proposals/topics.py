"""Hot topics of a body's cases: found by the worker, kept as a file beside the database, read by the office."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shangliang.bodies.models import Body, Region
from shangliang.bodies.news import bodies_with_news
from shangliang.core.time import today
from shangliang.insight.topics.finding import find_topics
from shangliang.insight.topics.topic import Item, Member, Quote, Topic
from shangliang.jobs.apart import apart
from shangliang.jobs.queue import later
from shangliang.proposals.models import Proposal
from shangliang.proposals.models.visibility import PRIVATE

VERSION = 2
FIND = "shangliang.proposals.topics.find_after_commit"
RECEIVED = ("proposals.submit", "proposals.bring_in")
FEWEST = 3
PAUSE = timedelta(hours=1)
MOST_CASES = 3_000
LOOK_BACK = timedelta(days=3 * 365)
_TEXT = ("title", "problem", "suggestion")


def place_of(body_id: int) -> Path:
    """Where the topics of a body are kept."""
    return Path(settings.INSIGHT_DIR) / f"topics-{body_id}.json"


def topics_of(body: Body) -> list[Topic] | None:
    """The topics found last, the most sudden first; None before any were looked for, or if the file is damaged."""
    try:
        proof, content = place_of(body.pk).read_text("utf-8").split("\n", 1)
        if proof != _proof(content):
            return None
        return [_topic(row) for row in json.loads(content)]
    except (OSError, ValueError):
        return None


def topic_named(body: Body, first: int) -> Topic | None:
    """The topic whose earliest case is `first`; that name stays while later cases join."""
    return next((one for one in topics_of(body) or [] if name_of(one) == first), None)


def name_of(topic: Topic) -> int:
    """The earliest case."""
    return min(topic.keys)


def look_for_topics(now: datetime | None = None) -> int:
    """Have topics found anew in bodies that received cases since yesterday, each at most once an hour."""
    slot = int((now or timezone.now()).timestamp() // PAUSE.total_seconds())
    wanted = bodies_with_news(RECEIVED, lambda body: place_of(body.pk).exists(), FEWEST)
    for pk in wanted:
        later(FIND, pk, key=f"topics:{pk}:{slot}")
    return len(wanted)


def find_after_commit(argument: str) -> None:
    """The job: it takes seconds, so not inside the job's transaction."""
    transaction.on_commit(partial(find_in_body, int(argument)), robust=True)


def find_in_body(body_id: int) -> None:
    """Find the topics of one body's latest cases and keep them."""
    body = Body.objects.get(pk=body_id)
    found = apart(find_topics, list(_items(body)), today())
    content = json.dumps([_row(one) for one in found], ensure_ascii=False)
    path = place_of(body_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{uuid4().hex}")
    try:
        beside.write_text(f"{_proof(content)}\n{content}", "utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _items(body: Body) -> Iterable[Item]:
    """The cases received in the last years, with the town of the region that each names. Two queries."""
    rows = Proposal.objects.filter(body=body, submitted_at__gte=timezone.now() - LOOK_BACK)
    rows = rows.exclude(state__in=PRIVATE).order_by("-submitted_at", "-pk")
    towns = list(Region.objects.filter(parent_id=body.region_id).values_list("name", flat=True))
    for pk, received, title, *parts in rows.values_list("pk", "submitted_at", *_TEXT)[:MOST_CASES]:
        text = "\n".join(part for part in parts if part)
        place = next((town for town in towns if town in title or town in text), "")
        yield Item(pk, title, text, timezone.localdate(received), place)


def _proof(content: str) -> str:
    return f"shangliang topics {VERSION} {hashlib.sha256(content.encode()).hexdigest()}"


def _row(one: Topic) -> dict[str, Any]:
    return {
        "members": [(member.key, member.day.isoformat(), member.place) for member in one.members],
        "words": one.words,
        "quotes": [(quote.key, quote.text) for quote in one.quotes],
    }


def _topic(row: dict[str, Any]) -> Topic:
    return Topic(
        members=tuple(Member(key, date.fromisoformat(day), place) for key, day, place in row["members"]),
        words=tuple(row["words"]),
        quotes=tuple(Quote(key, text) for key, text in row["quotes"]),
    )
