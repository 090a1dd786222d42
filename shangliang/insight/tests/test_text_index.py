"""The text index on disk: whatever happens to its files or its processes, it says what the database says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from shangliang.bodies.tests.world import World, make_world
from shangliang.insight.models import TextChange
from shangliang.insight.text import changes, index, store
from shangliang.insight.text.search import find
from shangliang.insight.text.segment import Keyed
from shangliang.proposals import acts
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests import cases

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[World]:
    """One body, one submitted case, a folder of its own."""
    settings.DATA_DIR = tmp_path
    index.forget()
    made = make_world()
    cases.submitted(made)
    yield made
    index.forget()


def found(world: World, words: str = "充电") -> int:
    return find(world.clerk, words).total


def fresh_process(world: World) -> int:
    """What a process finds that has not opened the index yet."""
    index.forget()
    return found(world)


def files() -> list[Path]:
    return sorted(store.folder().glob("*.segment"))


def test_a_new_process_opens_what_another_wrote(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(world) == 1
    monkeypatch.setattr(index, "rebuild", lambda: pytest.fail("built anew"))

    assert fresh_process(world) == 1


@pytest.mark.parametrize("damage", ["deleted", "cut", "bit", "manifest", "version", "empty"])
def test_a_damaged_index_is_built_anew(world: World, damage: str) -> None:
    assert found(world) == 1
    _damage(damage)

    assert fresh_process(world) == 1
    assert index.differences() == []


def _damage(damage: str) -> None:
    manifest, (segment, *_) = store.folder() / "manifest.json", files()
    raw = json.loads(manifest.read_text())
    if damage == "deleted":
        segment.unlink()
    elif damage == "cut":
        segment.write_bytes(segment.read_bytes()[:-100])
    elif damage == "bit":
        content = bytearray(segment.read_bytes())
        content[-70] ^= 1
        segment.write_bytes(bytes(content))
    elif damage == "manifest":
        manifest.write_text(manifest.read_text()[:50])
    elif damage == "version":
        manifest.write_text(json.dumps({**raw, "version": 0}))
    else:
        manifest.write_text(json.dumps({**raw, "segments": []}))


def test_a_change_after_the_index_was_written_reaches_every_process(world: World) -> None:
    assert found(world) == 1
    cases.submitted(world)

    assert found(world) == 2
    assert fresh_process(world) == 2


def test_what_is_written_down_survives_with_changes_and_removals(world: World) -> None:
    assert found(world) == 1
    with index.current() as held:
        index.write_down(held)
    second = cases.submitted(world)
    Proposal.objects.filter(pk=second.pk).update(title="改了", problem="", analysis="", suggestion="")
    changes.note("proposal", second.pk)
    with index.current() as held:
        assert len(held.delta) == 1
        index.write_down(held)
        assert (len(held.delta), len(held.segments)) == (0, 2)
    Proposal.objects.filter(pk=second.pk).update(title="改了又改")
    changes.note("proposal", second.pk)
    with index.current() as held:
        assert len(held.delta) == 1
        index.write_down(held)
        assert (len(held.delta), len(held.segments)) == (0, 2)

    assert fresh_process(world) == 1
    assert find(world.clerk, "改了").total == 1
    assert index.differences() == []


def test_one_that_is_gone_is_found_no_more(world: World) -> None:
    case = cases.drafted(world)
    assert find(world.member, "充电").total == 2
    Proposal.objects.filter(pk=case.pk).delete()
    changes.note("proposal", case.pk)
    with index.current() as held:
        index.write_down(held)

    assert fresh_process(world) == 1
    assert index.differences() == []


def test_what_a_transaction_took_back_is_not_in_the_index(world: World) -> None:
    case = cases.drafted(world)
    assert find(world.member, "雨天积水").total == 0

    with pytest.raises(RuntimeError), transaction.atomic():
        acts.save(case, by=world.member, **{**cases.TEXT, "problem": "雨天积水。"})
        assert find(world.member, "雨天积水").total == 1
        raise RuntimeError

    assert find(world.member, "雨天积水").total == 0
    assert index.differences() == []


def test_a_database_put_back_to_an_earlier_day_gets_a_new_index(world: World) -> None:
    cases.submitted(world)
    assert found(world) == 2
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM insight_textchange")
    Proposal.objects.update(title="从前的题目")

    assert find(world.clerk, "从前的题目").total == 2


def test_texts_loaded_past_the_acts_are_read_when_it_is_said(world: World) -> None:
    assert found(world) == 1
    Proposal.objects.update(problem="大批装入的文字")
    changes.note_all()

    assert find(world.clerk, "大批装入").total == 1


def test_two_processes_writing_leave_one_whole_index(world: World) -> None:
    with index.current() as held:
        one = held
    index.forget()
    cases.submitted(world)
    with index.current() as other:
        index.write_down(other)
        index.write_down(one)

    assert fresh_process(world) == 2
    assert index.differences() == []


def test_a_text_that_changes_while_it_is_checked_is_no_difference(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(world) == 1
    read, case = index.documents, Proposal.objects.get()

    def changed_before() -> Iterator[Keyed]:
        monkeypatch.setattr(index, "documents", read)
        Proposal.objects.update(title="其间改了题目")
        changes.note("proposal", case.pk)
        return read()

    monkeypatch.setattr(index, "documents", changed_before)

    assert index.differences() == []
    Proposal.objects.update(title="绕过了门")
    assert {pk for _face, pk in index.differences()} == {case.pk}


def test_old_changes_are_forgotten_but_the_newest_stays(world: World) -> None:
    assert found(world) == 1
    TextChange.objects.update(made="2020-01-01T00:00:00Z")
    changes.forget_old()

    assert TextChange.objects.count() == 1
    assert fresh_process(world) == 1


def test_the_command_finds_what_differs_and_mends_it(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found(world) == found(world) == 1  # on a busy server rows are settled at the second look only
    Proposal.objects.update(title="绕过了门")

    with pytest.raises(SystemExit):
        call_command("insight", "index", "--check")
    call_command("insight", "index", "--rebuild")

    assert "0 documents differ" in capsys.readouterr().out
    assert find(world.clerk, "绕过了门").total == 1
