"""Fixtures of the opinions' tests."""

from collections.abc import Iterator

import pytest

from shangliang.bodies.tests.world import World, make_world
from shangliang.ledger import kept


@pytest.fixture
def world(db: None) -> World:
    """One body with everybody in it."""
    return make_world()


@pytest.fixture
def open_world(transactional_db: None) -> Iterator[World]:
    """A body whose acts are really committed."""
    kept.forget()
    yield make_world()
    kept.forget()
