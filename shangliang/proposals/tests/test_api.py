"""The API: the same acts as the pages, the same refusals, typed input."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shangliang.api.models import Token
from shangliang.bodies.tests.world import World
from shangliang.ledger.models import Act
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests import cases


def _client(user: object) -> Client:
    secret, digest = Token.new_secret()
    Token.objects.create(user=user, name="test", digest=digest, expires=timezone.now() + timedelta(days=1))
    return Client(headers={"Authorization": f"Bearer {secret}"})


def _post(client: Client, path: str, data: object, **headers: str) -> object:
    return client.post(
        f"/api/proposals{path}", json.dumps(data), content_type="application/json", headers=headers
    )


def test_a_case_can_be_driven_by_the_api_alone(world: World) -> None:
    member, clerk, lead = _client(world.member), _client(world.clerk), _client(world.lead)
    made = _post(member, "", {"body": "330402"}).json()
    _post(member, f"/{made['id']}/save", {**cases.TEXT, "is_secrecy_declared": True})
    assert _post(member, f"/{made['id']}/submit", {}).json()["state"] == "submitted"
    first = {"opinion": "file", "category": "society.housing"}
    assert _post(clerk, f"/{made['id']}/pass_first_review", first).json()["state"] == "final_review"
    assert _post(lead, f"/{made['id']}/file", {}).json()["state"] == "filed"
    plan = {"plan": [{"unit": world.unit.pk, "duty": "lead"}]}
    assert _post(clerk, f"/{made['id']}/distribute", plan).json()["state"] == "distributed"
    unit, assignment = _client(world.unit_clerk), Proposal.objects.get(pk=made["id"]).assignments.get()
    assert _post(unit, f"/assignments/{assignment.pk}/sign_for", {}).json()["state"] == "handling"


def test_an_idempotency_key_makes_one_act_of_two_calls(world: World) -> None:
    member = _client(world.member)
    answers = [_post(member, "", {"body": "330402"}, **{"Idempotency-Key": "k1"}).json() for _ in range(2)]
    assert answers[0]["id"] == answers[1]["id"]
    assert Act.objects.filter(kind="proposals.draft").count() == 1


def test_the_same_key_with_other_words_is_refused(world: World) -> None:
    proposal, member = cases.submitted(world), _client(world.member)
    key = {"Idempotency-Key": "k2"}
    _post(member, f"/{proposal.pk}/withdraw", {"reason": "first"}, **key)
    assert _post(member, f"/{proposal.pk}/withdraw", {"reason": "other"}, **key).status_code == 422


@pytest.mark.parametrize(
    ("who", "data", "status"),
    [
        ("stranger", {"reason": "x"}, 404),
        ("clerk", {"reason": "x"}, 403),
        ("member", {"reason": "x", "version": 99}, 409),
        ("member", {}, 422),
        ("member", {"reason": "x", "surprise": 1}, 422),
        ("member", {"reason": "x"}, 200),
    ],
)
def test_refusals_have_their_status_and_a_sentence(world: World, who: str, data: dict, status: int) -> None:
    proposal = cases.submitted(world)
    answer = _post(_client(getattr(world, who)), f"/{proposal.pk}/withdraw", data)
    assert answer.status_code == status
    assert status == 200 or answer.json()["detail"]


def test_without_a_session_or_token_writes_are_401_and_reads_show_only_what_is_public(world: World) -> None:
    proposal = cases.submitted(world)
    assert _post(Client(), f"/{proposal.pk}/withdraw", {"reason": "x"}).status_code == 401
    assert Client().get("/api/proposals").json() == {"items": [], "next": None}


def test_a_cookie_session_needs_the_csrf_token(world: World) -> None:
    proposal, browser = cases.submitted(world), Client(enforce_csrf_checks=True)
    browser.force_login(world.member)
    assert _post(browser, f"/{proposal.pk}/withdraw", {"reason": "x"}).status_code in (401, 403)


def test_the_schema_describes_every_act_with_its_own_input(world: World) -> None:
    schema = Client().get("/api/openapi.json").json()
    withdraw = schema["components"]["schemas"]["ProposalsWithdraw"]
    assert withdraw["required"] == ["reason"]
    assert "/api/proposals/{pk}/withdraw" in schema["paths"]


def test_a_case_is_read_as_whole_as_its_reader_may(world: World) -> None:
    proposal = cases.submitted(world)
    Proposal.objects.filter(pk=proposal.pk).update(contact_phone="0573-12345678")
    inside = _client(world.clerk).get(f"/api/proposals/{proposal.pk}").json()
    assert [part["text"] for part in inside["parts"]] == [
        cases.TEXT[name] for name in ("problem", "analysis", "suggestion")
    ]
    assert Client().get(f"/api/proposals/{proposal.pk}").status_code == 404
    assert _client(world.stranger).get(f"/api/proposals/{proposal.pk}").status_code == 404


def test_statistics_are_the_pages_numbers_with_their_definitions(world: World) -> None:
    cases.filed(world)
    cases.submitted(world)
    found = {one["name"]: one for one in Client().get("/api/proposals/statistics?body=330402").json()}
    assert (found["proposals.received"]["value"], found["proposals.filed"]["value"]) == (2, 1)
    assert all(one["definition"] for one in found.values())


def test_a_dead_token_is_told_so_instead_of_reading_as_the_public(world: World) -> None:
    gone = Client(headers={"Authorization": "Bearer sl_nothing"})
    assert gone.get("/api/proposals").status_code == 401
