"""The site as an app: what a device may keep of it, and that nothing of a person is among it."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from shangliang.bodies.tests.world import make_world

HEADERS = {"accept-language": "en"}


def test_the_manifest_names_icons_that_are_there(db: None) -> None:
    answer = Client().get("/manifest.webmanifest", headers=HEADERS)
    told = json.loads(answer.content)
    assert (answer["Content-Type"], told["display"], told["scope"]) == (
        "application/manifest+json",
        "standalone",
        "/",
    )
    assert [
        one["src"] for one in told["icons"] if not finders.find(one["src"].removeprefix("/static/"))
    ] == []


def test_every_page_names_the_manifest_and_the_worker_of_its_language(db: None) -> None:
    page = Client().get("/help/", headers=HEADERS).content.decode()
    assert ('rel="manifest" href="/manifest.webmanifest"' in page, "/service-worker.js?lang=en" in page) == (
        True,
        True,
    )


def test_the_worker_keeps_static_files_and_the_offline_page_and_nothing_else(db: None) -> None:
    answer = Client().get("/service-worker.js", {"lang": "en"})
    text = answer.content.decode()
    files = json.loads(re.search(r"const FILES = (\[.*?\]);", text).group(1))  # type: ignore[union-attr]
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert [one for one in files if not one.startswith("/static/web/")] == []
    assert 'const OFFLINE = "/offline/en/";' in text
    assert text.count("cache.put(") == 1
    assert 'credentials: "omit"' in text


@pytest.mark.parametrize("language", ["xx", "", "../en", "en;q=1"])
def test_a_worker_in_an_unknown_language_is_not_found(db: None, language: str) -> None:
    assert Client().get("/service-worker.js", {"lang": language}).status_code == 404


def test_the_offline_page_is_the_same_for_everybody_and_sets_nothing(db: None) -> None:
    world = make_world()
    known, visitor = Client(), Client()
    known.force_login(world.member)
    own, public = known.get("/offline/en/"), visitor.get("/offline/en/")
    assert own.content == public.content
    assert (world.member.name in own.content.decode(), bool(public.cookies)) == (False, False)
    assert "没有网络连接" in visitor.get("/offline/zh-hans/").content.decode()
