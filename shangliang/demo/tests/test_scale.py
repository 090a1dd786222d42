"""Larger worlds add up like small ones."""

from collections import Counter
from datetime import date

import pytest

from shangliang.core.errors import Conflict, Invalid
from shangliang.demo.bulk import Cast
from shangliang.demo.bulk.counts import add_counts
from shangliang.demo.country_ledger import fill_country
from shangliang.demo.scale import Scale, enlarge
from shangliang.ledger.models import Act, Credit, Tally
from shangliang.ledger.tallies import differences
from shangliang.proposals.models import Proposal


def test_a_body_grows_to_the_size_asked_for(cast: Cast) -> None:
    enlarge(Scale.read(["proposals=12", "body=330400", "acts=112"]), print)
    assert Proposal.objects.count() == 12
    assert Proposal.objects.filter(is_historical=True).count() == 7
    assert differences() == []


def test_a_body_can_grow_twice(cast: Cast) -> None:
    for _ in range(2):
        enlarge(Scale("330400", 3, 3 * 21), print)
    assert Proposal.objects.count() == 6


def test_a_word_that_means_nothing_is_refused() -> None:
    with pytest.raises(Invalid):
        Scale.read(["cases=10"])


def test_the_ledger_of_the_country_adds_up(cast: Cast) -> None:
    before = Act.objects.count()
    fill_country(1_000, print)
    assert (Act.objects.count() - before, Credit.objects.count()) == (1_000, 200)
    assert differences() == []


def test_nothing_is_filled_in_without_bodies(db: None) -> None:
    with pytest.raises(Conflict):
        fill_country(10, print)


def test_counts_are_added_to_those_that_stand_there(cast: Cast) -> None:
    key = (cast.body.pk, "proposals.file", "author", date(2026, 3, 1))
    for count in (2, 3):
        add_counts(Counter({key: count}))
    assert Tally.objects.get(kind="proposals.file").count == 5
