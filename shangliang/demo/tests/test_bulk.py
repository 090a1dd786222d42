"""The bulk path writes what the acts would have: the same stories told by both leave the same rows."""

import datetime as dt
import random
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from shangliang.core.redaction import redacted
from shangliang.demo.bulk import Book, BulkHand, Cast, StoredFile
from shangliang.demo.cases import COURSES, Programme, Told
from shangliang.demo.stories import endings, turns
from shangliang.demo.stories.stage import Hand, play
from shangliang.demo.tests.acts_hand import ActsHand
from shangliang.demo.tests.snapshots import snapshot
from shangliang.ledger.models import Act
from shangliang.ledger.tallies import differences
from shangliang.proposals import flows
from shangliang.proposals.models import PublicText

# What the clock does, what takes back, and what only frees or holds a case is not told in stories.
UNTOLD = {
    "assignments.remind",
    "assignments.escalate",
    "assignments.take_back_draft",
    "assignments.save_reply",
    "assignments.score_handling",
    "proposals.lapse",
    "proposals.reopen_text",
    "proposals.discard",
    "proposals.detach",
    "proposals.hold",
    "proposals.let_go",
    "proposals.send_back_to_first_review",
    "proposals.unmerge",
    "proposals.drop_key",
    "proposals.unname_good",
    "proposals.refuse_clearance",
    "proposals.unpublish",
}
SOME_DAY = datetime(2026, 6, 17, 2, 30, tzinfo=dt.UTC)
COURSE_STORIES = [story for story, _share in COURSES]
SPARE = [endings.lived] * 6 + [endings.followed_up] * 4 + [turns.asking_time] * 2
TOLD_STORIES = [*COURSE_STORIES, turns.disputed, *SPARE]


@pytest.fixture(autouse=True)
def _some_day(db: None) -> Iterator[None]:
    """The stories are about working days; on a fixed day they go the same every time."""
    with time_machine.travel(SOME_DAY, tick=False):
        yield


def scripted(hand: Hand, now: datetime) -> Iterator[Told]:
    """Every course cases take, some more than once, the same for every hand."""
    programme = Programme(hand, random.Random(7), now)
    start = now - timedelta(days=300)
    for place, story in enumerate(TOLD_STORIES):
        teller = programme.teller(programme.text(), signers=place % 3)
        teller.pace, teller.turns = 0.7, 1 + 5 * (place % 2)
        yield start + timedelta(hours=7 * place), teller, story(teller)
    yield from programme.decisions()


def told_by(hand: Hand, now: datetime) -> None:
    play(scripted(hand, now), now)


def test_the_same_stories_leave_the_same_rows(cast: Cast, sheet: StoredFile) -> None:
    now = timezone.now()
    with transaction.atomic():
        told_by(ActsHand(cast, sheet), now)
        by_acts = snapshot()
        transaction.set_rollback(True)
    book = Book(cast)
    told_by(BulkHand(book, sheet), now)
    book.write()
    by_bulk = snapshot()
    for name, rows in by_acts.items():
        assert by_bulk[name] == rows, name


def test_the_stories_do_every_act_that_people_do(cast: Cast, sheet: StoredFile) -> None:
    now = timezone.now()
    book = Book(cast)
    told_by(BulkHand(book, sheet), now)
    Programme(BulkHand(book, sheet), random.Random(7), now).past(BulkHand(book, sheet), 2)
    book.write()
    done = set(Act.objects.filter(body=cast.body).values_list("kind", flat=True))
    declared = {act.spec.kind for flow in (flows.proposals, flows.assignments) for act in flow.acts.values()}
    recorded = {k for k in declared if flows_of(k)}
    assert recorded - done == {kind for kind in UNTOLD if flows_of(kind)}


def test_what_is_published_is_what_the_units_answered(cast: Cast, sheet: StoredFile) -> None:
    book = Book(cast)
    told_by(BulkHand(book, sheet), timezone.now())
    book.write()
    published = PublicText.objects.all()
    letters = {
        one.proposal_id: [
            redacted(reply.text)
            for duty in one.proposal.assignments.current().exclude(duty="joint")
            for reply in duty.replies.filter(round=duty.round)
        ]
        for one in published
    }
    assert published
    assert [one for one in published if not all(text in one.reply for text in letters[one.proposal_id])] == []
    assert all(letters.values())


def flows_of(kind: str) -> bool:
    """Whether acts of this kind leave a row in the ledger."""
    flow, name = kind.split(".")
    return getattr(flows, flow).acts[name].spec.is_recorded


def test_the_counts_after_a_bulk_load_are_those_of_the_ledger(cast: Cast, sheet: StoredFile) -> None:
    book = Book(cast)
    told_by(BulkHand(book, sheet), timezone.now())
    book.write()
    assert differences() == []


def test_numbers_go_on_where_the_bulk_path_left_off(cast: Cast, sheet: StoredFile) -> None:
    book = Book(cast)
    told_by(BulkHand(book, sheet), timezone.now())
    book.write()
    again = Book(cast)
    name = f"proposals.{cast.session.pk}.serial"
    assert again.next_number(name) == book.next_number(name)
