"""Working days: make-up days, provisional years, the overlay, and agreement with counting day by day."""

from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shangliang.bodies.reference.calendar import WorkCalendar, add_months, end_of_day

DAY = timedelta(days=1)
PLAIN = WorkCalendar({}, 0)
DAYS = st.dates(date(2003, 1, 1), date(2031, 12, 31))
OVERLAYS = st.dictionaries(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.booleans(), max_size=60)


def count_on(calendar: WorkCalendar, start: date, count: int) -> date:
    """Add working days the slow and obvious way."""
    while count:
        start += DAY
        count -= calendar.is_workday(start)
    return start


def count_between(calendar: WorkCalendar, first: date, last: date) -> int:
    """Count working days the slow and obvious way."""
    return sum(calendar.is_workday(first + offset * DAY) for offset in range(1, (last - first).days + 1))


@settings(max_examples=100, deadline=None)
@given(OVERLAYS, DAYS, st.integers(0, 600))
def test_adding_agrees_with_counting_day_by_day(overlay, start, count):
    calendar = WorkCalendar(overlay, 1)
    assert calendar.add_workdays(start, count) == count_on(calendar, start, count)


@settings(max_examples=100, deadline=None)
@given(OVERLAYS, DAYS, st.integers(0, 900))
def test_counting_between_agrees_with_counting_day_by_day(overlay, first, distance):
    calendar, last = WorkCalendar(overlay, 1), first + distance * DAY
    expected = count_between(calendar, first, last)
    assert (calendar.workdays_between(first, last), calendar.workdays_between(last, first)) == (
        expected,
        -expected,
    )


@settings(max_examples=100, deadline=None)
@given(OVERLAYS, DAYS, st.integers(0, 600))
def test_counting_between_undoes_adding(overlay, start, count):
    calendar = WorkCalendar(overlay, 1)
    assert calendar.workdays_between(start, calendar.add_workdays(start, count)) == count


@given(DAYS, OVERLAYS)
def test_the_overlay_wins_over_everything(day, overlay):
    calendar = WorkCalendar(overlay, 1)
    assert calendar.is_workday(day) == overlay.get(day, PLAIN.is_workday(day))


def test_spring_festival_2026_has_nine_days_off_between_two_working_saturdays():
    days = [date(2026, 2, 14) + offset * DAY for offset in range(15)]
    working = [day.day for day in days if PLAIN.is_workday(day)]
    assert working == [14, 24, 25, 26, 27, 28]


def test_a_deadline_runs_over_spring_festival_2026():
    found = [PLAIN.add_workdays(date(2026, 2, 13), count) for count in (1, 2, 6, 7)]
    assert found == [date(2026, 2, 14), date(2026, 2, 24), date(2026, 2, 28), date(2026, 3, 2)]


def test_national_day_2026_is_paid_for_on_a_sunday_before_and_a_saturday_after():
    days = (date(2026, 9, 20), date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 7), date(2026, 10, 10))
    assert [PLAIN.is_workday(day) for day in days] == [True, True, False, False, True]


def test_three_days_after_the_eve_of_national_day_end_on_the_working_saturday():
    assert PLAIN.add_workdays(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_a_deadline_runs_over_new_year():
    found = [PLAIN.add_workdays(date(2025, 12, 31), count) for count in (1, 2)]
    assert found == [date(2026, 1, 4), date(2026, 1, 5)]


def test_a_deadline_may_pass_whole_years():
    assert PLAIN.add_workdays(date(2024, 6, 3), 600) == count_on(PLAIN, date(2024, 6, 3), 600)


def test_no_working_days_later_is_the_same_day_even_on_a_sunday():
    assert PLAIN.add_workdays(date(2026, 3, 1), 0) == date(2026, 3, 1)


def test_working_days_cannot_be_added_backwards():
    with pytest.raises(ValueError, match="must not be negative"):
        PLAIN.add_workdays(date(2026, 3, 2), -1)


def test_a_year_nobody_knows_yet_is_provisional_and_has_weekends_only():
    days = (date(2027, 1, 1), date(2027, 1, 2), date(2027, 10, 1))
    assert [(PLAIN.is_provisional(day), PLAIN.is_workday(day)) for day in days] == [
        (True, True),
        (True, False),
        (True, True),
    ]


def test_rows_of_an_administrator_make_a_year_known():
    calendar = WorkCalendar({date(2027, 1, 1): False, date(2027, 1, 3): True}, 7)
    assert calendar.is_provisional(date(2027, 6, 1)) is False
    assert calendar.add_workdays(date(2026, 12, 31), 1) == date(2027, 1, 3)


def test_a_known_year_is_not_provisional():
    found = [PLAIN.is_provisional(date(year, 5, 1)) for year in (2003, 2004, 2026)]
    assert found == [True, False, False]


def test_known_years_are_those_of_the_library_and_of_the_overlay():
    calendar = WorkCalendar({date(2031, 5, 1): False}, 1)
    assert calendar.known_years - PLAIN.known_years == {2031}
    assert set(range(2004, 2027)) <= PLAIN.known_years


def test_changing_the_mapping_later_does_not_change_the_calendar():
    overlay = {date(2026, 3, 2): False}
    calendar = WorkCalendar(overlay, 1)
    overlay.clear()
    assert calendar.is_workday(date(2026, 3, 2)) is False


def test_the_version_names_the_library_and_the_overlay():
    assert WorkCalendar({}, 7).version == f"chinesecalendar-{version('chinesecalendar')}+7"


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 12, 15), 12, date(2026, 12, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
    ],
)
def test_months_are_clamped_to_the_end_of_the_month(start, count, expected):
    assert add_months(start, count) == expected


def test_a_day_ends_one_second_before_midnight_in_china():
    assert end_of_day(date(2026, 3, 2)).astimezone(UTC) == datetime(2026, 3, 2, 15, 59, 59, tzinfo=UTC)


def test_a_day_can_end_elsewhere():
    assert end_of_day(date(2026, 7, 1), "UTC") == datetime(2026, 7, 1, 23, 59, 59, tzinfo=UTC)
