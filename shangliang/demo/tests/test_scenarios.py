"""Published years are told alike by page, API and export; and a wrong number is noticed."""

from contextlib import nullcontext
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from shangliang.demo.management.commands import scenario
from shangliang.demo.scenarios.checking import agrees, differences
from shangliang.demo.scenarios.reading import _page
from shangliang.demo.scenarios.years import Year, plan_of, published_years

COUNTY_CITY, WITH_SHARES = 9, 10


def set_numbered(place: int) -> Year:
    return published_years()[place]


@pytest.mark.parametrize("place", [COUNTY_CITY, WITH_SHARES])
def test_a_published_year_is_told_alike_by_all_three(db: None, place: int) -> None:
    assert differences(set_numbered(place)) == []


def test_a_number_that_was_not_published_is_named_three_times(db: None) -> None:
    year = set_numbered(WITH_SHARES)
    wrong = replace(
        year, given={**year.given, "class_shares": [Decimal("23.95"), *year.given["class_shares"][1:]]}
    )
    told = [line.split(", ")[1].rsplit(" ", 1)[0] for line in differences(wrong)]
    assert told == ["page", "API", "export"]


@pytest.mark.parametrize(
    ("said", "published", "is_same"),
    [
        ("5006", "5006", True),
        ("5007", "5006", False),
        ("96.55", "96.6", True),
        ("96.49", "96.6", False),
        ("15.45", "15", True),
        ("15.6", "15", False),
        ("23.91", "23.91", True),
        ("23.93", "23.91", False),
    ],
)
def test_numbers_agree_to_the_places_that_were_published(said: str, published: str, is_same: bool) -> None:
    assert agrees(Decimal(said), Decimal(published)) is is_same


def test_all_twelve_sets_are_planned_so_that_they_add_up() -> None:
    plans = {year.name: plan_of(year) for year in published_years()}
    assert len(plans) == 12
    for year in published_years():
        plan = plans[year.name]
        parts = plan.filed + plan.merged + plan.opinions + plan.refused
        assert parts == year.given.get("received", plan.filed), year.name


def test_a_folded_table_still_tells_how_many_lines_it_has() -> None:
    row = "<tr><th scope='row'>{}</th><td class='number'>{}</td></tr>"
    rows = row.format("A", 5) + row.format("2 others", 3)
    table = f"<table><caption>assignments by unit</caption>{rows}</table>"
    assert [label for _figure, label in _page(table)] == ["A", "…0", "…1"]


def test_the_command_ends_with_its_verdict(db: None) -> None:
    said = StringIO()
    call_command("scenario", "reconciled-years", check=True, only=WITH_SHARES + 1, stdout=said)
    assert said.getvalue().splitlines() == ["1 of 1 years equal"]


def test_the_command_fails_when_a_number_differs(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    said = StringIO()
    year = set_numbered(WITH_SHARES)
    wrong = replace(year, given={**year.given, "collective": 26})
    monkeypatch.setattr(scenario, "published_years", lambda: [wrong])
    monkeypatch.setattr(scenario, "scratch_database", nullcontext)  # the test above makes one, at six seconds
    with pytest.raises(CommandError):
        call_command("scenario", "reconciled-years", check=True, stdout=said, stderr=StringIO())
    assert said.getvalue().splitlines() == ["0 of 1 years equal"]
