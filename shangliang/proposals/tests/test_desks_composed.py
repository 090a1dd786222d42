"""The first page of a desk's queue, composed once, is the page its queue would give."""

from typing import Any

import pytest

from shangliang.bodies.tests.world import World
from shangliang.core import paging
from shangliang.proposals.desks import office, units
from shangliang.proposals.tests import cases


def told(found: paging.Stretch[Any]) -> tuple[list[dict[str, Any]], str]:
    return [{name: value for name, value in vars(one).items() if name != "_state"} for one in found.rows], (
        found.cursor
    )


@pytest.fixture
def busy(world: World) -> World:
    for bring in (cases.submitted, cases.reviewed, cases.filed, cases.distributed, cases.replied):
        bring(world)
    for bring in (cases.submitted, cases.signed_for, cases.closed, cases.filed):
        bring(world)
    return world


def test_at_the_office(busy: World) -> None:
    queues = [one for one in office.QUEUES if not one.of_assignments]
    composed = [told(office.first_cases(one, busy.body)) for one in queues]
    plain = [told(paging.stretch(office.cases(one, busy.body), one.since, "")) for one in queues]
    assert (composed, [len(rows) for rows, _ in composed[:3]]) == (plain, [2, 1, 2])


def test_at_a_unit(busy: World) -> None:
    queues = [one for one in units.QUEUES if one.states]
    unit = busy.unit_clerk.posts.get().unit_id
    composed = [told(units.first_assignments(one, unit)) for one in queues]
    plain = [told(paging.stretch(units.assignments(one, busy.unit_clerk), one.since, "")) for one in queues]
    assert (composed, sum(len(rows) for rows, _ in composed) > 3) == (plain, True)


def test_of_another_body_or_unit_nothing_is_shown(busy: World) -> None:
    other = busy.other_unit_clerk.posts.get().unit_id
    at_units = [one for one in units.QUEUES if one.states]
    assert [units.first_assignments(one, other).rows for one in at_units] == [[]] * len(at_units)
    busy.body.pk = 0
    queues = [one for one in office.QUEUES if not one.of_assignments]
    assert [office.first_cases(one, busy.body).rows for one in queues] == [[]] * len(queues)
