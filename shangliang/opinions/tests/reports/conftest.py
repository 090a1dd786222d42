"""Fixtures of the reports' tests: a city above two counties."""

import pytest

from shangliang.bodies.models import Body, Region
from shangliang.bodies.tests.world import World, make_world
from shangliang.opinions.tests.reports.cases import Ladder


@pytest.fixture
def ladder(db: None) -> Ladder:
    """Province over city over two counties, all in use."""
    province = make_world("330000", "浙东")
    city, one, two = make_world("330400", "嘉禾"), make_world("330402", "南湖"), make_world("330411", "秀洲")
    above = {"330400": province, "330402": city, "330411": city}
    for world in (city, one, two):
        _raise(world.body, above[world.body.region.code].body)
    _level(province.body, "province")
    _level(city.body, "city")
    return Ladder(province=province, city=city, county=one, other=two)


def _raise(body: Body, parent: Body) -> None:
    body.parent = parent
    body.path = f"{parent.path}{body.region.code}/"
    body.save()


def _level(body: Body, level: str) -> None:
    body.level = level
    body.save()
    Region.objects.filter(pk=body.region_id).update(level=level)


@pytest.fixture
def county(ladder: Ladder) -> World:
    """The first county."""
    return ladder.county
