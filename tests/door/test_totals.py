"""Counts of a subtree: exact before and after the worker summed up, and whole after a rebuild."""

from datetime import timedelta

import pytest
from django.db.models import F

from shangliang.bodies.models import Body
from shangliang.bodies.tests.world import World, county, make_world
from shangliang.core.time import today
from shangliang.ledger.figures import Scope
from shangliang.ledger.models import Act, Tally, Total
from shangliang.ledger.tallies import differences, rebuild
from shangliang.ledger.totals import acts_counted, counts, sum_up
from shangliang.ledger.void import void_act
from shangliang.proposals.tests import cases

pytestmark = pytest.mark.django_db
DRAFTED = {"proposals.draft": 1}


@pytest.fixture
def province(db: None) -> Body:
    return county("330000", "江")


@pytest.fixture
def city(province: Body) -> Body:
    return county("330400", "湖", parent=province)


@pytest.fixture
def world(city: Body) -> World:
    made = make_world("330402", "南湖")
    Body.objects.filter(pk=made.body.pk).update(parent=city, path=f"{city.path}330402/")
    made.body.refresh_from_db()
    return made


def below(body: Body) -> Scope:
    return Scope(body, today(), today(), is_subtree=True)


def test_a_subtree_counts_an_act_at_once_and_again_after_it_was_summed_up(
    world: World, province: Body, city: Body
) -> None:
    cases.drafted(world)
    places = [below(world.body), below(city), below(province)]
    before = [counts(place) for place in places]
    sum_up()
    assert before == [counts(place) for place in places] == [DRAFTED] * 3


def test_summing_up_twice_adds_nothing_and_a_later_act_is_added_once(world: World, province: Body) -> None:
    cases.drafted(world)
    assert (sum_up(), sum_up()) == (1, 0)
    cases.drafted(world)
    assert counts(below(province)) == {"proposals.draft": 2}
    assert sum_up() == 1
    assert counts(below(province)) == {"proposals.draft": 2}
    assert not Tally.objects.exclude(count=F("summed")).exists()


def test_a_body_alone_does_not_count_what_is_below_it(world: World, city: Body) -> None:
    cases.drafted(world)
    sum_up()
    assert counts(Scope(city, today(), today())) == {}


def test_other_days_and_other_places_are_left_out(world: World, province: Body) -> None:
    elsewhere = make_world("440000", "粤")
    cases.drafted(elsewhere)
    cases.drafted(world)
    sum_up()
    yesterday = today() - timedelta(days=1)
    assert counts(Scope(province, yesterday, yesterday, is_subtree=True)) == {}
    assert counts(below(province)) == DRAFTED


def test_credits_are_counted_by_their_role(world: World, province: Body) -> None:
    cases.filed(world)
    sum_up()
    credited = {"proposals.file": 1, "proposals.submit": 1}
    assert {k: n for k, n in counts(below(province), "author").items() if k in credited} == credited


def test_a_voided_act_leaves_the_totals_as_well(world: World, province: Body) -> None:
    cases.drafted(world)
    sum_up()
    void_act(Act.objects.get(kind="proposals.draft"), by=world.admin, reason="twice")
    assert counts(below(province)) == {"ledger.void": 1}
    sum_up()
    assert (counts(below(province)), differences()) == ({"ledger.void": 1}, [])


def test_a_wrong_total_is_found_and_put_right(world: World, province: Body) -> None:
    cases.drafted(world)
    sum_up()
    Total.objects.filter(body=province).update(count=7)
    key = (province.pk, "proposals.draft", "", today())
    assert differences() == [(key, 7, 1)]
    rebuild()
    assert (differences(), counts(below(province))) == ([], DRAFTED)


def test_the_acts_behind_a_count_are_as_many_newest_first(world: World, province: Body) -> None:
    first, second = cases.drafted(world), cases.drafted(world)
    found = acts_counted(below(province), "proposals.draft")
    assert [act.subject_id for act in found] == [second.pk, first.pk]
    assert list(acts_counted(Scope(province, today(), today()), "proposals.draft")) == []
