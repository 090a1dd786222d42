"""A day's work at the desks of words and reports: decide, and on to the next."""

import pytest
from django.test import Client

from shangliang.bodies.tests.world import World
from shangliang.opinions.models import Suggestion
from shangliang.opinions.tests import cases
from shangliang.opinions.tests.reports import cases as reports

DESK, REPORTS = "/opinions/desk/", "/opinions/reports/desk/"


@pytest.fixture
def office(world: World, client: Client) -> Client:
    """The office's browser."""
    client.force_login(world.clerk)
    return client


def three(world: World) -> list[Suggestion]:
    return [cases.received(world, f"第{n}件：路灯不亮，请尽快修好。") for n in (1, 2, 3)]


def decide(client: Client, word: Suggestion, query: str, **form: str) -> str:
    """Press a decision on the page of a word; where it leads."""
    page = client.get(f"{DESK}{word.pk}/{query}")
    answer = client.post(f"{DESK}{word.pk}/{query}", {"version": page.context["suggestion"].version, **form})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_the_desk_begins_at_the_first_and_skips_to_the_next(world: World, office: Client) -> None:
    words = three(world)
    start = office.get(DESK).context["start"]
    assert office.get(start)["Location"] == f"{DESK}{words[0].pk}/?queue=new"
    page = office.get(f"{DESK}{words[0].pk}/?queue=new")
    assert page.context["desk"] == f"{DESK}?queue=new"
    assert office.get(page.context["skip"])["Location"] == f"{DESK}{words[1].pk}/?queue=new"
    assert office.get(f"{DESK}{words[2].pk}/next/?queue=new")["Location"] == f"{DESK}{words[0].pk}/?queue=new"
    assert office.get(f"{DESK}next/?queue=late")["Location"] == f"{DESK}?queue=late"


def test_a_decision_goes_on_to_the_next_of_the_queue(world: World, office: Client) -> None:
    first, second, third = three(world)
    refusal = {"act": "decline", "reason": "empty"}
    sorted_out = decide(
        office, first, "?queue=new", act="sort", kind="suggestion", category="society.housing"
    )
    assert sorted_out == f"{DESK}{first.pk}/?queue=new"
    assert decide(office, first, "?queue=new", **refusal) == f"{DESK}{second.pk}/?queue=new"
    assert decide(office, third, "?queue=new", **refusal) == f"{DESK}{second.pk}/?queue=new"
    assert decide(office, second, "?queue=new", **refusal) == f"{DESK}?queue=new"


def test_whoever_came_by_a_link_stays_with_the_word(world: World, office: Client) -> None:
    word = cases.received(world)
    assert decide(office, word, "", act="decline", reason="empty") == f"{DESK}{word.pk}/"
    assert office.get(f"{DESK}{word.pk}/").context["skip"] == ""


def test_a_report_put_away_leads_to_the_next_and_one_to_edit_stays(world: World, office: Client) -> None:
    first, second = reports.submitted(world), reports.submitted(world)
    listed = office.get(REPORTS).context["rows"]
    assert [one["href"] for one in listed] == [f"{REPORTS}{one.pk}/?queue=new" for one in (first, second)]
    page = office.get(listed[0]["href"])
    kept = office.post(listed[0]["href"], {"act": "keep", "version": page.context["report"].version})
    assert kept["Location"] == f"{REPORTS}{first.pk}/next/?queue=new"
    assert office.get(kept["Location"])["Location"] == listed[1]["href"]
    page = office.get(listed[1]["href"])
    edit = office.post(listed[1]["href"], {"act": "edit", "version": page.context["report"].version})
    assert edit["Location"] == listed[1]["href"]
    assert office.get(f"{REPORTS}{second.pk}/next/?queue=new")["Location"] == f"{REPORTS}?queue=new"
