"""Fixtures of the bodies' tests."""

import pytest

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Region
from shangliang.bodies.tests.world import World, make_world, person


@pytest.fixture
def world(db: None) -> World:
    """One body with everybody in it."""
    return make_world()


@pytest.fixture
def operator(db: None) -> User:
    """The platform administrator."""
    user = person("operator", "孔运维")
    user.is_superuser = True
    user.save()
    return user


@pytest.fixture
def lineage(db: None) -> list[Body]:
    """Nation, province, city and county above each other."""
    made: list[Body] = []
    path = ""
    for level, code, name in (
        ("nation", "000000", "全国"),
        ("province", "330000", "浙江省"),
        ("city", "330400", "嘉兴市"),
        ("county", "330402", "南湖区"),
    ):
        above = made[-1] if made else None
        region = Region.objects.create(
            code=code, name=name, level=level, parent=above.region if above else None
        )
        path += f"{code}/"
        made.append(
            Body.objects.create(
                region=region, name=name, short_name=f"{name}政协", level=level, parent=above, path=path
            )
        )
    return made
