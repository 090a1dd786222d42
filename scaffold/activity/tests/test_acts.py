"""The life of a gathering, and what the ledger, the figures and the host's record say of it."""

from datetime import timedelta

import pytest

from shangliang.bodies.tests.world import World
from shangliang.core.errors import Conflict, Invalid, NotAllowed
from shangliang.core.time import today
from shangliang.gatherings import acts, tasks
from shangliang.gatherings.models import Gathering
from shangliang.gatherings.tests import cases
from shangliang.ledger.figures import Scope, figure_named
from shangliang.ledger.models import Act, Credit


def test_a_gathering_goes_from_draft_to_outcome_and_the_ledger_tells_it(world: World) -> None:
    gathering = cases.concluded(world)
    assert list(Act.objects.of_case(gathering).values_list("kind", "role")) == [
        ("gatherings.draft", "office_clerk"),
        ("gatherings.announce", "office_clerk"),
        ("gatherings.conclude", "office_clerk"),
    ]
    assert list(Credit.objects.values_list("person_id", "role")) == [(world.clerk.pk, "host")]


def test_the_figure_counts_what_was_concluded_in_the_period(world: World) -> None:
    cases.concluded(world)
    cases.announced(world)
    scope = Scope(world.body, today(), today())
    assert figure_named("gatherings.concluded").value(scope) == 1


def test_without_a_day_it_is_not_announced(world: World) -> None:
    gathering = cases.drafted(world)
    with pytest.raises(Invalid):
        acts.announce(gathering, by=world.clerk)
    assert Gathering.objects.get().state == "draft"


def test_what_was_concluded_is_not_called_off(world: World) -> None:
    with pytest.raises(Conflict):
        acts.call_off(cases.concluded(world), by=world.lead, reason="雨")


def test_only_the_office_prepares_one(world: World) -> None:
    with pytest.raises(NotAllowed):
        acts.draft(world.body, by=world.member, title="自己召集")


def test_everybody_sees_what_was_announced_and_only_the_office_a_draft(world: World) -> None:
    draft, announced = cases.drafted(world), cases.announced(world)
    assert list(Gathering.objects.visible_to(world.stranger)) == [announced]
    assert set(Gathering.objects.visible_to(world.lead)) == {draft, announced}


def test_the_host_is_reminded_once_after_the_day_has_passed(world: World) -> None:
    cases.announced(world)
    late = cases.announced(world, day=today() - timedelta(days=1))
    tasks.remind_of_outcomes()
    tasks.remind_of_outcomes()
    reminders = Act.objects.filter(kind="gatherings.remind")
    assert list(reminders.values_list("subject_id", "role")) == [(late.pk, "system")]
