"""Frames on other sites: only what is public, no cookie, no script, and only where the deployment allows it."""

import re
from typing import Any

import pytest
from django.test import Client

from shangliang.bodies.tests.world import World, make_world
from shangliang.proposals import acts
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests import cases
from shangliang.proposals.tests.test_lists import published

CANARY = "老旧小区"
PUBLIC = "关于公开题目的建议"
LIST, NUMBERS, COUNTER = (
    "/embed/330402/answered/",
    "/embed/330402/numbers/",
    "/embed/330402/numbers/received/",
)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def case(world: World) -> Proposal:
    """A published case; beside it one that is answered and not published."""
    cases.closed(world)
    return published(world, PUBLIC)


def frames(case: Proposal) -> list[str]:
    return [LIST, NUMBERS, COUNTER, f"/embed/case/proposals/{case.pk}/", "/embed/330402/nothing/"]


def test_frames_show_what_is_public_whoever_looks(world: World, case: Proposal) -> None:
    for address in frames(case):
        visitor = Client().get(address)
        clerk = Client()
        clerk.force_login(world.clerk)
        assert clerk.get(address).content == visitor.content
        assert CANARY not in visitor.content.decode()
    assert PUBLIC in Client().get(LIST).content.decode()


def test_frames_set_no_cookie_run_no_script_and_have_no_form(world: World, case: Proposal) -> None:
    for address in frames(case):
        client = Client()
        client.force_login(world.clerk)
        answer = client.get(address)
        assert answer.cookies == {}
        assert re.findall(r"<script|<form|<input|csrf", answer.content.decode()) == []
        assert answer["Cache-Control"] == "public, max-age=300"


def test_the_policy_of_a_frame_is_the_tightest_that_shows_it(case: Proposal, settings: Any) -> None:
    settings.EMBED_ANCESTORS = ["'self'", "https://www.example.gov"]
    for address in frames(case):
        answer = Client().get(address)
        policy = dict(
            part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";")
        )
        assert (policy["default-src"], policy["frame-ancestors"]) == (
            "'none'",
            "'self' https://www.example.gov",
        )
        assert (policy["script-src"], "X-Frame-Options" in answer) == ("'none'", False)


def test_all_other_pages_stay_out_of_frames(case: Proposal) -> None:
    for address in ("/", "/embed/?body=330402", f"/proposals/{case.pk}/"):
        answer = Client().get(address)
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("state", ["draft", "answered", "taken back"])
def test_a_case_that_is_not_public_has_no_frame_and_no_code(world: World, state: str) -> None:
    if state == "taken back":
        proposal = published(world, PUBLIC)
        acts.unpublish(proposal, by=world.lead, reason="x")
    else:
        proposal = cases.drafted(world) if state == "draft" else cases.closed(world)
    client = Client()
    client.force_login(world.lead)
    for address in (f"/embed/case/proposals/{proposal.pk}/", f"/embed/?case=proposals/{proposal.pk}"):
        answer = client.get(address)
        assert (answer.status_code, CANARY in answer.content.decode()) == (404, False)


@pytest.mark.parametrize(
    "address",
    [
        "/embed/999999/answered/",
        "/embed/330402/nothing/",
        "/embed/330402/queues/",
        "/embed/330402/numbers/nothing/",
        "/embed/case/users/1/",
        "/embed/case/proposals/999999999999/",
        "/embed/?body=999999",
        "/embed/?case=users/1",
        "/embed/?case=proposals/x",
    ],
)
def test_what_is_not_there_has_no_frame(world: World, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_the_codes_can_be_copied_and_lead_to_frames(case: Proposal) -> None:
    page = Client().get("/embed/", {"body": "330402"}).content.decode()
    found = re.findall(r"&lt;iframe src=&quot;http://testserver([^?]+)\?lang=", page)
    assert {LIST, NUMBERS, COUNTER} <= set(found)
    assert {Client().get(address).status_code for address in found} == {200}


def test_a_frame_speaks_the_language_its_page_asks_for(case: Proposal) -> None:
    told = {lang: Client().get(LIST, {"lang": lang}).content.decode() for lang in ("en", "zh-hans", "xx")}
    assert ("What became of things" in told["en"], "办理结果" in told["zh-hans"]) == (True, True)
    assert told["xx"] == told["zh-hans"]


def test_only_public_words_present_a_page_that_is_shared(world: World, case: Proposal) -> None:
    hidden = cases.closed(world)
    client = Client()
    client.force_login(world.clerk)
    shared = re.findall(
        r'<meta property="og:[a-z_]+" content="([^"]*)"',
        client.get(f"/proposals/{case.pk}/").content.decode(),
    )
    assert (PUBLIC in shared, [one for one in shared if CANARY in one]) == (True, [])
    assert "og:" not in client.get(f"/proposals/{hidden.pk}/").content.decode()
    assert 'property="og:title"' in Client().get("/").content.decode()
    assert "og:" not in client.get("/").content.decode()
