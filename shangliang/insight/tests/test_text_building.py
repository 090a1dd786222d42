"""While the index of texts is being built: nobody waits for it, and what is not complete says so."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client

from shangliang.bodies.tests.world import World, make_world
from shangliang.core.health import STOP, findings
from shangliang.insight import memory, tasks
from shangliang.insight.refusal import Refused
from shangliang.insight.text import changes, index, registry, store
from shangliang.insight.text.search import find
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests import cases

pytestmark = pytest.mark.django_db(transaction=True)
SENTENCE = "只在最新的文本中查找"


@pytest.fixture
def world(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[World]:
    """One body with three submitted cases, a folder of its own."""
    settings.DATA_DIR = tmp_path
    index.forget()
    made = make_world()
    for _time in range(3):
        cases.submitted(made)
    yield made
    index.forget()


@pytest.fixture
def large(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """As if there were too many texts to index while somebody waits: one of every version is looked through."""
    monkeypatch.setattr(index, "AT_ONCE", len(registry.faces()))
    return world


def page(world: World, address: str) -> str:
    client = Client()
    client.force_login(world.clerk)
    return client.get(address).content.decode()


def test_a_request_never_builds_a_large_index(large: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "rebuild", lambda: pytest.fail("built while somebody waits"))

    results = find(large.clerk, "充电")

    assert (results.total, results.is_whole) == (1, False)


def test_pages_and_programs_are_told_that_there_may_be_more(large: World) -> None:
    assert SENTENCE in page(large, "/search/?q=充电")
    assert '"is_whole": false' in page(large, "/api/search?q=充电&kind=proposal")

    tasks.tend_index()

    assert SENTENCE not in page(large, "/search/?q=充电")
    assert '"is_whole": true' in page(large, "/api/search?q=充电&kind=proposal")


def test_after_the_worker_was_at_its_clock_everything_is_found(large: World) -> None:
    assert find(large.clerk, "充电").total == 1

    tasks.tend_index()

    results = find(large.clerk, "充电")
    assert (results.total, results.is_whole) == (3, True)
    assert index.differences() == []


def test_another_process_takes_over_what_the_worker_built(
    large: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks.tend_index()
    index.forget()
    monkeypatch.setattr(index, "rebuild", lambda: pytest.fail("built anew"))

    assert (find(large.clerk, "充电").total, index.is_whole()) == (3, True)


def test_what_changes_meanwhile_is_found_meanwhile(large: World) -> None:
    assert find(large.clerk, "羊驼").total == 0
    Proposal.objects.update(problem="村里的羊驼")
    for pk in Proposal.objects.values_list("pk", flat=True):
        changes.note("proposal", pk)

    results = find(large.clerk, "羊驼")

    assert (results.total, results.is_whole) == (3, False)


def test_after_a_load_in_bulk_nobody_waits_and_the_worker_reads_all(large: World) -> None:
    tasks.tend_index()
    Proposal.objects.update(problem="大批装入的文字")
    changes.note_all()

    assert (find(large.clerk, "大批装入").total, index.is_whole()) == (1, False)
    tasks.tend_index()
    assert (find(large.clerk, "大批装入").total, index.is_whole()) == (3, True)


def test_what_a_transaction_indexed_in_memory_is_not_written_as_if_it_were_whole(world: World) -> None:
    with transaction.atomic():
        assert find(world.clerk, "充电").total == 3
    with index.current() as held:
        index.write_down(held)
    assert not (store.folder() / "manifest.json").exists()

    tasks.tend_index()

    index.forget()
    assert find(world.clerk, "充电").total == 3


def test_without_memory_it_is_refused_up_front_in_a_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "free_bytes", lambda: 1_000_000)

    with pytest.raises(Refused, match=r"Indexing \d+ texts at a time would need about .* are free"):
        tasks.tend_index()
    with pytest.raises(CommandError, match="would need about"):
        call_command("insight", "index", "--rebuild")
    (told,) = [one.finding for one in findings() if one.name == "text_index"]
    assert told.tone == STOP
    assert re.search("would need about .* are free", str(told.sentence))
