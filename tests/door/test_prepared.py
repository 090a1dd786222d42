"""A query composed once answers every later question as if it were composed anew."""

from datetime import timedelta

import pytest

from shangliang.bodies.models import Post
from shangliang.bodies.tests.world import World, make_world
from shangliang.core.prepared import Prepared
from shangliang.core.time import today

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
