"""Kept counts are forgotten as soon as something is done in their body."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import pytest

from shangliang.bodies.tests.world import World, make_world
from shangliang.ledger import kept
from shangliang.ledger.kept import keeper_for
from shangliang.proposals import acts
from shangliang.proposals.tests import cases


@pytest.fixture
def open_world(transactional_db: None) -> Iterator[World]:
    """A body whose acts are really committed."""
    kept.forget()
    yield make_world()
    kept.forget()


def keep_count(world: World, found: list[int]) -> int:
    """Count how often the counting is done."""
    keeper = keeper_for(world.body.pk)
    return keeper.keep("count", lambda: found.append(1) or len(found))


def test_what_was_counted_is_kept_until_the_next_act_in_the_body(open_world: World) -> None:
    found: list[int] = []
    assert (keep_count(open_world, found), keep_count(open_world, found)) == (1, 1)
    acts.draft(open_world.body, by=open_world.member)
    assert keep_count(open_world, found) == 2


def test_an_act_elsewhere_changes_nothing(open_world: World) -> None:
    elsewhere = make_world("330411", "秀洲")
    found: list[int] = []
    keep_count(open_world, found)
    acts.draft(elsewhere.body, by=elsewhere.member)
    assert keep_count(open_world, found) == 1


def test_nothing_is_kept_longer_than_a_minute(open_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[int] = []
    keep_count(open_world, found)
    later = kept.monotonic() + 61
    monkeypatch.setattr(kept, "monotonic", lambda: later)
    assert keep_count(open_world, found) == 2


def test_inside_a_transaction_nothing_is_kept(world: World) -> None:
    found: list[int] = []
    assert (keep_count(world, found), keep_count(world, found)) == (1, 2)
    assert cases.drafted(world).pk


def test_a_database_that_was_emptied_is_noticed(open_world: World) -> None:
    acts.draft(open_world.body, by=open_world.member)
    found: list[int] = []
    keep_count(open_world, found)
    kept._seen[open_world.body.pk].newest += 1_000
    assert keep_count(open_world, found) == 2


def test_only_so_much_is_kept(open_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 2)
    keeper = keeper_for(open_world.body.pk)
    for key in range(5):
        keeper.keep(key, object)
    assert len(kept._values) == 2


class Forgetful(OrderedDict[Any, Any]):
    """As if another thread dropped everything right after each look."""

    def get(self, key: Any, default: Any = None) -> Any:
        found = super().get(key, default)
        self.clear()
        return found


def test_what_another_thread_drops_meanwhile_is_answered_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept, "_values", Forgetful())
    keeper = kept.Keeper(1, 1)
    assert [keeper.keep("many", lambda: 7) for _time in range(2)] == [7, 7]
