"""A body with its people and years, as the demo makes them, only smaller."""

import random
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from shangliang.bodies.models import Body, Region
from shangliang.demo import world
from shangliang.demo.bulk import Cast, StoredFile, stored_sheet
from shangliang.demo.people import Size, make_platform, populate


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def cast(db: None) -> Cast:
    """嘉兴 with twelve members and fifteen units."""
    province = Region.objects.create(code="330000", name="浙江省", level="province")
    region = Region.objects.create(code="330400", name="嘉兴市", level="city", parent=province)
    names = {"name": "中国人民政治协商会议嘉兴市委员会", "short_name": "嘉兴市政协"}
    Body.objects.create(region=region, level="city", path="000000/330000/330400/", **names)
    platform = make_platform()
    body = world.put_in_use("330400", platform)
    return populate(
        body, world.open_years(body, platform), Size(12, 15), random.Random(1), make_password("x")
    )


@pytest.fixture
def sheet() -> StoredFile:
    """The sealed sheet."""
    return stored_sheet()
