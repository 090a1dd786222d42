"""Input of the page on how one is told: a matrix of topics and ways, the digest's days and hour, quiet hours."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.notices.models import Habit, Way
from shangliang.notices.queries import wanted_ways
from shangliang.notices.topics import Topic

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]
WEEKDAYS = [
    ("1", _("Monday")),
    ("2", _("Tuesday")),
    ("3", _("Wednesday")),
    ("4", _("Thursday")),
    ("5", _("Friday")),
    ("6", _("Saturday")),
    ("7", _("Sunday")),
]
RHYTHMS = [
    ("yes", _("every working day, as the calendar of holidays says")),
    ("no", _("on the days chosen below")),
]


def _hour(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=HOURS, coerce=int)


class HabitForm(forms.Form):
    """When one likes to hear."""

    has_digest = forms.BooleanField(label=_("Send me the digest"), required=False)
    rhythm = forms.ChoiceField(label=_("The digest comes"), choices=RHYTHMS, widget=forms.RadioSelect)
    weekdays = forms.MultipleChoiceField(
        label=_("Days of the digest"), choices=WEEKDAYS, required=False, widget=forms.CheckboxSelectMultiple
    )
    digest_hour = _hour(_("Hour of the digest and of the desk letter"))
    quiet_from = _hour(_("Quiet hours begin"))
    quiet_until = _hour(_("Quiet hours end"))

    def __init__(self, data: Any = None, *, habit: Habit) -> None:
        rhythm, days = "yes" if habit.by_workdays else "no", list(habit.weekdays)
        kept = {name: getattr(habit, name) for name in ("has_digest", *HOURLY)}
        super().__init__(data, initial={**kept, "rhythm": rhythm, "weekdays": days})
        self.fields["quiet_from"].help_text = _("Mails, SMS and work messages wait until they are over.")
        self.fields["quiet_until"].help_text = _("The same hour as their beginning: no quiet hours.")

    def clean(self) -> dict[str, Any]:
        """Some day must be chosen where days are chosen."""
        found = super().clean() or {}
        if found.get("has_digest") and found.get("rhythm") == "no" and not found.get("weekdays"):
            self.add_error("weekdays", _("Please choose at least one day, or switch the digest off."))
        return found

    def habit(self) -> dict[str, Any]:
        """As it is kept."""
        told = {name: self.cleaned_data[name] for name in ("has_digest", *HOURLY)}
        days = "".join(sorted(self.cleaned_data["weekdays"]))
        return {**told, "by_workdays": self.cleaned_data["rhythm"] == "yes", "weekdays": days}


HOURLY = ("digest_hour", "quiet_from", "quiet_until")


class MatrixForm(forms.Form):
    """One box for each topic and way; what is required is ticked and cannot be changed."""

    def __init__(self, data: Any = None, *, topics: list[Topic], changed: dict[str, dict[str, bool]]) -> None:
        super().__init__(data)
        self.topics = topics
        for topic in topics:
            wanted = wanted_ways(topic, changed.get(topic.name, {}))
            for way in topic.ways:
                self.fields[f"{topic.name}-{way}"] = forms.BooleanField(
                    label=f"{topic.label} – {Way(way).label}",
                    required=False,
                    initial=way in wanted,
                    disabled=way in topic.fixed,
                )

    def rows(self) -> Iterator[dict[str, Any]]:
        """Line by line, as the table shows them; None where a topic does not go by a way."""
        for topic in self.topics:
            names = [f"{topic.name}-{way}" for way in Way.values]
            yield {"topic": topic, "boxes": [self[name] if name in self.fields else None for name in names]}

    def chosen(self) -> dict[str, set[str]]:
        """The ways of each topic."""
        return {
            topic.name: {way for way in topic.ways if self.cleaned_data[f"{topic.name}-{way}"]}
            for topic in self.topics
        }
