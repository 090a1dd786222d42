"""Fixtures of the opinions' tests."""

import pytest

from shangliang.bodies.tests.world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    """One body with everybody in it."""
    return make_world()
