"""Form for working days: a year as the government's notice gives it, or single days of a known year."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.acts.calendar import DayRow, days_of
from shangliang.bodies.deadlines import work_calendar
from shangliang.core.time import today
from shangliang.ledger.forms import ActForm

_LINE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:\s*(?:–|—|~|至|to)\s*(\d{4}-\d{1,2}-\d{1,2}))?\s*(.*)")
_LONGEST_SPAN = 31
_SATURDAY = 5
_HELP = _("One line for each day or span: 2027-02-05 – 2027-02-11 Spring Festival")


class CalendarForm(ActForm):
    """Days off and make-up working days; for a year not known yet, all other days follow the week."""

    year = forms.IntegerField(label=_("year"), min_value=2004, max_value=2100)
    off = forms.CharField(
        label=_("days off"), widget=forms.Textarea(attrs={"rows": 8}), required=False, help_text=_HELP
    )
    worked = forms.CharField(
        label=_("make-up working days"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text=_HELP,
    )
    reason = forms.CharField(
        label=_("reason"),
        max_length=200,
        required=False,
        help_text=_("Needed if days change that deadlines were counted with."),
    )

    def prepare(self) -> None:
        """Next year."""
        self.initial.setdefault("year", today().year + 1)

    def clean(self) -> dict[str, Any]:
        """The rows of the act."""
        data = super().clean() or self.cleaned_data
        if "year" not in data:
            return data
        rows = self._rows("off", False) | self._rows("worked", True)
        if any(day.year != data["year"] for day in rows):
            raise forms.ValidationError(_t("All days must fall into the year."))
        if data["year"] not in work_calendar().known_years and rows:
            rows = {day: _by_week(day) for day in days_of(data["year"])} | rows
        return {"rows": list(rows.values()), "reason": data.get("reason", "")}

    def _rows(self, field: str, is_workday: bool) -> dict[date, DayRow]:
        found: dict[date, DayRow] = {}
        for line in self.cleaned_data.get(field, "").splitlines():
            try:
                found |= {row["day"]: row for row in _days_in(line, is_workday)}
            except ValueError:
                self.add_error(field, _t("This line is not understood: %(line)s") % {"line": line})
        return found


def _days_in(line: str, is_workday: bool) -> Iterator[DayRow]:
    """Every day that a line names; ValueError if it names none."""
    if not line.strip():
        return
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise ValueError(line)
    first = _day(match[1])
    last = _day(match[2]) if match[2] else first
    if not 0 <= (last - first).days < _LONGEST_SPAN:
        raise ValueError(line)
    for offset in range((last - first).days + 1):
        yield DayRow(day=first + timedelta(days=offset), is_workday=is_workday, note=match[3].strip())


def _day(text: str) -> date:
    year, month, day = (int(part) for part in text.split("-"))
    return date(year, month, day)


def _by_week(day: date) -> DayRow:
    return DayRow(day=day, is_workday=day.weekday() < _SATURDAY, note="")
