"""The numbers: they add up, count the last round, and mean in every body what its own words mean."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from shangliang.bodies.models import RuleSet, Session, Term
from shangliang.bodies.tests.world import World, county, make_world
from shangliang.core.time import today
from shangliang.ledger.figures import Scope, figures
from shangliang.proposals import acts
from shangliang.proposals.figures import APP, ENDS
from shangliang.proposals.models import Assignment, Proposal, Rating
from shangliang.proposals.statistics import ORDER, groups_of, session_scope, statistics, values_of
from shangliang.proposals.tests import cases


def scope_of(world: World, **more: Any) -> Scope:
    """The running session."""
    return session_scope(world.body, world.session, **more)


def value(world: World, name: str, **more: Any) -> float:
    """What the registry says."""
    return figures[APP + name].value(scope_of(world, **more))


def end_all(world: World) -> None:
    """A case at every end there is."""
    cases.drafted(world)
    cases.submitted(world)
    cases.reviewed(world)
    host = cases.filed(world)
    acts.merge(cases.reviewed(world), by=world.lead, into=host)
    acts.turn_into_opinion(cases.reviewed(world), by=world.lead, note="x")
    acts.turn_into_information(cases.reviewed(world), by=world.lead, note="x")
    acts.return_for_change(cases.submitted(world), by=world.clerk, note="x")
    acts.refuse(cases.reviewed(world), by=world.lead, reason="empty")
    acts.withdraw(cases.filed(world), by=world.member, reason="x")
    acts.archive(cases.closed(world), by=world.clerk)
    acts.rate(
        cases.replied(world), by=world.member, **{**cases.JUDGED, "result": "dissatisfied", "text": "x"}
    )


def test_every_end_is_counted_and_they_add_up_to_what_was_received(world: World) -> None:
    end_all(world)
    found = {name: value(world, name) for name in ("received", *ENDS, "pending")}
    assert found == {
        "received": 11,
        "filed": 3,
        "merged": 1,
        "opinions": 1,
        "information": 1,
        "returned": 1,
        "not_filed": 1,
        "withdrawn": 1,
        "pending": 2,
    }
    assert found.pop("received") == sum(found.values())


@pytest.mark.parametrize("state", Proposal.State.values)
def test_a_received_case_has_exactly_one_end_in_every_state(world: World, state: str) -> None:
    pk = cases.submitted(world).pk
    Proposal.objects.filter(pk=pk).update(state=state)
    ends = [name for name in (*ENDS, "pending") if value(world, name)]
    assert (len(ends), value(world, "received")) == (1, 1)


def test_counting_all_at_once_says_what_each_figure_says(world: World) -> None:
    end_all(world)
    scope = scope_of(world)
    together = values_of(scope)
    assert together == {name: figures[APP + name].value(scope) for name in together}
    assert set(together) == set(ORDER) == {name.removeprefix(APP) for name in figures if name.startswith(APP)}


def test_some_values_alone_are_the_same_as_with_all(world: World) -> None:
    end_all(world)
    scope = scope_of(world)
    few = values_of(scope, ("filing_rate", "late"))
    assert {name: few[name] for name in ("filing_rate", "late")} == {
        "filing_rate": values_of(scope)["filing_rate"],
        "late": 0,
    }


def test_every_dimension_adds_up_to_its_figure(world: World) -> None:
    end_all(world)
    values = values_of(scope_of(world))
    sums = {
        (name, dimension): sum(line.value for line in lines)
        for name, dimensions in groups_of(scope_of(world)).items()
        for dimension, lines in dimensions.items()
    }
    assert sums == {key: values[key[0]] for key in sums}


def test_only_days_and_session_of_the_scope_are_counted(world: World) -> None:
    cases.submitted(world)
    older = Session.objects.create(
        body=world.body, term=Term.objects.get(), ordinal=1, opens=today(), closes=today(),
        accepts_from=timezone.now(), cutoff=timezone.now(),
    )  # fmt: skip
    day = timedelta(days=1)
    received = figures["proposals.received"]
    scopes = [
        Scope(world.body, today(), today()),
        Scope(world.body, today() - day, today() - day),
        Scope(world.body, today() + day, today() + day),
        session_scope(world.body, older),
        session_scope(county("330411", "秀洲"), None),
    ]
    assert [received.value(one) for one in scopes] == [1, 0, 0, 0, 0]


def test_a_subtree_counts_everything_below_and_nothing_beside(world: World) -> None:
    upper = county("330400", "嘉禾")
    below, beside = make_world("330481", "海宁"), make_world("330482", "平湖")
    for one, parent in ((below.body, upper), (beside.body, world.body)):
        one.parent, one.path = parent, f"{parent.path}{one.region.code}/"
        one.save()
    cases.filed(below)
    cases.filed(beside)
    whole = session_scope(upper, None, is_subtree=True)
    assert figures["proposals.filed"].value(whole) == 1
    assert figures["proposals.filed"].value(session_scope(upper, None)) == 0
    assert statistics(whole)[0]["value"] == 1


def test_the_last_judgement_of_each_proposer_counts_and_both_rounds_stay(world: World) -> None:
    assignment = cases.replied(world)
    acts.rate(assignment, by=world.member, **{**cases.JUDGED, "result": "dissatisfied", "text": "没有时间表"})
    assert (value(world, "dissatisfied"), value(world, "satisfaction_rate")) == (1, 0.0)
    cases.answer(world, assignment, reply_class="B")
    acts.rate(assignment, by=world.member, **cases.JUDGED)
    assert (value(world, "ratings"), value(world, "satisfied"), value(world, "satisfaction_rate")) == (
        1,
        1,
        100.0,
    )
    assert Rating.objects.count() == 2


def test_the_last_delivered_reply_counts(world: World) -> None:
    assignment = cases.replied(world)
    acts.rate(assignment, by=world.member, **{**cases.JUDGED, "result": "dissatisfied", "text": "x"})
    assert (value(world, "replies"), value(world, "solved"), value(world, "replied")) == (1, 1, 1)
    cases.answer(world, assignment, reply_class="C")
    assert (value(world, "replies"), value(world, "solved"), value(world, "not_possible")) == (1, 0, 1)
    assert value(world, "settled_rate") == 0.0


def test_a_case_handled_again_before_all_have_replied_is_not_replied(world: World) -> None:
    proposal = cases.filed(world)
    plan = [{"unit": world.unit, "duty": "separate"}, {"unit": world.other_unit, "duty": "separate"}]
    acts.distribute(proposal, by=world.supervisor, plan=plan)
    one = proposal.assignments.get(unit=world.unit)
    acts.sign_for(one, by=world.unit_clerk)
    cases.answer(world, one)
    acts.rate(one, by=world.member, **{**cases.JUDGED, "result": "dissatisfied", "text": "x"})
    proposal.refresh_from_db()
    assert (proposal.state, value(world, "replied")) == ("rework", 0)


def test_joint_opinions_are_assignments_but_no_replies(world: World) -> None:
    proposal = cases.filed(world)
    plan = [{"unit": world.unit, "duty": "lead"}, {"unit": world.other_unit, "duty": "joint"}]
    acts.distribute(proposal, by=world.supervisor, plan=plan)
    joint = proposal.assignments.get(duty="joint")
    acts.sign_for(joint, by=world.other_unit_clerk)
    acts.give_opinion(joint, by=world.other_unit_clerk, text="同意")
    names = ("assignments", "assignments_lead", "assignments_joint", "replies")
    assert [value(world, name) for name in names] == [2, 1, 1, 0]


def test_recalled_assignments_are_not_counted(world: World) -> None:
    acts.recall(cases.distributed(world), by=world.supervisor, reason="x")
    assert value(world, "assignments") == 0


def classes(world: World, valid_from: date, outcome: str) -> RuleSet:
    """From that day on, "A" means something else here."""
    rows = [{"code": "A", "zh": "甲", "outcome": outcome}]
    return RuleSet.objects.create(
        body=world.body, kind="proposals", valid_from=valid_from, values={"reply_classes": rows}
    )


def test_a_class_means_what_the_body_said_on_the_day_of_the_reply(world: World) -> None:
    cases.replied(world)
    assert value(world, "solved") == 1
    classes(world, today() + timedelta(days=1), "noted")
    assert (value(world, "solved"), value(world, "noted")) == (1, 0)
    classes(world, today(), "planned")
    assert (value(world, "solved"), value(world, "planned"), value(world, "settled_rate")) == (0, 1, 100.0)


def test_a_later_word_that_says_nothing_of_classes_falls_back_to_the_body_above(world: World) -> None:
    cases.replied(world)
    upper = county("330400", "嘉禾")
    world.body.path = f"{upper.path}{world.body.region.code}/"
    world.body.save()
    rows = [{"code": "A", "zh": "甲", "outcome": "under_way"}]
    RuleSet.objects.create(
        body=upper, kind="proposals", valid_from=date(2020, 1, 1), values={"reply_classes": rows}
    )
    classes(world, date(2021, 1, 1), "noted")
    assert (value(world, "noted"), value(world, "under_way")) == (1, 0)
    RuleSet.objects.create(
        body=world.body, kind="proposals", valid_from=date(2022, 1, 1), values={"reply_months": 2}
    )
    assert (value(world, "noted"), value(world, "under_way")) == (0, 1)


def test_late_once_is_late_but_overdue_only_as_long_as_the_answer_is_out(world: World) -> None:
    assignment = cases.signed_for(world)
    with time_machine.travel(timezone.now() + timedelta(days=130), tick=False):
        assert (value(world, "late"), value(world, "overdue"), value(world, "late_rate")) == (1, 1, 100.0)
        cases.answer(world, assignment)
        assert (value(world, "late"), value(world, "overdue")) == (1, 0)


def test_the_time_to_reply_is_the_average_of_working_days(db: None) -> None:
    monday = timezone.make_aware(datetime(2026, 6, 1, 9))
    with time_machine.travel(monday, tick=False):
        world = make_world()
        assignment = cases.signed_for(world)
    with time_machine.travel(monday + timedelta(days=8), tick=False):
        cases.answer(world, assignment)
    scope = Scope(world.body, date(2026, 1, 1), date(2026, 12, 31))
    assert figures["proposals.days_to_reply"].value(scope) == 6.0


def test_a_share_or_an_average_of_nothing_is_neither_zero_nor_all(world: World) -> None:
    found = {name: figures[APP + name].value(scope_of(world)) for name in ORDER}
    shares = {name for name in ORDER if name.endswith(("_rate", "_share"))} | {"days_to_reply"}
    assert {name for name, value in found.items() if value is None} == shares
    assert {value for name, value in found.items() if name not in shares} == {0}
    assert {one["name"].removeprefix(APP): one["value"] for one in statistics(scope_of(world))} == found


def test_shares_have_two_decimals(world: World) -> None:
    for _ in range(2):
        cases.filed(world)
    cases.submitted(world)
    assert value(world, "filing_rate") == 66.67


def test_the_public_is_not_told_what_so_few_judged(world: World) -> None:
    acts.rate(cases.replied(world), by=world.member, **cases.JUDGED)
    hidden = {one["name"] for one in statistics(scope_of(world)) if one["value"] is None}
    names = ("satisfied", "basically_satisfied", "dissatisfied", "satisfaction_rate")
    assert hidden == {APP + name for name in names}
    assert [one for one in statistics(scope_of(world), is_public=False) if one["value"] is None] == []
    assert Assignment.objects.count() == 1
