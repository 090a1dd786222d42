"""The whole country: all regions and bodies, in seconds, once."""

import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from shangliang.bodies.country import Loaded, load_country, load_towns
from shangliang.bodies.models import Body, Region

pytestmark = pytest.mark.django_db


def test_all_bodies_stand_in_their_places_within_seconds() -> None:
    began = time.thread_time()
    regions, bodies = load_country()
    assert time.thread_time() - began < 20
    assert (regions, bodies) == (Loaded(3211, 0), Loaded(3208, 0))
    county = Body.objects.get(region__code="330402")
    assert county.path == "000000/330000/330400/330402/"
    assert county.parent is not None
    assert (county.parent.short_name, county.short_name) == ("嘉兴市政协", "南湖区政协")
    assert Body.objects.filter(is_active=True).count() == 0


def test_a_second_run_changes_nothing_and_keeps_what_is_in_use() -> None:
    load_country()
    Body.objects.filter(region__code="330402").update(is_active=True)
    before = list(Body.objects.order_by("pk").values())
    assert load_country() == (Loaded(), Loaded())
    assert list(Body.objects.order_by("pk").values()) == before


def test_a_renamed_and_moved_place_gets_its_name_and_place_back() -> None:
    load_country()
    wrong = Body.objects.get(region__code="330000")
    Body.objects.filter(region__code="330402").update(short_name="旧名", parent=wrong, path="x/")
    Region.objects.filter(code="330402").update(name="旧名")
    assert load_country() == (Loaded(0, 1), Loaded(0, 1))
    body = Body.objects.get(region__code="330402")
    assert (body.short_name, body.path) == ("南湖区政协", "000000/330000/330400/330402/")


def test_towns_come_for_a_chosen_county_alone() -> None:
    load_country()
    assert load_towns("330402") == Loaded(13, 0)
    assert load_towns("330402") == Loaded()
    assert set(Region.objects.filter(level="town").values_list("parent__code", flat=True)) == {"330402"}


def test_the_command_says_what_it_did_and_refuses_unknown_codes() -> None:
    said = StringIO()
    call_command("country", "--towns", "330402", stdout=said)
    assert said.getvalue().splitlines() == [
        "regions: 3211 new, 0 changed",
        "bodies: 3208 new, 0 changed",
        "towns of 330402: 13 new, 0 changed",
    ]
    with pytest.raises(CommandError, match="999999"):
        call_command("country", "--towns", "999999", stdout=said)
