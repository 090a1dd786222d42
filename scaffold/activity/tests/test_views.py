"""The pages: what each shows to whom, and how they answer."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from shangliang.bodies.tests.world import World
from shangliang.gatherings.models import Gathering
from shangliang.gatherings.tests import cases


def test_an_office_prepares_one_by_its_pages(world: World, client: Client) -> None:
    client.force_login(world.clerk)
    made = client.post(reverse("gatherings:draft"), {"title": "停车怎么办"})
    gathering = Gathering.objects.get()
    assert (made.status_code, made["Location"]) == (302, reverse("gatherings:show", args=[gathering.pk]))
    assert client.post(reverse("gatherings:draft"), {"title": ""}).status_code == 422


@pytest.mark.parametrize(("who", "status"), [("clerk", 200), ("stranger", 404)])
def test_a_draft_is_there_for_the_office_alone(world: World, client: Client, who: str, status: int) -> None:
    gathering = cases.drafted(world)
    client.force_login(getattr(world, who))
    assert client.get(reverse("gatherings:show", args=[gathering.pk])).status_code == status


def test_a_member_is_refused_with_the_reason_and_a_visitor_signs_in_first(
    world: World, client: Client
) -> None:
    gathering = cases.announced(world)
    address = reverse("gatherings:perform", args=[gathering.pk, "conclude"])
    assert client.post(address).status_code == 302
    client.force_login(world.member)
    assert client.post(address, {"outcome": "x"}).status_code == 403


def test_a_stale_form_changes_nothing(world: World, client: Client) -> None:
    gathering = cases.announced(world)
    client.force_login(world.clerk)
    address = reverse("gatherings:perform", args=[gathering.pk, "conclude"])
    answer = client.post(address, {"outcome": "x", "version": gathering.version - 1})
    gathering.refresh_from_db()
    assert (answer.status_code, gathering.state) == (409, "announced")


def test_the_list_asks_as_much_for_three_as_for_one(
    world: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cases.announced(world)
    with django_assert_num_queries(1):
        client.get(reverse("gatherings:index"))
    for _ in range(2):
        cases.announced(world)
    with django_assert_num_queries(1):
        assert len(client.get(reverse("gatherings:index")).context["gatherings"]) == 3
