"""The whole table: in every state, which acts are open to whom; and pages that answer accordingly."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Post, Region, Unit
from shangliang.bodies.queries import forget_posts
from shangliang.bodies.tests.world import World, county, hold, member, person, session_in
from shangliang.proposals import acts, flows
from shangliang.proposals.forms import FOR_ACT, FOR_ASSIGNMENT_ACT
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.tests import cases

TABLE = Path(__file__).with_name("permission_table.txt")
State, AState = Proposal.State, Assignment.State


@pytest.fixture
def people(world: World) -> dict[str, User]:
    """One person for each column of the table."""
    upper = Body.objects.create(
        region=Region.objects.create(code="330400", name="嘉禾市", level="city"),
        name="上级政协", short_name="上级", level="city", path="000000/330400/", is_active=True,
    )  # fmt: skip
    other = county("330411", "秀洲", parent=upper)
    session_in(other)
    third = Unit.objects.create(region=world.body.region, kind="water", name="南湖区水利局")
    return {
        "stranger": world.stranger,
        "author": world.member,
        "cosigner": world.cosigner,
        "other_member": member(world.body, "other-member", "方远"),
        "contact": world.contact,
        "clerk": world.clerk,
        "lead": world.lead,
        "supervisor": world.supervisor,
        "unit_clerk": world.unit_clerk,
        "unit_lead": world.unit_lead,
        "other_unit": hold(person("third", "孔科员"), world.body, Post.Role.UNIT_LEAD, unit=third),
        "leader": world.leader,
        "auditor": world.auditor,
        "admin": world.admin,
        "platform": User.objects.create_superuser("platform", password="x", name="平台"),
        "upper_office": hold(person("upper", "上级文书"), upper, Post.Role.OFFICE_LEAD),
        "neighbour_office": hold(person("neighbour", "邻县文书"), other, Post.Role.OFFICE_LEAD),
        "neighbour_member": member(other, "neighbour-member", "邻县委员"),
    }


@pytest.fixture
def case(world: World) -> Proposal:
    """A replied case with a co-signer, to be put into every state in turn."""
    proposal = cases.drafted(world)
    acts.invite_to_sign(proposal, by=world.member, people=[world.cosigner])
    acts.sign(proposal, by=world.cosigner)
    acts.submit(proposal, by=world.member)
    acts.pass_first_review(proposal, by=world.clerk, opinion="file", category="society.housing")
    acts.accept(proposal, by=world.lead)
    acts.distribute(proposal, by=world.supervisor, plan=[{"unit": world.unit, "duty": "lead"}])
    return proposal


def _lines(
    obj: Proposal | Assignment, states: type[State] | type[AState], people: dict[str, User]
) -> list[str]:
    flow = flows.proposals if isinstance(obj, Proposal) else flows.assignments
    lines = []
    for state in states:
        obj.state = state
        for name, user in people.items():
            forget_posts(user)
            open_now = sorted(offer.act.spec.name for offer in flow.open_to(user, obj) if offer.is_open)
            lines.append(f"{flow.name} {state.value} {name}: {' '.join(open_now) or '-'}")
    return lines


def test_every_cell_of_state_role_and_act_is_as_written(case: Proposal, people: dict[str, User]) -> None:
    assignment = case.assignments.get()
    found = [*_lines(case, State, people), *_lines(assignment, AState, people)]
    assert found == TABLE.read_text(encoding="utf-8").splitlines()


def _expected_status(flow: object, obj: Proposal | Assignment, user: User, name: str) -> set[int]:
    forget_posts(user)
    visible = type(obj).objects.visible_to(user).filter(pk=obj.pk).exists()
    if not visible:
        return {404}
    offer = next(o for o in flow.open_to(user, obj) if o.act.spec.name == name)  # type: ignore[attr-defined]
    return {302, 422} if offer.is_open else {403, 409}


@pytest.mark.parametrize("role", range(18))
def test_pages_refuse_exactly_the_closed_cells(
    case: Proposal, people: dict[str, User], client: Client, role: int
) -> None:
    name, user = list(people.items())[role]
    client.force_login(user)
    wrong = []
    for obj, states, route in _walks(case):
        flow = flows.proposals if isinstance(obj, Proposal) else flows.assignments
        for state in states:
            type(obj).objects.filter(pk=obj.pk).update(state=state)
            obj.refresh_from_db()
            for act in [one for one in flow.acts.values() if one.spec.is_source(state)]:
                expected = _expected_status(flow, obj, user, act.spec.name)
                if expected == {302, 422} and act.spec.name in CHANGES_AT_ONCE:
                    continue
                got = client.post(reverse(route, args=[obj.pk, act.spec.name]), {}).status_code
                if got not in expected:
                    wrong.append((name, flow.name, state, act.spec.name, got, expected))
                type(obj).objects.filter(pk=obj.pk).update(state=state)
    assert wrong == []


# Acts without a form: pressing them moves the case, which the next cell would not expect.
CHANGES_AT_ONCE = {
    name
    for flow in (flows.proposals, flows.assignments)
    for name in flow.acts
    if name not in FOR_ACT and name not in FOR_ASSIGNMENT_ACT
}


def _walks(case: Proposal) -> list[tuple[Proposal | Assignment, list[str], str]]:
    states = [state.value for state in State]
    assignment_states = [state.value for state in AState]
    return [
        (case, states, "proposals:perform"),
        (case.assignments.get(), assignment_states, "proposals:perform_on_assignment"),
    ]
