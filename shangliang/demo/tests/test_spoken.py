"""Words from the public told in bulk leave the rows that the acts would have left."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from shangliang.bodies.models import Counter
from shangliang.demo.bulk import Book, Cast
from shangliang.demo.spoken import SHARES, Public, Step, into, play, speak
from shangliang.demo.tests.snapshots import snapshot
from shangliang.ledger.models import Act, Credit, Tally
from shangliang.ledger.tallies import differences
from shangliang.notices.models import Notice
from shangliang.opinions import acts
from shangliang.opinions.models import Rating, Referral, ReferralDeadline, Suggestion, SuggestionDeadline

NUMBERED = (Suggestion, SuggestionDeadline, Referral, ReferralDeadline, Rating, Act)
LOOSE = (Credit, Tally, Counter, Notice)
Lives = list[tuple[datetime, list[Step]]]


@pytest.fixture(autouse=True)
def _some_day(db: None) -> Iterator[None]:
    with time_machine.travel(datetime(2026, 6, 17, 2, 30, tzinfo=UTC), tick=False):
        yield


def _lives(cast: Cast) -> Lives:
    """Every course, a while ago and lately, so that some are not over yet."""
    who, now = Public.of(cast, 7), timezone.now()
    courses = [name for name, _ in SHARES] * 4
    starts = [now - timedelta(days=200 - 7 * place, hours=place) for place in range(len(courses))]
    return [(start, who.life(f"k{place}", courses[place])) for place, start in enumerate(starts)]


def _by_acts(cast: Cast) -> Any:
    def do(said: Any, step: Step, at: datetime) -> Any:
        thing = said.referrals.latest("id") if step.of_unit else said or cast.body
        with time_machine.travel(at, tick=False):
            done = getattr(acts, step.act)(thing, by=step.by, **step.given)
        if said is not None:
            said.refresh_from_db()
        return done if said is None else said

    return do


def test_words_in_bulk_leave_the_rows_of_the_acts(cast: Cast) -> None:
    lives, now = _lives(cast), timezone.now()
    with transaction.atomic():
        play(lives, _by_acts(cast), now)
        by_acts = snapshot(NUMBERED, LOOSE, {})
        transaction.set_rollback(True)
    book = Book(cast)
    play(lives, into(book), now)
    book.write()
    by_bulk = snapshot(NUMBERED, LOOSE, {})
    assert len(by_acts["Suggestion"]) == len(lives)
    for name, rows in by_acts.items():
        assert by_bulk[name] == rows, name


def test_a_body_hears_as_many_words_as_asked_for(cast: Cast) -> None:
    speak("330400", 40, print)
    assert Suggestion.objects.count() == 40
    assert differences() == []
