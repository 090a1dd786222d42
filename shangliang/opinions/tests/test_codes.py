"""QR codes: each leads to the one screen, is counted without telling who, and prints on three sheets."""

import json
from typing import Any
from uuid import uuid4

import pytest
from altcha.v1 import Challenge, solve_challenge
from django.test import Client
from django.urls import reverse

from shangliang.bodies.tests.world import World
from shangliang.opinions import acts, proof
from shangliang.opinions.models import Code, Suggestion
from shangliang.opinions.statistics import divisions, year_of
from shangliang.opinions.tests import cases
from shangliang.opinions.tests.test_pages import as_, send


@pytest.fixture
def code(world: World) -> Code:
    """Hangs in a park."""
    return acts.make_code(world.body, by=world.clerk, label="城南公园", question="这个公园哪里可以更好？")


def test_what_is_said_by_a_code_is_counted_with_it(world: World, code: Code, client: Client) -> None:
    page = reverse("opinions:scanned", args=[code.slug])
    assert "这个公园哪里可以更好？" in client.get(page).content.decode()
    assert send(client, to=page).status_code == 302
    said = Suggestion.objects.get()
    assert (said.code, said.channel) == (code, "code")
    row = as_(world.clerk).get(reverse("opinions:codes")).context["rows"][0]
    assert [cell["text"] for cell in row["cells"][3:]] == [1, 1]


def test_a_retired_code_leads_on_to_its_body(world: World, code: Code, client: Client) -> None:
    acts.retire(code, by=world.clerk)
    page = reverse("opinions:scanned", args=[code.slug])
    assert client.get(page).url == "/opinions/say/330402/"  # type: ignore[attr-defined]
    assert client.get(reverse("opinions:picture", args=[code.slug])).status_code == 404


@pytest.mark.parametrize("kind", ["a4", "a5", "card"])
def test_every_sheet_prints(code: Code, client: Client, kind: str) -> None:
    shown = client.get(reverse("opinions:sheet", args=[code.slug, kind]))
    assert "城南公园" in shown.content.decode() and f"sheet-{kind}.css" in shown.content.decode()
    assert client.get(reverse("opinions:picture", args=[code.slug]))["Content-Type"] == "image/svg+xml"


def solved(key: str) -> str:
    """What a browser finds."""
    task: dict[str, Any] = proof.challenge_for(key)
    challenge = Challenge("SHA-256", task["challenge"], task["most"], task["salt"], task["signature"])
    found = solve_challenge(challenge.challenge, challenge.salt, "SHA-256", task["most"])
    assert found is not None
    return json.dumps({**{k: task[k] for k in ("salt", "challenge", "signature")}, "number": found.number})


def test_work_is_good_for_one_sending_only(world: World, client: Client, settings: Any) -> None:
    settings.PROOF_OF_WORK = 50
    key = uuid4().hex
    worked = solved(key)
    assert proof.is_worked_out(worked, key)
    assert not proof.is_worked_out(worked, uuid4().hex)
    assert send(client, key=key, sum="", proof=worked).status_code == 302


@pytest.mark.parametrize(
    "junk", ["[]", "1", "{}", '{"salt": 5}', "不是", '{"salt": "a?expires=x", "number": 1}']
)
def test_neither_work_nor_sum_is_refused_and_the_words_stay(world: World, client: Client, junk: str) -> None:
    answer = send(client, sum="99", proof=junk)
    assert (answer.status_code, Suggestion.objects.count()) == (422, 0)
    assert "斑马线" in answer.content.decode()


def test_words_are_counted_by_the_places_the_office_named_alone(world: World) -> None:
    code = acts.make_code(world.body, by=world.clerk, label="城南公园", kind="place")
    for place in ("", "城南公园", "城南公园"):
        cases.received(world, place=place, code=None if place else code)
    for _row in range(4):
        cases.received(world, place="王某家门口")
    found = {one.label: one.lines for one in divisions(year_of(world.body))}
    assert [(one.label, one.counts) for one in found["按地点"]] == [("城南公园", (3, 0, 0))]
