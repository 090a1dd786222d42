"""People in the search: by name, sound, initials and seat, for those who may see the post and nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shangliang.accounts import privacy
from shangliang.accounts.models import User
from shangliang.bodies import acts
from shangliang.bodies.models import Collective, Membership, Post
from shangliang.bodies.tests.world import World, hold, make_world, person
from shangliang.core.time import today
from shangliang.insight.text import index
from shangliang.insight.text.search import find

pytestmark = pytest.mark.django_db
# A member's and a clerk's name of another body beside those of one's own: nobody here may find them.
NAME = "欧阳羽"


@pytest.fixture
def world(db: None) -> World:
    """Two bodies; in each a member and a clerk of the same rare name."""
    here, far = make_world(), make_world("330411", "秀洲")
    for place, body in (("here", here.body), ("far", far.body)):
        sector = Collective.objects.create(body=body, kind="sector", code="edu", name=f"教育界{place}")
        user = hold(person(f"rare-{place}", NAME), body, Post.Role.MEMBER)
        post, term = user.posts.get(), body.terms.get()
        Membership.objects.create(post=post, term=term, sector=sector, employer=f"单位{place}")
        hold(person(f"rare-clerk-{place}", NAME), body, Post.Role.OFFICE_CLERK)
    index.forget()
    return here


def found(user: Any, words: str = NAME) -> list[str]:
    """The sign-in names behind the people found."""
    hits = find(user, words, kinds=["person"]).hits
    return sorted(Post.objects.get(pk=hit.pk).user.username for hit in hits)


FINDS = {
    "visitor": [],
    "stranger": [],
    "unit_clerk": [],
    "supervisor": [],
    "leader": [],
    "member": ["rare-here"],
    "contact": ["rare-here"],
    "clerk": ["rare-clerk-here", "rare-here"],
    "auditor": ["rare-clerk-here", "rare-here"],
    "admin": ["rare-clerk-here", "rare-here"],
}


def test_nobody_finds_or_counts_people_they_may_not_see(world: World) -> None:
    people = {role: AnonymousUser() if role == "visitor" else getattr(world, role) for role in FINDS}

    assert {role: found(user) for role, user in people.items()} == FINDS
    counted = {role: sum(find(user, NAME).bodies.values()) for role, user in people.items()}
    assert counted == {role: len(names) for role, names in FINDS.items()}
    assert {role for role, user in people.items() if found(user, "单位")} == {"clerk", "auditor", "admin"}


def test_one_finds_oneself(world: World) -> None:
    assert found(world.stranger, "杨路人") == []
    assert found(world.unit_clerk, "卫科员") == [world.unit_clerk.username]


@pytest.mark.parametrize("words", ["歐陽羽", "ouyangyu", "oyy", "教育界here"])
def test_a_member_is_found_in_every_way_of_writing(world: World, words: str) -> None:
    assert found(world.member, words) == ["rare-here"]


def test_nothing_is_suggested_of_people_one_may_not_see(world: World) -> None:
    assert find(world.member, "欧杨羽").suggestion in ("", NAME)
    assert NAME not in find(world.stranger, "欧杨羽").suggestion


def test_a_post_that_ends_is_found_no_more(world: World) -> None:
    post = Post.objects.get(user__username="rare-here")
    assert found(world.member) == ["rare-here"]

    yesterday = today() - timedelta(days=1)
    acts.end_post(world.body, by=world.admin, post=post, ends=yesterday, reason=Membership.Ending.RESIGNED)

    assert found(world.member) == []


def test_who_is_admitted_is_found_at_once(world: World) -> None:
    assert found(world.member, "上官云") == []

    newcomer = person("newcomer", "上官云")
    acts.admit_member(world.body, by=world.admin, person=newcomer)

    assert found(world.member, "sgy") == ["newcomer"]


def test_an_erased_person_leaves_the_index(world: World) -> None:
    user = User.objects.get(username="rare-here")
    assert found(world.clerk) == ["rare-clerk-here", "rare-here"]

    privacy.forget(user)
    User.objects.filter(pk=user.pk).update(name="", erased="2026-01-01T00:00Z")

    assert found(world.clerk) == ["rare-clerk-here"]
    assert index.differences() == []


def test_a_renamed_unit_is_found_by_its_new_name(world: World) -> None:
    assert found(world.clerk, "教育体育局") == []

    acts.rename_unit(world.body, by=world.admin, unit=world.unit, name="南湖区教育体育局")

    assert found(world.clerk, "教育体育局") == sorted([world.unit_clerk.username, world.unit_lead.username])


@pytest.mark.parametrize(
    ("role", "status"), [("member", 200), ("clerk", 302), ("stranger", 404), ("unit_clerk", 404)]
)
def test_a_hit_leads_to_the_page_its_reader_may_see(world: World, role: str, status: int) -> None:
    post, browser = Post.objects.get(user__username="rare-here"), Client()
    browser.force_login(getattr(world, role))

    answer = browser.get(f"/bodies/posts/{post.pk}/")

    assert answer.status_code == status
    assert ("教育界here" in answer.content.decode()) == (status == 200)


def test_many_people_cost_as_many_queries_as_few(world: World) -> None:
    def admitted(name: str) -> None:
        acts.admit_member(world.body, by=world.admin, person=person(name, NAME))

    def queries() -> int:
        index.forget()
        found(world.member)
        with CaptureQueriesContext(connection) as counted:
            find(world.member, NAME)
        return len(counted)

    admitted("one")
    few = queries()
    admitted("two")
    admitted("three")

    assert queries() == few
    assert len(found(world.member)) == 4
