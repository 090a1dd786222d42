"""Floods and guesses: one network gets slow, nobody else does, and guessing receipts finds nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from shangliang.accounts import throttle
from shangliang.accounts.throttle import TooFast
from shangliang.bodies.tests.world import World
from shangliang.opinions import brakes, queries, vault
from shangliang.opinions.models import Suggestion
from shangliang.opinions.tests import cases

FLOOD = 10_000
HOUR = timedelta(hours=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The brakes' own clock, which the test moves."""
    clock = SimpleNamespace(now=timezone.now)
    monkeypatch.setattr(throttle, "timezone", clock)
    return clock


def from_(address: str) -> HttpRequest:
    """A request of somebody at this address."""
    return RequestFactory().post("/", REMOTE_ADDR=address)


def in_an_hour(clock: SimpleNamespace, attempt: Callable[[int], None]) -> int:
    """How many of a flood get through in an hour, however patient the machine is."""
    start = now = timezone.now()
    through = 0
    for number in range(FLOOD):
        through += 1
        now = _when_through(clock, attempt, number, now)
        if now >= start + HOUR:
            break
    return through


def _when_through(
    clock: SimpleNamespace, attempt: Callable[[int], None], number: int, now: datetime
) -> datetime:
    """The moment at which a try gets through: at once, or after the wait it was told."""
    clock.now = lambda: now
    try:
        attempt(number)
    except TooFast as refusal:
        later = now + timedelta(seconds=refusal.seconds)
        clock.now = lambda: later
        attempt(number)
        return later
    return now


def test_ten_thousand_guessed_query_codes_are_none_of_a_thousand_receipts(world: World) -> None:
    said = cases.received(world)
    Suggestion.objects.bulk_create(
        Suggestion(body=world.body, number=str(n), text="…", secret_digest=vault.digest("real", str(n)))
        for n in range(1_000)
    )
    guesses = [vault.digest_of_secret(vault.secret_of(f"guess {n}")) for n in range(FLOOD)]
    assert not Suggestion.objects.filter(secret_digest__in=guesses).exists()
    assert len(set(guesses)) == FLOOD
    assert queries.with_secret(said.number) is None


def test_a_network_that_guesses_has_few_tries_an_hour(world: World, clock: SimpleNamespace) -> None:
    tries = in_an_hour(clock, lambda number: brakes.after_a_wrong_secret(from_("198.51.100.7")))
    assert 30 < tries < 50
    brakes.after_a_wrong_secret(from_("203.0.113.9"))


def test_ten_thousand_times_the_same_words_get_slow_for_their_network_alone(
    world: World, clock: SimpleNamespace
) -> None:
    flooding = from_("198.51.100.7")
    said = in_an_hour(
        clock, lambda number: brakes.before_saying(flooding, f"{' ' * number}还我公道", is_by_hand=False)
    )
    assert 3 < said < 20
    brakes.before_saying(from_("203.0.113.9"), "还我公道", is_by_hand=False)
    brakes.before_saying(flooding, "路灯坏了", is_by_hand=False)
