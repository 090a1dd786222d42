"""What places set for themselves: dated rule sets, days of work, running numbers."""

from typing import Any, Self

from django.db import models

from shangliang.bodies.models.places import Body


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    """Readings of the rule sets."""

    def visible_to(self, user: Any) -> Self:
        """Rules are public."""
        return self


class RuleSet(models.Model):
    """Values of one kind of rules that hold in a body, and below it until overridden, from a day on."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="rule_sets")
    kind = models.CharField(max_length=32)
    valid_from = models.DateField()
    values = models.JSONField(default=dict)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "body", "valid_from"], name="ruleset_lookup")]

    def __str__(self) -> str:
        return f"{self.kind}@{self.valid_from}#{self.pk}"


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    """Readings of the calendar."""

    def visible_to(self, user: Any) -> Self:
        """The calendar is public."""
        return self


class CalendarDay(models.Model):
    """A day that an administrator declares a working day or a day off, over what the library knows."""

    day = models.DateField(unique=True)
    is_workday = models.BooleanField()
    note = models.CharField(max_length=80, blank=True)

    objects = CalendarDayQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.day)


class Counter(models.Model):
    """The last number given out under a name in a body: without gaps, as it is raised inside the act."""

    body = models.ForeignKey(Body, models.PROTECT)
    name = models.CharField(max_length=60)
    value = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "name"], name="counter_once")]
