"""Gatherings brought to a certain point by the acts themselves."""

from datetime import date, timedelta

from shangliang.bodies.tests.world import World
from shangliang.core.time import today
from shangliang.gatherings import acts
from shangliang.gatherings.models import Gathering


def drafted(world: World) -> Gathering:
    """Being prepared by the clerk."""
    return acts.draft(world.body, by=world.clerk, title="老旧小区加装电梯")


def announced(world: World, day: date | None = None) -> Gathering:
    """Announced for a day of next week, or for the given one."""
    gathering = drafted(world)
    acts.save(
        gathering, by=world.clerk, text="请居民和部门一起来谈。", day=day or today() + timedelta(days=7)
    )
    acts.announce(gathering, by=world.clerk)
    return gathering


def concluded(world: World) -> Gathering:
    """With its outcome."""
    gathering = announced(world)
    acts.conclude(gathering, by=world.clerk, outcome="达成三点共识。")
    return gathering
