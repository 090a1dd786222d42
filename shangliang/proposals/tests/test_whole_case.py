"""One case through every hand it passes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shangliang.bodies.models import Post
from shangliang.bodies.queries import forget_posts
from shangliang.bodies.tests.world import World, hold
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


def test_a_reply_and_what_follows_from_it_are_counted_by_one_statement_at_last(world: World) -> None:
    case = cases.filed(world)
    plan = [{"unit": one, "duty": "separate"} for one in (world.unit, world.other_unit)]
    acts.distribute(case, by=world.supervisor, plan=plan)
    first, second = case.assignments.order_by("id")
    acts.sign_for(first, by=world.unit_clerk)
    acts.sign_for(second, by=world.other_unit_clerk)
    cases.answer(world, first, reply_class="B")
    hold(world.unit_clerk, world.body, Post.Role.UNIT_CLERK, unit=world.other_unit)
    hold(world.unit_lead, world.body, Post.Role.UNIT_LEAD, unit=world.other_unit)
    forget_posts(world.unit_clerk)
    forget_posts(world.unit_lead)
    with CaptureQueriesContext(connection) as seen:
        cases.answer(world, second, reply_class="A")
    written = [one["sql"] for one in seen if one["sql"].startswith(("INSERT", "UPDATE", "WITH"))]
    counted = [place for place, sql in enumerate(written) if "ledger_tally" in sql]

    assert "proposals.await_rating" in written[-1]
    assert "assignments.deliver" in written[-1]
    assert (counted[-1], len(counted)) == (len(written) - 1, 5)  # four acts before it
    assert differences() == []
    assert Proposal.objects.get(pk=case.pk).reply_classes == "A\nB"


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
