"""Queues and lists that are kept between requests: never older than the last act, and counted as they are shown."""

from django.test import Client
from django.urls import reverse

from shangliang.bodies.tests.world import World, make_world
from shangliang.ledger import kept
from shangliang.opinions import acts, desks
from shangliang.opinions.models import Suggestion, SuggestionDeadline
from shangliang.opinions.tests import cases
from shangliang.opinions.tests.test_pages import as_


def _one_of_each(world: World) -> None:
    late = cases.received(world)
    SuggestionDeadline.objects.filter(suggestion=late).update(due=late.received)
    appealed = cases.hidden(world)
    acts.appeal(appealed, by=cases.public_user(), text="没有隐私")
    for make in (cases.forwarded, cases.answered, cases.offered, cases.published, cases.hidden):
        make(world)
    again = cases.answered(world)
    acts.rate(again, by=cases.public_user(), verdict="no", note="还没有。")


def test_every_queue_counts_the_rows_it_shows(world: World) -> None:
    _one_of_each(world)
    elsewhere = make_world("330411", "秀洲")
    cases.received(elsewhere)
    rows = desks.office_rows(world.clerk, world.body)
    shown = {one.name: rows.filter(one.holds).count() for one in desks.OFFICE}
    assert desks.office_counts(world.body, kept.keeper_for(world.body.pk)) == shown
    assert sum(shown.values()) > len(shown) > 8


def test_a_queue_of_which_nothing_is_kept_by_cells_is_counted_by_itself() -> None:
    for queue in desks.OFFICE:
        names = {name.removesuffix("__in") for name, _value in queue.holds.children}
        assert names <= set(desks.CELL) or queue.name in ("late", "appeals")


def test_what_is_said_stands_on_the_desk_at_once_though_the_desk_is_kept(open_world: World) -> None:
    desk = as_(open_world.clerk)
    first = cases.received(open_world)
    shown = [desk.get(reverse("opinions:desk")).content.decode() for _ in range(2)]
    assert [first.number in page for page in shown] == [True, True]
    second = cases.received(open_world)
    assert second.number in desk.get(reverse("opinions:desk")).content.decode()


def test_a_kept_desk_is_drawn_in_each_language(open_world: World) -> None:
    cases.received(open_world, kind=Suggestion.Kind.CLUE)
    desk = as_(open_world.clerk)
    texts = {}
    for language, word in (("zh-hans", "提案线索"), ("en", "clue for a proposal"), ("zh-hans", "提案线索")):
        desk.cookies["django_language"] = language
        texts[language] = desk.get(reverse("opinions:desk")).content.decode()
        assert word in texts[language]


def test_what_is_hidden_leaves_the_public_list_at_once(open_world: World) -> None:
    said = cases.published(open_world)
    visitor, address = Client(), reverse("opinions:index")
    assert "斑马线磨没了" in visitor.get(address).content.decode()
    assert "斑马线磨没了" in visitor.get(address).content.decode()
    acts.hide(said, by=open_world.clerk, reason="含他人隐私")
    assert "斑马线磨没了" not in visitor.get(address).content.decode()
