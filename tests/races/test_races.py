"""Several people on one case at the same moment: one winner, the others are told, nothing is doubled."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection

from shangliang.bodies.queries import forget_posts
from shangliang.bodies.tests.world import World, make_world, member
from shangliang.core.errors import Conflict, NotAllowed
from shangliang.ledger.models import Act
from shangliang.ledger.tallies import differences
from shangliang.proposals import acts
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.tests import cases

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def _needs_postgresql(db_vendor: str) -> None:
    if db_vendor != "postgresql":
        pytest.skip("races need PostgreSQL: set DATABASE_URL")


@pytest.fixture
def db_vendor(transactional_db: None) -> str:
    return connection.vendor


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def together(calls: list[Callable[[], object]]) -> Counter[str]:
    """Start all calls at the same moment, each with its own connection; count how they ended."""
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> str:
        try:
            gate.wait()
            call()
        except (Conflict, NotAllowed, OperationalError) as error:
            return type(error).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return Counter(pool.map(run, calls))


def _fresh(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def test_eight_contradictory_buttons_have_one_winner(world: World) -> None:
    proposal = cases.reviewed(world)
    version = proposal.version
    note = {"by": world.lead, "note": "x"}
    buttons = [
        lambda: acts.accept.given(version=version)(_fresh(proposal), by=world.lead),
        lambda: acts.refuse.given(version=version)(_fresh(proposal), by=world.lead, reason="empty"),
        lambda: acts.turn_into_opinion.given(version=version)(_fresh(proposal), **note),
        lambda: acts.turn_into_information.given(version=version)(_fresh(proposal), **note),
        lambda: acts.return_for_change.given(version=version)(_fresh(proposal), **note),
        lambda: acts.send_back_to_first_review.given(version=version)(_fresh(proposal), **note),
        lambda: acts.withdraw.given(version=version)(_fresh(proposal), by=world.member, reason="x"),
        lambda: acts.accept.given(version=version)(_fresh(proposal), by=world.lead),
    ]
    before = Act.objects.count()
    assert together(buttons) == {"done": 1, "Conflict": 7}
    assert (Act.objects.count(), differences()) == (before + 1, [])


def test_two_units_that_reply_at_the_same_moment_bring_the_case_to_rating(world: World) -> None:
    proposal = cases.filed(world)
    plan = [{"unit": unit, "duty": "separate"} for unit in (world.unit, world.other_unit)]
    acts.distribute(proposal, by=world.supervisor, plan=plan)
    people = {
        world.unit.pk: (world.unit_clerk, world.unit_lead),
        world.other_unit.pk: (world.other_unit_clerk, world.other_unit_lead),
    }
    for assignment in proposal.assignments.all():
        clerk, lead = people[assignment.unit_id]
        acts.sign_for(assignment, by=clerk)
        acts.draft_reply(assignment, by=clerk, **cases.LETTER)
        acts.countersign(assignment, by=clerk)
        acts.sign_reply(assignment, by=lead)
        acts.approve_reply(assignment, by=world.supervisor)
    deliveries = [
        lambda a=assignment: acts.deliver(Assignment.objects.get(pk=a.pk), by=people[a.unit_id][0])
        for assignment in proposal.assignments.all()
    ]
    assert together(deliveries) == {"done": 2}
    assert _fresh(proposal).state == "replied"


def test_a_recall_and_a_signing_for_never_both_happen(world: World) -> None:
    proposal = cases.distributed(world)
    assignment = cases.only_assignment(proposal)
    ended = together(
        [
            lambda: acts.recall(_fresh(proposal), by=world.supervisor, reason="x"),
            lambda: acts.sign_for(Assignment.objects.get(pk=assignment.pk), by=world.unit_clerk),
        ]
    )
    assignment.refresh_from_db()
    assert ended["done"] == 1
    assert (_fresh(proposal).state, assignment.state) in {("filed", "recalled"), ("distributed", "handling")}


def test_two_cases_merged_crosswise_do_not_both_vanish(world: World) -> None:
    one, two = cases.reviewed(world), cases.reviewed(world)
    ended = together(
        [
            lambda: acts.merge(_fresh(one), by=world.lead, into=two),
            lambda: acts.merge(_fresh(two), by=world.lead, into=one),
        ]
    )
    states = sorted([_fresh(one).state, _fresh(two).state])
    assert (ended["done"], states) == (1, ["final_review", "merged"])


def test_forty_members_submitting_at_once_get_forty_different_numbers_without_a_gap(world: World) -> None:
    drafts = []
    for number in range(40):
        author = member(world.body, f"rush-{number}", f"委员{number}")
        draft = acts.draft(world.body, by=author)
        acts.save(draft, by=author, is_secrecy_declared=True, **cases.TEXT)
        forget_posts(author)
        drafts.append((draft, author))
    calls = [lambda d=draft, a=author: acts.submit(_fresh(d), by=a) for draft, author in drafts]
    assert together(calls) == {"done": 40}
    assert sorted(Proposal.objects.values_list("serial", flat=True)) == list(range(1, 41))
    assert differences() == []


def test_the_same_key_at_the_same_moment_is_one_act(world: World) -> None:
    proposal = cases.submitted(world)
    call = acts.withdraw.given(key="one-press")
    ended = together([lambda: call(_fresh(proposal), by=world.member, reason="x")] * 6)
    assert ended["done"] >= 1
    assert Act.objects.filter(kind="proposals.withdraw").count() == 1
