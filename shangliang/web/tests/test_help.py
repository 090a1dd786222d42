"""Help: a guide for every role, words in both languages, and every number with its definition."""

import re

import pytest
from django.test import Client

from shangliang.bodies.models import Post
from shangliang.bodies.tests.world import make_world
from shangliang.core.guides import steps_for, words
from shangliang.core.homes import Home
from shangliang.ledger.figures import figures
from shangliang.web.views.guides import ROLES
from shangliang.web.views.home import HOMES


def text_of(address: str, language: str = "en") -> str:
    return Client().get(address, headers={"accept-language": language}).content.decode()


def test_every_post_has_a_home_and_every_home_a_guide() -> None:
    assert set(HOMES) == set(Post.Role.values)
    assert set(ROLES) == set(Home)


@pytest.mark.parametrize("home", list(Home))
def test_a_guide_is_one_page_with_a_few_steps_whose_links_lead_somewhere(db: None, home: Home) -> None:
    page = text_of(f"/help/{home.value}/")
    assert 2 <= len(steps_for(home)) <= 10
    assert page.count("<h3>") == len(steps_for(home))


@pytest.mark.parametrize("role", ["x", "office%20", "a" * 300])
def test_a_guide_for_nobody_is_not_found(db: None, role: str) -> None:
    assert Client().get(f"/help/{role}/").status_code == 404


def test_each_role_finds_its_guide_from_its_home(db: None) -> None:
    world = make_world()
    for user, role in ((world.member, "member"), (world.clerk, "office"), (world.unit_clerk, "unit")):
        client = Client()
        client.force_login(user)
        assert f'href="/help/{role}/"' in client.get("/").content.decode()


def test_every_word_stands_in_both_languages_whatever_the_reader_reads(db: None) -> None:
    for language in ("en", "zh-hans"):
        pairs = re.findall(
            r'<span lang="zh-hans">(.*?)</span> · <span lang="en">(.*?)</span>',
            text_of("/help/words/", language),
        )
        assert len(pairs) == len(words()) > 20
        assert [
            pair for pair in pairs if not re.search("[一-鿿]", pair[0]) or re.search("[一-鿿]", pair[1])
        ] == []


def test_no_word_is_explained_twice() -> None:
    named = [one.said_in("en") for one in words()]
    assert sorted(set(named)) == sorted(named)


def test_the_glossary_defines_every_number(db: None) -> None:
    page = text_of("/help/words/")
    assert [one.name for one in figures.values() if str(one.label) not in page] == []
