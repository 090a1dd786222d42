"""Fixtures of the notices' tests: a body, people with addresses, a time at which nobody sleeps."""

from collections.abc import Iterator

import pytest
import time_machine

from shangliang.accounts.models import User
from shangliang.bodies.tests.world import World, make_world

# A Monday that is a working day, ten in the morning in Shanghai.
MORNING = "2026-11-23T02:00:00Z"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until a test moves it."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(clock: time_machine.Traveller, db: None) -> World:
    """One body with everybody in it; everybody reads mail."""
    made = make_world()
    for user in User.objects.filter(is_system=False):
        user.email, user.phone = f"{user.username}@shangliang.example", f"138{user.pk:08d}"
        user.save()
    for name, value in vars(made).items():
        if isinstance(value, User):
            setattr(made, name, User.objects.get(pk=value.pk))
    return made
