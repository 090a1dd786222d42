"""The homes: what a visitor finds, what waits for whom, in how many queries, and nothing unpublished."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shangliang.bodies import home as bodies_home
from shangliang.bodies.models import Body
from shangliang.bodies.tests.world import Role, World, county, hold, make_world, person
from shangliang.core.homes import Home, Queues, Visit
from shangliang.core.time import today
from shangliang.ledger.figures import Scope
from shangliang.ledger.totals import counts
from shangliang.proposals import acts
from shangliang.proposals.tests import cases
from shangliang.proposals.tests.test_desk_publicity import key_case
from shangliang.proposals.tests.test_lists import published

MOST_QUERIES = 25  # the frame of every page takes some of them
DESKS = ("member", "clerk", "unit_clerk", "supervisor", "leader", "admin")


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def page_of(user: Any, address: str = "/") -> str:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client.get(address, headers={"accept-language": "en"}).content.decode()


def test_what_was_done_today_is_told_in_a_few_lines_that_add_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases.closed(world)
    monkeypatch.setattr(bodies_home, "MOST_TODAY", 4)
    part = next(bodies_home.done_today(Visit(Home.OFFICE, world.clerk, world.body)))
    assert isinstance(part, Queues)
    assert (len(part.queues), str(part.queues[-1]["label"])) == (5, "其他")
    whole = counts(Scope(world.body, today(), today()))
    assert sum(one["count"] for one in part.queues) == sum(whole.values()) > 5


def test_a_visitor_sees_what_can_be_done_before_anything_else(world: World) -> None:
    page = page_of(None)
    can = (
        page.index("What you can do here"),
        page.index("/proposals/public/?body=330402"),
        page.index("/sign-in/"),
    )
    assert max(can) < page.index('id="home-')


def test_the_public_home_tells_published_cases_with_their_answer_and_nothing_else(world: World) -> None:
    published(world, "关于公开题目的建议")
    cases.closed(world)
    for user in (None, world.clerk, world.member):
        page = page_of(user, "/?body=330402")
        assert ("关于公开题目的建议" in page, "老旧小区" in page) == (True, False)


def test_whoever_spoke_before_finds_the_way_to_the_answer(world: World) -> None:
    assert 'href="/opinions/r/"' in page_of(None)
    assert 'href="/opinions/mine/"' in page_of(world.member, "/?body=330402")


def test_who_operates_the_installation_finds_its_health(world: World) -> None:
    operator = person("operator", "孔运维")
    operator.is_superuser = True
    operator.save()
    assert 'href="/health/"' in page_of(operator)
    assert 'href="/health/"' not in page_of(world.member, "/?body=330402")


def test_the_topmost_body_in_use_is_shown_when_no_place_is_named(world: World) -> None:
    county("330411", "秀洲")
    assert "南湖区" in page_of(None)


@pytest.mark.parametrize("code", ["999999", "0", "x" * 500, "'"])
def test_a_place_that_is_not_in_use_is_not_found(world: World, code: str) -> None:
    assert Client().get("/", {"body": code}).status_code == 404


def test_an_installation_without_a_body_says_what_comes_first(db: None) -> None:
    person("operator", "孔运维")
    assert "No conference uses this installation yet" in page_of(None)


@pytest.mark.parametrize(
    ("who", "desk"),
    [
        ("member", "/proposals/mine/"),
        ("contact", "/proposals/mine/"),
        ("clerk", "/proposals/desk/?queue=new"),
        ("unit_clerk", "/proposals/units/?queue=signing_for"),
        ("supervisor", "/proposals/supervision/?queue=distribution"),
        ("leader", "/proposals/leaders/"),
    ],
)
def test_people_find_their_desk(world: World, who: str, desk: str) -> None:
    assert f'href="{desk}"' in page_of(getattr(world, who))


def test_a_member_finds_invitations_and_replies_to_rate_with_the_days_left(world: World) -> None:
    cases.replied(world)
    draft = cases.drafted(world)
    acts.invite_to_sign(draft, by=world.member, people=[world.cosigner])
    assert re.search(r'id="home-tasks".*?/rate/.*?days left', page_of(world.member), re.S)
    assert re.search(rf'id="home-tasks".*?/proposals/{draft.pk}/.*?hours left', page_of(world.cosigner), re.S)


def test_the_office_finds_counts_and_since_when_the_oldest_waits(world: World) -> None:
    cases.submitted(world)
    cases.submitted(world)
    page = page_of(world.clerk)
    assert re.search(
        r'queue-count">2</span>\s*<a href="/proposals/desk/\?queue=new">.*?came today', page, re.S
    )
    assert "Done today" in page


def test_a_leader_finds_what_they_lead_and_directions_until_their_effect_is_recorded(world: World) -> None:
    proposal = key_case(world)
    acts.instruct(proposal, by=world.leader, leader=world.leader, day=today(), text="请抓紧办理")
    before = page_of(world.leader)
    acts.record_effect(proposal, by=world.clerk, instruction=proposal.instructions.get(), effect="已落实")
    assert (f"/proposals/{proposal.pk}/" in before, "请抓紧办理" in before) == (True, True)
    assert "请抓紧办理" not in page_of(world.leader)


@pytest.mark.parametrize("who", [None, *DESKS])
def test_a_home_takes_as_many_queries_for_three_cases_as_for_one(world: World, who: str | None) -> None:
    client = Client()
    if who:
        client.force_login(getattr(world, who))
    published(world)
    cases.replied(world)
    cases.distributed(world)
    client.get("/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/")
    for _ in range(2):
        published(world)
        cases.replied(world)
        cases.distributed(world)
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert (len(many), len(few) <= MOST_QUERIES) == (len(few), True)


def test_one_press_changes_as_whom_one_acts_and_the_page_says_so(world: World) -> None:
    other = county("330411", "秀洲")
    hold(world.member, other, Role.AUDITOR)
    client = Client()
    client.force_login(world.member)
    second = world.member.posts.get(body=other)
    assert f'name="post" value="{second.pk}" aria-pressed="false"' in client.get("/").content.decode()
    client.post("/act-as/", {"post": second.pk, "next": "/"})
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "Acting as: 秀洲区政协 · auditor" in page
    assert f'name="post" value="{second.pk}" aria-pressed="true"' in page
    for address in ("/", "/proposals/", "/help/"):
        page = client.get(address, headers={"accept-language": "en"}).content.decode()
        assert '<span class="brand-body">秀洲区政协 · auditor</span>' in page


def test_a_place_is_found_by_part_of_its_name_and_as_one_types(world: World) -> None:
    page = Client().get("/places/", {"name": "南湖"}).content.decode()
    part = Client().get("/places/", {"name": "南湖"}, headers={"hx-request": "true"}).content.decode()
    assert ("/?body=330402" in page, "/?body=330402" in part, "<html" in part) == (True, True, False)


@pytest.mark.parametrize("words", ["", "%", "_", "x" * 5000, "<b>", "\x00", "'\"", "🙂", "\u202egnp"])
def test_any_name_may_be_asked_for(world: World, words: str) -> None:
    answer = Client().get("/places/", {"name": words})
    assert (answer.status_code, "<b>" in answer.content.decode()) == (200, False)


@pytest.mark.parametrize(
    "address",
    ["/places/?name=南湖區", "/opinions/?q=南湖區", "/proposals/?place=南湖區", "/bodies/?q=南湖區"],
)
def test_a_place_is_found_in_traditional_characters_too(world: World, address: str) -> None:
    county("330411", "秀洲")
    body = Client().get(address).content.decode().split('id="main"')[1]
    assert ("南湖区" in body, "秀洲" in body) == (True, False)


def test_a_search_for_a_listener_that_finds_none_says_so(world: World) -> None:
    page = page_of(None, "/opinions/?q=不存在的地方")
    assert "Nobody of that name listens here" in page
    assert "Nobody of that name listens here" not in page_of(None, "/opinions/")


def test_places_lead_down_the_tree_and_only_bodies_in_use_to_their_home(world: World) -> None:
    province = county("330000", "浙江")
    Body.objects.filter(pk=province.pk).update(is_active=False)
    Body.objects.filter(pk=world.body.pk).update(parent=province)
    page = page_of(None, "/places/330000/")
    assert ("/?body=330402" in page, "/?body=330000" in page) == (True, False)
    assert Client().get("/places/999999/").status_code == 404


def test_the_tiles_are_the_31_divisions_with_a_conference_and_three_without(db: None) -> None:
    page = page_of(None, "/places/")
    assert (len(re.findall(r'href="/places/\d{6}/"', page)), page.count("no local conference")) == (32, 3)


def test_one_press_sign_ins_are_not_drawn_outside_a_demo(db: None, settings: Any) -> None:
    settings.DEMO = False
    person("operator", "孔运维")
    assert "/sign-in/demo/" not in page_of(None)
