"""The whole table: in every state, which acts are open to whom. Whoever is not named can do nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shangliang.accounts.queries import public_user, system_user
from shangliang.bodies.queries import forget_posts
from shangliang.bodies.tests.world import World, make_world
from shangliang.opinions import acts, flows, vault
from shangliang.opinions.models import Code, Disclosure, Referral, Suggestion
from shangliang.opinions.tests import cases

PEOPLE = (
    "stranger",
    "member",
    "contact",
    "clerk",
    "lead",
    "supervisor",
    "leader",
    "auditor",
    "admin",
    "unit_clerk",
    "unit_lead",
    "other_unit_clerk",
)
DESK = "decline forward hand_over merge offer sort turn_into_report"
OFFICE = {
    "received": f"answer {DESK}",
    "forwarded": "take_back",
    "hotline": "take_from_hotline",
    "offered": "merge withdraw_offer",
    "merged": "separate",
    "declined": "reconsider",
}
PUBLIC = {"answered": "rate"}
SYSTEM = {
    "answered": "close_unrated",
    "merged": "share_answer",
    "hotline": "acknowledge take_hotline_answer",
    "adopted": "return_to_office take_outcome",
    "reported": "answer_from_report",
}
UNIT = {"forwarded": "take_answer take_back"}
REFERRAL_OFFICE = {"handling": "recall remind"}
REFERRAL_UNIT = {"handling": "reply save_answer send_back"}
# What is open whatever the state is, by how public the word is and what whoever spoke agreed to.
PUBLICITY = {
    ("kept", False): {},
    ("kept", True): {"clerk": "publish", "lead": "publish"},
    ("pending", True): {"clerk": "keep_back publish", "lead": "keep_back publish"},
    ("published", True): {"clerk": "hide", "lead": "hide"},
    ("hidden", True): {"clerk": "unhide", "lead": "unhide", "public": "appeal"},
}


@pytest.fixture
def people(world: World) -> dict[str, Any]:
    """One person for each column, the program and the public among them, and a neighbour's office."""
    neighbour = make_world("330411", "秀洲")
    return {
        **{name: getattr(world, name) for name in PEOPLE},
        "neighbour": neighbour.lead,
        "system": system_user(),
        "public": public_user(),
    }


FLOWS: dict[type, Any] = {
    Suggestion: flows.suggestions,
    Referral: flows.referrals,
    Code: flows.codes,
    Disclosure: flows.disclosures,
}


def table(obj: Any, states: list[str], people: dict[str, Any]) -> dict[str, Any]:
    """Person → state → acts open now."""
    flow = FLOWS[type(obj)]
    found: dict[str, dict[str, str]] = {}
    for state in states:
        obj.state = state
        for name, user in people.items():
            forget_posts(user)
            names = " ".join(sorted(o.act.spec.name for o in flow.open_to(user, obj) if o.is_open))
            found.setdefault(name, {}).update({state: names} if names else {})
    return {name: cells for name, cells in found.items() if cells}


def test_every_cell_of_a_suggestion_is_as_written(world: World, people: dict[str, Any]) -> None:
    suggestion = cases.forwarded(world).suggestion
    assert table(suggestion, Suggestion.State.values, people) == {
        "clerk": OFFICE,
        "lead": OFFICE,
        "unit_clerk": UNIT,
        "unit_lead": UNIT,
        "member": {"offered": "claim"},
        "system": SYSTEM,
        "public": PUBLIC,
    }


@pytest.mark.parametrize("publicity", PUBLICITY, ids=str)
def test_every_cell_of_publicity_is_as_written(
    world: World, people: dict[str, Any], publicity: tuple[str, bool]
) -> None:
    suggestion = cases.forwarded(world).suggestion
    suggestion.publicity, suggestion.is_public_consented = publicity
    found = table(suggestion, ["closed"], people)
    assert {name: cells["closed"] for name, cells in found.items()} == PUBLICITY[publicity]


def test_an_appeal_is_decided_by_the_lead_alone(world: World, people: dict[str, Any]) -> None:
    suggestion = cases.hidden(world)
    acts.appeal(suggestion, by=public_user(), text="内容属实")
    found = table(suggestion, ["closed"], people)
    assert {name: cells["closed"] for name, cells in found.items()} == {
        "clerk": "unhide",
        "lead": "unhide uphold",
    }


def test_every_cell_of_a_claimed_and_public_clue_is_as_written(world: World, people: dict[str, Any]) -> None:
    clue = cases.offered(world, is_public_consented=True)
    acts.publish(clue, by=world.clerk, text="建议重新划线")
    acts.claim(clue, by=world.member)
    acts.support(clue, by=world.stranger)
    found = table(
        clue, ["offered"], {name: people[name] for name in ("member", "stranger", "leader", "admin")}
    )
    assert found == {
        "member": {"offered": "adopt let_go support"},
        "stranger": {"offered": "unsupport"},
        "leader": {"offered": "support"},
        "admin": {"offered": "support"},
    }


def test_every_cell_of_a_disclosure_is_as_written(world: World, people: dict[str, Any]) -> None:
    suggestion = cases.received(world, speaker=vault.Envelope("某人"))
    disclosure = acts.ask_disclosure(suggestion, by=world.lead, reason="有人身危险")
    disclosure.until = timezone.now() + timedelta(days=1)
    assert table(disclosure, Disclosure.State.values, people) == {
        "lead": {"granted": "open"},
        "auditor": {"asked": "grant refuse"},
    }


def test_every_cell_of_a_code_is_as_written(world: World, people: dict[str, Any]) -> None:
    own = acts.make_code(world.body, by=world.member, label="我的工作室")
    cells = {"in_use": "retire", "retired": "restore"}
    assert table(own, Code.State.values, people) == {"member": cells, "clerk": cells, "lead": cells}


def test_every_cell_of_a_referral_is_as_written(world: World, people: dict[str, Any]) -> None:
    referral = cases.forwarded(world)
    assert table(referral, Referral.State.values, people) == {
        "clerk": REFERRAL_OFFICE,
        "lead": REFERRAL_OFFICE,
        "system": {"handling": "escalate remind"},
        "supervisor": {"handling": "remind"},
        "unit_clerk": REFERRAL_UNIT,
        "unit_lead": REFERRAL_UNIT,
    }
