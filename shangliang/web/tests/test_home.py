"""The first page: for visitors, for people with work, and of a demo."""

from typing import Any

import pytest
from django.test import Client

from shangliang.bodies.tests.world import make_world


def test_visitors_find_what_is_public_and_the_way_in(db: None) -> None:
    make_world()
    page = Client().get("/").content.decode()
    assert ("/proposals/public/?body=330402" in page, "/sign-in/" in page) == (True, True)


def test_an_installation_without_a_body_says_what_comes_first(db: None) -> None:
    assert Client().get("/").status_code == 200


@pytest.mark.parametrize(("who", "desk"), [("member", "/proposals/mine/"), ("clerk", "/proposals/desk/")])
def test_people_find_their_desk(db: None, who: str, desk: str) -> None:
    world, client = make_world(), Client()
    client.force_login(getattr(world, who))
    assert f'href="{desk}"' in client.get("/").content.decode()


def test_one_press_sign_ins_are_not_drawn_outside_a_demo(db: None, settings: Any) -> None:
    settings.DEMO = False
    assert "demo_sign_in" not in Client().get("/").content.decode()
    assert "/sign-in/demo/" not in Client().get("/").content.decode()
