"""Which posts call for a second factor, and whom an auditor audits."""

from datetime import timedelta

import pytest

from shangliang.accounts.models import SecurityEvent
from shangliang.accounts.privacy import my_data
from shangliang.bodies.models import Membership, Post, RuleSet
from shangliang.bodies.queries import forget_posts
from shangliang.bodies.signing_in import audited_people, described, needs_second_factor
from shangliang.bodies.tests.world import World, county, hold, make_world, person
from shangliang.core.time import today

pytestmark = pytest.mark.django_db


def _asked(world: World) -> set[str]:
    people = [
        value for value in vars(world).values() if hasattr(value, "posts") and hasattr(value, "username")
    ]
    return {
        role
        for one in people
        if needs_second_factor(one)
        for role in one.posts.values_list("role", flat=True)
    }


def test_staff_posts_call_for_a_second_factor_members_do_not() -> None:
    staff = {
        "office_clerk",
        "office_lead",
        "unit_clerk",
        "unit_lead",
        "supervisor",
        "leader",
        "auditor",
        "admin",
    }

    assert _asked(make_world()) == staff


def test_the_platform_administrator_needs_one_without_any_post() -> None:
    operator = person("operator", "管平台")
    assert not needs_second_factor(operator)

    operator.is_superuser = True
    assert needs_second_factor(operator)


def test_a_body_may_ask_it_of_other_roles() -> None:
    world = make_world()
    rules = {"second_factor_roles": ["member"]}
    RuleSet.objects.create(body=world.body, kind="accounts", valid_from=today(), values=rules)

    assert _asked(world) == {"member"}


def test_a_post_that_ended_asks_nothing() -> None:
    world = make_world()
    Post.objects.filter(user=world.clerk).update(ends=today() - timedelta(days=1))
    forget_posts(world.clerk)

    assert not needs_second_factor(world.clerk)


def test_an_auditor_reads_the_events_of_the_own_bodys_people_only() -> None:
    world = make_world()
    elsewhere = hold(person("far", "远方人"), county("330481", "海宁"), Post.Role.OFFICE_CLERK)
    for one in (world.member, elsewhere):
        SecurityEvent.objects.create(kind="signed_in", user=one)

    assert world.member.pk in set(audited_people(world.auditor))
    assert [e.user for e in SecurityEvent.objects.visible_to(world.auditor)] == [world.member]
    assert list(audited_people(world.clerk)) == []


def test_posts_and_memberships_are_in_ones_own_data_and_described() -> None:
    world = make_world()
    Membership.objects.update(employer="南湖医院")

    data = my_data(world.member)

    assert [row["role"] for row in data["posts"]] == ["member"]
    assert [row["employer"] for row in data["memberships"]] == ["南湖医院"]
    assert described(world.clerk) == str(world.clerk.posts.get())
