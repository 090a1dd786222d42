"""What was done: acts, who is credited, what grew out of what, and daily counts of it all."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Subject(models.Model):
    """Abstract: something acts happen to. It has a state, a version and a body, and may be part of a case."""

    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def ledger_body_id(self) -> int:
        """The body in whose books acts on this are counted."""
        body_id: int = self.body_id  # type: ignore[attr-defined]
        return body_id

    def ledger_case(self) -> "Subject":
        """The case whose timeline shows acts on this; itself unless it is a part of one."""
        return self

    def ledger_title(self) -> str:
        """The title to keep in the record, without personal names."""
        return str(self)


class ActQuerySet(models.QuerySet["Act"]):
    """Readings of the acts."""

    def effective(self) -> Self:
        """Without acts that were voided, and without the voiding acts."""
        return self.unvoided().filter(voids__isnull=True)

    def unvoided(self) -> Self:
        """Without acts that were voided; asked so that the database expects most acts to stand."""
        return self.filter(~models.Exists(Act._base_manager.filter(voids_id=models.OuterRef("pk"))))

    def of_case(self, case: Subject) -> Self:
        """The timeline of a case, oldest first."""
        return self.filter(case_type=case._meta.label_lower, case_id=case.pk).order_by("id")

    def about(self, subject: Subject) -> Self:
        """Acts done to exactly this row, oldest first."""
        return self.of_case(subject.ledger_case()).filter(
            subject_type=subject._meta.label_lower, subject_id=subject.pk
        )


class Act(models.Model):
    """One thing done by someone. Never changed, never deleted: the database refuses it."""

    kind = models.CharField(max_length=64)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    role = models.CharField(max_length=24, blank=True)
    body = models.ForeignKey(
        "bodies.Body", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    subject_type = models.CharField(max_length=48)
    subject_id = models.BigIntegerField()
    case_type = models.CharField(max_length=48)
    case_id = models.BigIntegerField()
    title = models.CharField(max_length=200, blank=True)
    happened = models.DateTimeField()
    recorded = models.DateTimeField(default=timezone.now)
    facts = models.JSONField(default=dict)
    voids = models.OneToOneField("self", models.DO_NOTHING, null=True, related_name="voided_by")

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("act")
        indexes = [
            models.Index(fields=["case_type", "case_id", "id"], name="act_case"),
            models.Index(fields=["body", "kind", "happened"], name="act_body_kind"),
            models.Index(fields=["kind", "happened"], name="act_kind"),
            models.Index(fields=["actor", "happened"], name="act_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type}:{self.subject_id}"


class Credit(models.Model):
    """A person's share in an act: the member record and the scores are read from these."""

    act = models.ForeignKey(Act, models.DO_NOTHING, related_name="credits", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    role = models.CharField(max_length=24)
    weight = models.DecimalField(max_digits=6, decimal_places=4, default=1)

    class Meta:
        indexes = [models.Index(fields=["person", "act"], name="credit_person")]
        constraints = [models.UniqueConstraint(fields=["act", "person", "role"], name="credit_once")]


class Link(models.Model):
    """One thing grew out of, answers, was merged into … another; written by an act."""

    act = models.ForeignKey(Act, models.DO_NOTHING, related_name="links")
    from_type = models.CharField(max_length=48)
    from_id = models.BigIntegerField()
    to_type = models.CharField(max_length=48)
    to_id = models.BigIntegerField()
    relation = models.CharField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["from_type", "from_id"], name="link_from"),
            models.Index(fields=["to_type", "to_id"], name="link_to"),
        ]


class Tally(models.Model):
    """How many acts of a kind (role "") and credits of a role one body has on one day."""

    body = models.ForeignKey(
        "bodies.Body", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=64)
    role = models.CharField(max_length=24, blank=True)
    day = models.DateField()
    count = models.BigIntegerField(default=0)
    # How much of the count the totals of the bodies above contain already.
    summed = models.BigIntegerField(db_default=0)
    # Stored, so that the database knows how few there are and goes by their index.
    is_waiting = models.GeneratedField(
        expression=models.Case(models.When(count=models.F("summed"), then=False), default=True),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [models.UniqueConstraint(fields=["body", "kind", "role", "day"], name="tally_once")]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(is_waiting=True), name="tally_to_sum"),
        ]

    @staticmethod
    def key_of(act: Act, role: str) -> tuple[int, str, str, date]:
        """Where an act, or a credit of it, is counted."""
        return act.body_id, act.kind, role, timezone.localdate(act.happened)


class Total(models.Model):
    """What all bodies below one body have in their tallies together; summed up by the worker."""

    body = models.ForeignKey(
        "bodies.Body", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=64)
    role = models.CharField(max_length=24, blank=True)
    day = models.DateField()
    count = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "role", "day", "kind"], name="total_once")]


class Receipt(models.Model):
    """An idempotency key that was used: the same key with the same words gives the same act again."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    act = models.ForeignKey(Act, models.DO_NOTHING, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="receipt_once")]


def label_of(obj: models.Model) -> tuple[str, Any]:
    """The (type, id) by which the ledger names a row."""
    return obj._meta.label_lower, obj.pk
