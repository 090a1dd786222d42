"""Acting in one of several posts."""

import pytest
from django.test import Client
from django.urls import reverse

from shangliang.bodies.middleware import SESSION_KEY
from shangliang.bodies.models import Post
from shangliang.bodies.tests.world import World, hold

pytestmark = pytest.mark.django_db


def test_who_acts_in_another_post_gets_its_power_and_a_new_session_key(world: World, client: Client) -> None:
    hold(world.member, world.body, Post.Role.ADMIN)
    admin = world.member.posts.get(role="admin")
    client.force_login(world.member)
    members = reverse("bodies:members", args=[world.body.pk])
    before, key = client.get(members).status_code, client.session.session_key
    answer = client.post(reverse("act_as"), {"post": admin.pk, "next": members})
    assert (before, answer.status_code, answer.headers["Location"]) == (403, 302, members)
    assert (client.session[SESSION_KEY], client.session.session_key == key) == (admin.pk, False)
    assert client.get(members).status_code == 200


@pytest.mark.parametrize("post", ["", "x", "999999"])
def test_a_post_one_does_not_hold_is_not_there(world: World, client: Client, post: str) -> None:
    client.force_login(world.member)
    assert client.post(reverse("act_as"), {"post": post}).status_code == 404


def test_the_post_of_another_person_is_not_there(world: World, client: Client) -> None:
    client.force_login(world.member)
    answer = client.post(reverse("act_as"), {"post": world.admin.posts.get().pk})
    assert (answer.status_code, SESSION_KEY in client.session) == (404, False)


def test_switching_leads_nowhere_else_and_only_by_post(world: World, client: Client) -> None:
    client.force_login(world.member)
    post = world.member.posts.get().pk
    answer = client.post(reverse("act_as"), {"post": post, "next": "https://evil.example/"})
    assert answer.headers["Location"] == reverse("home")
    assert client.get(reverse("act_as")).status_code == 405
