"""A query composed once answers every later question as if it were composed anew."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db.models import Count
from django.forms.models import model_to_dict

from shangliang.bodies.models import Post
from shangliang.bodies.tests.world import World, make_world
from shangliang.core.prepared import Prepared
from shangliang.core.time import today
from shangliang.ledger.models import Act, Subject
from shangliang.proposals import acts
from shangliang.proposals.tests import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_it_answers_for_other_arguments_than_those_it_was_composed_with(world: World) -> None:
    def holders(role, day):
        return Post.objects.active(day).filter(role=role).values_list("user_id").order_by("id")

    ask, long_ago = Prepared(holders, str, type(today())), today() - timedelta(days=900)
    answers = [ask.column("leader", today()), ask.column("auditor", today()), ask.column("leader", long_ago)]
    assert answers == [[world.leader.pk], [world.auditor.pk], []]


def test_it_finds_whole_objects(world: World) -> None:
    ask = Prepared(lambda pk: Post.objects.filter(user_id=pk), int)
    assert (ask.first(world.leader.pk), ask.first(0)) == (world.leader.posts.get(), None)


def test_an_argument_that_the_query_does_not_use_as_it_is_is_refused(world: World) -> None:
    with pytest.raises(TypeError):
        Prepared(lambda pk: Post.objects.filter(user_id=pk + 1), int)(7)


def test_it_reads_in_the_transaction_it_is_asked_in(world: World, django_assert_num_queries) -> None:
    ask = Prepared(lambda pk: Post.objects.filter(user_id=pk).values_list("role"), int)
    before = ask.column(world.leader.pk)
    Post.objects.filter(user=world.leader).update(role="auditor")
    with django_assert_num_queries(1):
        assert (before, ask.column(world.leader.pk)) == (["leader"], ["auditor"])


def test_objects_come_with_what_the_query_selects_with_them(world: World, django_assert_num_queries) -> None:
    ask = Prepared(lambda pk: Post.objects.filter(user_id=pk).select_related("body", "unit"), int)
    with django_assert_num_queries(1):
        names = [post.body.name for post in ask.objects(world.leader.pk)]
    assert names == [world.body.name]


@pytest.mark.parametrize("model", [Act, *(one for one in apps.get_models() if issubclass(one, Subject))])
def test_every_cell_of_a_whole_object_is_as_any_query_tells_it(model: type, world: World) -> None:
    cases.replied(world)
    ask = Prepared(lambda least: model._base_manager.filter(pk__gt=least).order_by("pk"), int)
    assert [vars_of(one) for one in ask.objects(0)] == [
        vars_of(one) for one in model._base_manager.order_by("pk")
    ]


def vars_of(one: object) -> dict[str, object]:
    return {name: value for name, value in vars(one).items() if name != "_state"}


def test_objects_are_those_the_query_itself_would_make(world: World) -> None:
    def compose(pk):
        rows = Post.objects.filter(user_id=pk).select_related("body__region", "unit", "collective")
        return rows.annotate(times=Count("user__posts"))

    def told(post):
        body, region = (model_to_dict(one) for one in (post.body, post.body.region))
        return body, region, post.unit, post.collective, post.times, post.starts, post._state.adding

    made = Prepared(compose, int).objects(world.leader.pk)
    assert [told(post) for post in made] == [told(post) for post in compose(world.leader.pk)]


def test_columns_that_databases_keep_otherwise_come_back_as_their_fields_mean_them(world: World) -> None:
    acts.draft(world.body, by=world.member)
    ask = Prepared(lambda pk: Act.objects.filter(body_id=pk).order_by("id"), int)
    made, plain = ask.objects(world.body.pk), list(Act.objects.filter(body=world.body).order_by("id"))
    told = [[(one.happened, one.facts, one.role) for one in rows] for rows in (made, plain)]
    assert (told[0] == told[1], len(made) > 0) == (True, True)


def test_a_query_for_columns_makes_no_objects(world: World) -> None:
    with pytest.raises(TypeError):
        Prepared(lambda pk: Post.objects.filter(user_id=pk).values_list("id"), int).objects(1)


def test_a_number_longer_than_any_column_is_found_nowhere(world: World) -> None:
    ask = Prepared(lambda pk: Post.objects.filter(pk=pk), int)
    assert [ask.first(number) for number in (2**63 - 1, 2**63, 10**30, -(10**30))] == [None] * 4
