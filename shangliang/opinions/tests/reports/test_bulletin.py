"""The bulletin of a year: each figure opens the rows it counts, to the office of the body alone."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shangliang.bodies.tests.world import World
from shangliang.core.tables import read_table
from shangliang.opinions import acts
from shangliang.opinions.tests.reports import cases
from shangliang.opinions.tests.reports.cases import Ladder
from shangliang.opinions.tests.test_pages import as_

FIGURES = ("submitted", "received_from_below", "issued", "adopted", "forwarded", "instructed")
OPENED = re.compile(r'<td class="number"><a href="([^"]+)">(\d+)</a></td>')


def root() -> str:
    """The bulletin of this year."""
    return f"/opinions/reports/bulletin/{timezone.localdate().year}/"


@pytest.fixture
def busy(ladder: Ladder) -> Ladder:
    """A county and its city with something in every figure."""
    county, city, today = ladder.county, ladder.city, timezone.localdate()
    cases.submitted(county)
    acts.begin(county.body, by=county.member)
    above = cases.sent_up(county, cases.issued(county, cases.submitted(county)))
    cases.issued(city, above)
    for addressee in ("party", "government"):
        acts.send(above, by=city.clerk, addressee=addressee)
        where = cases.dispatch_of(above, addressee)
        outcome = "forwarded" if addressee == "government" else "instructed"
        acts.record_result(where, by=city.clerk, outcome=outcome, day=today, instruction="请研究。")
    cases.submitted(city)
    return ladder


def lines_of(client: Client, address: str, ending: str) -> list[Any]:
    """The rows of a file without its headings."""
    path, mark, group = address.partition("?")
    answer: Any = client.get(f"{path}rows.{ending}{mark}{group}")
    assert answer.status_code == 200, address
    return list(read_table(f"rows.{ending}", b"".join(answer)).rows)


@pytest.mark.parametrize("place", ["county", "city"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_figure_opens_as_many_rows_as_it_counts(busy: Ladder, place: str, language: str) -> None:
    client = as_(getattr(busy, place).clerk)
    client.cookies["django_language"] = language
    opened = OPENED.findall(client.get(root()).content.decode())
    assert {address.split("?")[0].split("/")[-2] for address, _n in opened} == set(FIGURES)
    assert any("level=" in address for address, _n in opened)
    for address, number in opened:
        page: Any = client.get(address)
        files = [len(lines_of(client, address, ending)) for ending in ("csv", "xlsx")]
        told = (page.context["value"], len(page.context["rows"]), *files)
        assert told == (int(number),) * 4, address


def test_the_levels_of_a_figure_sum_to_it(busy: Ladder) -> None:
    client = as_(busy.city.clerk)
    opened = dict(OPENED.findall(client.get(root()).content.decode()))
    for name in FIGURES[3:]:
        parts = [int(n) for address, n in opened.items() if f"/{name}/?level=" in address]
        assert sum(parts) == int(opened[f"{root()}{name}/"]), name


def test_the_bulletin_is_a_table_to_fetch(busy: Ladder) -> None:
    client = as_(busy.county.clerk)
    page = client.get(root()).content.decode()
    told = [int(n) for _address, n in OPENED.findall(page)]
    for ending in ("csv", "xlsx"):
        assert f"{root()}bulletin.{ending}" in page
    answer: Any = client.get(f"{root()}bulletin.xlsx")
    lines = read_table("bulletin.xlsx", b"".join(answer)).rows
    assert [int(line[2]) for line in lines if int(line[2])] == [n for n in told if n]
    assert client.get(f"{root()}bulletin.pdf").status_code == 404


@pytest.mark.parametrize("who", ["member", "unit_clerk", "unit_lead", "supervisor", "leader", "stranger"])
def test_nobody_but_the_office_opens_the_rows(busy: Ladder, who: str) -> None:
    client = as_(getattr(busy.county, who))
    for name in FIGURES:
        for address in (f"{root()}{name}/", f"{root()}{name}/rows.csv", f"{root()}{name}/rows.xlsx"):
            assert client.get(address).status_code == 403, address
    assert client.get(f"{root()}bulletin.csv").status_code == 403


def test_another_office_opens_its_own_rows_only(busy: Ladder) -> None:
    client = as_(busy.other.clerk)
    for name in FIGURES:
        page: Any = client.get(f"{root()}{name}/")
        assert (page.context["value"], page.context["rows"]) == (0, []), name


@pytest.mark.parametrize(
    "query", ["nonsense/", "issued/?level=city", "adopted/?level=x", "issued/rows.pdf", "reports.issued/"]
)
def test_rows_that_are_none_are_not_found(world: World, query: str) -> None:
    assert as_(world.clerk).get(f"{root()}{query}").status_code == 404


@pytest.mark.parametrize("address", ["", "submitted/", "adopted/", "submitted/rows.csv", "adopted/rows.xlsx"])
def test_the_bulletin_asks_as_often_with_many_rows_as_with_one(world: World, address: str) -> None:
    counts, today = [], timezone.localdate()
    for _turn in range(2):
        for _more in range(1 + 2 * _turn):
            report = cases.issued(world, cases.submitted(world))
            acts.send(report, by=world.clerk, addressee="party")
            where = cases.dispatch_of(report, "party")
            acts.record_result(where, by=world.clerk, outcome="adopted", day=today)
        browser = as_(world.clerk)
        browser.get(root())
        with CaptureQueriesContext(connection) as asked:
            answer: Any = browser.get(f"{root()}{address}")
            assert answer.status_code == 200
            assert b"".join(answer)
        counts.append(len(asked))
    assert counts[0] == counts[1]
