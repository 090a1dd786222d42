"""The office's desk narrowed by category, place and way in: rows, counts and the way through the queue agree."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from shangliang.accounts.queries import public_user
from shangliang.bodies.tests.world import World, make_world
from shangliang.opinions import acts, desks
from shangliang.opinions.models import Suggestion, SuggestionDeadline
from shangliang.opinions.narrowing import UNSORTED, Filters, ways_in
from shangliang.opinions.tests import cases
from shangliang.opinions.tests.test_pages import as_

DESK = "/opinions/desk/"
HOUSING, TRADE = "society.housing", "economy.trade"
EACH = [
    Filters(category=HOUSING),
    Filters(category=UNSORTED),
    Filters(category="no.such"),
    Filters(place="公园"),
    Filters(place="無此地"),
    *(Filters(came=came) for came in ways_in()),
    Filters(came="by pigeon"),
    Filters(HOUSING, "公园", "web"),
]


def sorted_as(category: str, world: World, **more: Any) -> Suggestion:
    """Just said, and given a category."""
    word = cases.received(world, **more)
    acts.sort(word, by=world.clerk, kind="suggestion", category=category)
    return word


def by_code(world: World, kind: str, label: str) -> Suggestion:
    """Said by a QR code."""
    code = acts.make_code(world.body, by=world.clerk, kind=kind, label=label)
    return cases.received(world, code=code)


def at_the_counter(world: World) -> Suggestion:
    """Taken down by the office."""
    return acts.receive(world.body, by=world.clerk, key=uuid4().hex, text="…好")


def several(world: World) -> None:
    """Words of every way in, in several queues."""
    sorted_as(HOUSING, world, place="滨河公园南门")
    acts.answer(sorted_as(HOUSING, world, place="菜场"), by=world.clerk, text="已办。")
    late = sorted_as(TRADE, world, place="滨河公园")
    SuggestionDeadline.objects.filter(suggestion=late).update(due=late.received)
    for kind, label in (("place", "城南公园"), ("member", "公园委员"), ("topic", "停车"), ("body", "政协")):
        by_code(world, kind, label)
    at_the_counter(world)
    acts.appeal(cases.hidden(world), by=public_user(), text="没有隐私")
    cases.received(make_world("330411", "秀洲"), place="滨河公园")


def hrefs(page: Any) -> list[str]:
    """Where the rows of a drawn queue lead."""
    found = [part.split('"')[0] for part in page.content.decode().split('item-title"><a href="')[1:]]
    return [one.replace("&amp;", "&") for one in found]


@pytest.mark.parametrize("filters", EACH, ids=str)
def test_every_narrowed_queue_counts_the_rows_it_shows(world: World, filters: Filters) -> None:
    several(world)
    desk, query = as_(world.clerk), filters.as_query()
    for queue in desks.OFFICE:
        page = desk.get(DESK, {"queue": queue.name, **query})
        current = next(tab for tab in page.context["tabs"] if tab["current"])
        assert (current["label"], current["count"]) == (queue.label, len(hrefs(page)))
        assert bool(page.context["start"]) == bool(hrefs(page))


@pytest.mark.parametrize("filters", EACH, ids=str)
def test_the_api_narrows_as_the_desk_does(world: World, filters: Filters) -> None:
    several(world)
    desk, query = as_(world.clerk), filters.as_query()
    told = desk.get("/api/opinions/suggestions", {"queue": "new", **query}).json()["items"]
    rows = hrefs(desk.get(DESK, {"queue": "new", **query}))
    assert sorted(one["id"] for one in told) == sorted(int(one.split("/")[3]) for one in rows)


def shown(world: World, **asked: str) -> list[int]:
    """The words on the desk in the queue of new ones."""
    found = hrefs(as_(world.clerk).get(DESK, asked))
    return [int(href.split("/")[3]) for href in found]


def test_words_are_found_by_their_category_and_those_without_one(world: World) -> None:
    housing, _trade = sorted_as(HOUSING, world), sorted_as(TRADE, world)
    plain = cases.received(world)
    assert shown(world, category=HOUSING) == [housing.pk]
    assert shown(world, category=UNSORTED) == [plain.pk]


def test_a_place_is_found_as_it_was_typed_and_by_the_code_that_hangs_there(world: World) -> None:
    typed, coded = cases.received(world, place="滨河公园南门"), by_code(world, "place", "城南公园")
    cases.received(world, place="菜场")
    by_code(world, "topic", "公园")
    assert shown(world, place="公园") == shown(world, place="公園") == [typed.pk, coded.pk]
    latin = cases.received(world, place="Gate B")
    assert shown(world, place=" gate  b\x00") == [latin.pk]


def test_words_are_found_by_the_way_they_came(world: World) -> None:
    web, member, place = (
        cases.received(world),
        by_code(world, "member", "林委员"),
        by_code(world, "place", "站"),
    )
    counter = at_the_counter(world)
    assert shown(world, came="web") == [web.pk]
    assert shown(world, came="code") == [member.pk, place.pk]
    assert shown(world, came="member") == [member.pk]
    assert shown(world, came="counter") == [counter.pk]


@pytest.mark.parametrize("asked", [{"category": "no.such"}, {"came": "<pigeon>"}, {"place": "x" * 500}])
def test_what_nothing_fits_is_said_and_can_be_lifted(world: World, asked: dict[str, str]) -> None:
    cases.received(world)
    desk = as_(world.clerk)
    page = desk.get(DESK, {"queue": "new", **asked})
    text = page.content.decode()
    assert (page.status_code, hrefs(page)) == (200, [])
    assert "该队列中没有符合筛选条件的内容。" in text
    assert f'<a class="button" href="{DESK}?queue=new">查看整个队列</a>' in text
    assert "<pigeon>" not in text


def test_chips_say_to_what_the_queue_is_narrowed_and_each_is_lifted_alone(world: World) -> None:
    cases.received(world)
    page = as_(world.clerk).get(DESK, {"queue": "late", "place": "公园", "came": "web", "after": "~1"})
    chips = page.content.decode().split('class="chips')[1].split("</div>")[0].replace("&amp;", "&")
    assert f'href="{DESK}?queue=late&came=web"' in chips and "地点含“公园”" in chips
    assert f'href="{DESK}?queue=late&place=%E5%85%AC%E5%9B%AD"' in chips and "网页" in chips
    assert f'href="{DESK}?queue=late"' in chips


def test_a_queue_that_is_not_narrowed_says_nothing_of_it(world: World) -> None:
    page = as_(world.clerk).get(DESK).content.decode()
    assert 'class="chips' not in page and "该队列中没有符合筛选条件的内容。" not in page


def test_later_pages_and_other_queues_stay_narrowed(world: World) -> None:
    for _one in range(21):
        sorted_as(HOUSING, world)
        cases.received(world)
    page = as_(world.clerk).get(DESK, {"category": HOUSING})
    assert all("category=society.housing" in tab["href"] for tab in page.context["tabs"])
    onward = [part for part in page.content.decode().replace("&amp;", "&").split('"') if "after=" in part]
    assert [len(hrefs(as_(world.clerk).get(href))) for href in onward] == [1]


@pytest.fixture
def office(world: World, client: Client) -> Client:
    """The office's browser."""
    client.force_login(world.clerk)
    return client


NARROWED = "?queue=new&category=society.housing&came=web"


def decide(office: Client, word: Suggestion, **form: str) -> str:
    """Press a decision on the page of a word of the narrowed queue; where it leads."""
    word.refresh_from_db()
    answer = office.post(f"{DESK}{word.pk}/{NARROWED}", {"version": str(word.version), **form})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_the_way_through_a_narrowed_queue_stays_in_it_and_leads_back(world: World, office: Client) -> None:
    first, _other, third = (sorted_as(one, world) for one in (HOUSING, TRADE, HOUSING))
    desk = office.get(DESK + NARROWED)
    assert hrefs(desk) == [f"{DESK}{one.pk}/{NARROWED}" for one in (first, third)]
    assert office.get(desk.context["start"])["Location"] == f"{DESK}{first.pk}/{NARROWED}"
    case = office.get(f"{DESK}{first.pk}/{NARROWED}")
    assert case.context["desk"] == DESK + NARROWED
    assert office.get(case.context["skip"])["Location"] == f"{DESK}{third.pk}/{NARROWED}"
    assert decide(office, first, act="decline", reason="empty") == f"{DESK}{third.pk}/{NARROWED}"
    assert decide(office, third, act="decline", reason="empty") == DESK + NARROWED
    assert "该队列中没有其他符合筛选条件的内容。" in office.get(DESK + NARROWED).content.decode()


def test_who_sorts_a_word_out_of_the_narrowed_queue_goes_on_to_the_next(world: World, office: Client) -> None:
    first, second, third = (sorted_as(HOUSING, world) for _one in range(3))
    stays = decide(office, second, act="sort", kind="clue", category=HOUSING)
    assert stays == f"{DESK}{second.pk}/{NARROWED}"
    leaves = decide(office, second, act="sort", kind="suggestion", category=TRADE)
    assert leaves == f"{DESK}{third.pk}/{NARROWED}" != f"{DESK}{first.pk}/{NARROWED}"


def test_a_narrowed_queue_is_kept_apart_from_the_whole_one(open_world: World) -> None:
    sorted_as(HOUSING, open_world)
    cases.received(open_world)
    found = [
        len(shown(open_world, **asked)) for asked in ({}, {"category": HOUSING}, {}, {"category": TRADE})
    ]
    assert found == [2, 1, 2, 0]
    sorted_as(HOUSING, open_world)
    assert len(shown(open_world, category=HOUSING)) == 2
