"""The numbers of public words: safe for everybody, and for the office with the words behind each."""

import re
from typing import Any

import pytest
from django.test import Client

from shangliang.bodies.tests.world import World
from shangliang.opinions import acts
from shangliang.opinions.statistics import divisions, year_of
from shangliang.opinions.tests import cases
from shangliang.opinions.tests.test_pages import as_


def some_words(world: World) -> None:
    """One answered by a unit, one by the office, one refused, one waiting, one sorted."""
    code = acts.make_code(world.body, by=world.clerk, label="城南公园", kind="place")
    acts.reply(cases.forwarded(world), by=world.unit_clerk, answer="已列入本月计划。")
    acts.answer(cases.received(world, code=code), by=world.clerk, text="已经修好。")
    acts.decline(
        cases.received(world), by=world.clerk, reason="dispute", next_step="请向人民调解委员会申请调解。"
    )
    sorted_one = cases.received(world, place="城南公园")
    acts.sort(sorted_one, by=world.clerk, kind="suggestion", category="society.housing")


def pages_of(client: Client, world: World) -> list[tuple[str, str]]:
    """Every number of the office's page that has an address, with it."""
    page = client.get(f"/opinions/statistics/{world.body.region.code}/").content.decode()
    found = re.findall(r'<td[^>]*>\s*<a href="(/opinions/counted/[^"]+)">(\d+)</a>', page)
    return [(address.replace("&amp;", "&"), number) for address, number in found]


def test_every_line_opens_as_many_words_as_it_counts(world: World) -> None:
    some_words(world)
    client = as_(world.clerk)
    lines = pages_of(client, world)
    assert {address.split("by=")[1].split("&")[0] for address, _n in lines} == {
        "category", "channel", "place", "code", "unit",
    }  # fmt: skip
    for address, number in lines:
        page = client.get(address)
        path, _mark, group = address.partition("?")
        table = b"".join(client.get(f"{path}words.csv?{group}")).decode("utf-8-sig").splitlines()  # type: ignore[arg-type]
        told = (page.context["value"], len(page.context["rows"]), len(table) - 1)
        assert told == (int(number),) * 3, address


@pytest.mark.parametrize("name", ["received", "answered", "in_time", "published", "adopted", "led_somewhere"])
def test_every_figure_opens_its_words_to_the_office_alone(world: World, name: str) -> None:
    some_words(world)
    page = as_(world.clerk).get(f"/opinions/statistics/{world.body.region.code}/").content.decode()
    assert f"/opinions/counted/{name}/" in page
    for who in ("member", "unit_clerk", "supervisor", "leader"):
        client = as_(getattr(world, who))
        assert (
            "/opinions/counted/"
            not in client.get(f"/opinions/statistics/{world.body.region.code}/").content.decode()
        )
        assert client.get(f"/opinions/counted/{name}/").status_code == 403
        assert client.get(f"/opinions/counted/{name}/words.csv").status_code == 403


def test_answers_are_divided_as_what_came_is(world: World) -> None:
    some_words(world)
    inside: dict[str, Any] = {one.name: one.lines for one in divisions(year_of(world.body), is_public=False)}
    for name in ("category", "channel"):
        sums = [sum(column) for column in zip(*(line.counts for line in inside[name]), strict=True)]
        assert sums == [4, 2, 2], name
    assert [(line.label, line.counts) for line in inside["unit"]] == [(str(world.unit), (1, 1, 1))]
    outside = {one.name: one.lines for one in divisions(year_of(world.body))}
    assert [line.counts for line in outside["unit"]] == [(1, 1, 1)]
    assert str(world.unit) not in [line.label for line in outside["unit"]]


@pytest.mark.parametrize("query", ["?by=text&of=a", "?by=unit&of=x", "?by=nonsense"])
def test_a_group_that_is_none_is_not_found(world: World, query: str) -> None:
    assert as_(world.clerk).get(f"/opinions/counted/received/{query}").status_code == 404
    assert as_(world.clerk).get("/opinions/counted/nonsense/").status_code == 404
    assert as_(world.clerk).get("/opinions/counted/led_somewhere/?by=category").status_code == 404


def test_the_office_reads_why_a_word_was_declined_in_words(world: World) -> None:
    some_words(world)
    client = as_(world.clerk)
    log = b"".join(client.get("/opinions/desk/moderation.csv")).decode("utf-8-sig")  # type: ignore[arg-type]
    assert ("个人或家庭纠纷" in log, "dispute" in log) == (True, False)
    declined = client.get("/opinions/desk/", {"queue": "done"}).content.decode()
    assert "/opinions/desk/" in declined
    word = world.body.suggestions.get(state="declined")
    page = client.get(f"/opinions/desk/{word.pk}/").content.decode()
    assert ("个人或家庭纠纷" in page, "请向人民调解委员会申请调解。" in page) == (True, True)


@pytest.mark.parametrize("digits", [16, 30, 4_500])
def test_a_unit_whose_number_fits_no_column_is_no_group(world: World, digits: int) -> None:
    answer = as_(world.clerk).get("/opinions/counted/received/", {"by": "unit", "of": "9" * digits})
    assert answer.status_code == 404
