"""One case through every hand it passes."""

import pytest

from shangliang.bodies.tests.world import World
from shangliang.core.errors import Conflict, NotAllowed
from shangliang.ledger.models import Act, Tally
from shangliang.ledger.tallies import differences
from shangliang.proposals import acts
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests import cases


def test_a_case_goes_from_draft_to_archive_and_the_ledger_tells_it(world: World) -> None:
    proposal = cases.closed(world)
    acts.archive(proposal, by=world.clerk)
    assert list(Act.objects.of_case(proposal).values_list("kind", "role")) == [
        ("proposals.draft", "member"),
        ("proposals.submit", "member"),
        ("proposals.pass_first_review", "office_clerk"),
        ("proposals.file", "office_lead"),
        ("proposals.distribute", "supervisor"),
        ("assignments.open", "supervisor"),
        ("assignments.sign_for", "unit_clerk"),
        ("assignments.draft_reply", "unit_clerk"),
        ("assignments.countersign", "unit_clerk"),
        ("assignments.sign_reply", "unit_lead"),
        ("assignments.approve_reply", "supervisor"),
        ("assignments.deliver", "unit_clerk"),
        ("proposals.await_rating", "system"),
        ("assignments.rate", "member"),
        ("proposals.close_rated", "system"),
        ("proposals.archive", "office_clerk"),
    ]
    assert differences() == []
    assert Tally.objects.get(kind="proposals.file", role="author").count == 1


def test_dissatisfaction_opens_a_second_round_that_can_end_satisfied(world: World) -> None:
    assignment = cases.replied(world)
    acts.rate(assignment, by=world.member, **{**cases.JUDGED, "result": "dissatisfied", "text": "没有时间表"})
    proposal = Proposal.objects.get(pk=assignment.proposal_id)
    assert (proposal.state, assignment.state, assignment.round) == ("rework", "handling", 2)
    cases.answer(world, assignment)
    acts.rate(assignment, by=world.member, **cases.JUDGED)
    proposal.refresh_from_db()
    assert (proposal.state, assignment.ratings.count()) == ("closed", 2)


def test_the_unit_cannot_rate_itself(world: World) -> None:
    with pytest.raises(NotAllowed, match=r"只有|Only"):
        acts.rate(cases.replied(world), by=world.unit_clerk, **cases.JUDGED)


def test_a_second_click_is_told_who_was_faster(world: World) -> None:
    proposal = cases.filed(world)
    with pytest.raises(Conflict, match="郑主任"):
        acts.accept(proposal, by=world.lead)


def test_numbers_run_without_gaps_even_when_an_act_fails(world: World) -> None:
    first = cases.filed(world)
    failing = cases.reviewed(world)
    with pytest.raises(Exception, match=r"category|分类|类别"):
        acts.accept(failing, by=world.lead, category="nonsense")
    second = cases.filed(world)
    assert (first.number, second.number, failing.number) == (1, 2, None)
