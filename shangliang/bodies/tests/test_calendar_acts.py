"""Working days entered by the platform administrator."""

from datetime import date

import pytest
import time_machine

from shangliang.accounts.models import User
from shangliang.bodies import acts
from shangliang.bodies.acts.calendar import DayRow, days_of
from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.models import Body, CalendarDay
from shangliang.bodies.tests.world import county
from shangliang.core.errors import Conflict, Invalid, NotAllowed
from shangliang.ledger.models import Act

pytestmark = pytest.mark.django_db
UNKNOWN = 2030


def row(day: date, is_workday: bool, note: str = "") -> DayRow:
    return DayRow(day=day, is_workday=is_workday, note=note)


def whole_year(year: int, *off: date) -> list[DayRow]:
    """Monday to Friday, but for the days off."""
    return [row(day, day.weekday() < 5 and day not in off) for day in days_of(year)]


@pytest.fixture
def top(db: None) -> Body:
    """The topmost body of this installation."""
    return county()


def test_a_new_year_comes_whole_and_is_known_from_then_on(top: Body, operator: User) -> None:
    before = work_calendar()
    holiday = date(UNKNOWN, 10, 1)
    acts.set_calendar_days(top, by=operator, rows=whole_year(UNKNOWN, holiday))
    after = work_calendar()
    assert (before.is_provisional(holiday), after.is_provisional(holiday)) == (True, False)
    assert (before.is_workday(holiday), after.is_workday(holiday)) == (True, False)
    assert Act.objects.get().facts == {"years": [UNKNOWN], "count": 365, "changed": []}


def test_a_new_year_with_holes_is_refused_and_names_the_first(top: Body, operator: User) -> None:
    rows = [one for one in whole_year(UNKNOWN) if one["day"] != date(UNKNOWN, 3, 5)]
    with pytest.raises(Invalid, match="2030-03-05"):
        acts.set_calendar_days(top, by=operator, rows=rows)
    assert CalendarDay.objects.count() == 0


def test_days_that_counted_otherwise_change_only_with_a_reason_on_record(top: Body, operator: User) -> None:
    day = date(2025, 3, 5)
    with pytest.raises(Invalid, match="2025-03-05"):
        acts.set_calendar_days(top, by=operator, rows=[row(day, False)])
    acts.set_calendar_days(top, by=operator, rows=[row(day, False)], reason="台风停工")
    assert work_calendar().is_workday(day) is False
    assert Act.objects.get().facts == {
        "years": [2025],
        "count": 1,
        "changed": ["2025-03-05"],
        "reason": "台风停工",
    }


def test_a_day_said_twice_the_same_way_needs_no_reason(top: Body, operator: User) -> None:
    acts.set_calendar_days(top, by=operator, rows=[row(date(2025, 3, 5), True)])
    assert CalendarDay.objects.get().is_workday is True


@time_machine.travel("2030-03-15T04:00:00+00:00", tick=False)
def test_past_days_of_a_year_not_known_until_now_need_a_reason(top: Body, operator: User) -> None:
    rows = whole_year(UNKNOWN, date(UNKNOWN, 1, 1), date(UNKNOWN, 10, 1))
    with pytest.raises(Invalid, match="2030-01-01"):
        acts.set_calendar_days(top, by=operator, rows=rows)
    acts.set_calendar_days(top, by=operator, rows=rows, reason="通知迟到")
    assert Act.objects.get().facts["changed"] == ["2030-01-01"]


def test_every_change_gives_the_calendar_another_version(top: Body, operator: User) -> None:
    versions = [work_calendar().version]
    for is_workday in (False, True):
        acts.set_calendar_days(top, by=operator, rows=[row(date(2025, 3, 5), is_workday)], reason="更正")
        versions.append(work_calendar().version)
    assert len(set(versions)) == 3


def test_a_day_twice_and_no_days_are_refused(top: Body, operator: User) -> None:
    day = date(2025, 3, 5)
    for rows in ([row(day, True), row(day, False)], []):
        with pytest.raises(Invalid):
            acts.set_calendar_days(top, by=operator, rows=rows)


def test_the_calendar_is_changed_at_the_top_by_the_platform_administrator(top: Body, operator: User) -> None:
    below = county("330411", "秀洲", parent=top)
    rows = [row(date(2025, 3, 5), True)]
    with pytest.raises(Conflict):
        acts.set_calendar_days(below, by=operator, rows=rows)
    clerk = User.objects.create(username="clerk", name="文书")
    with pytest.raises(NotAllowed):
        acts.set_calendar_days(top, by=clerk, rows=rows)
