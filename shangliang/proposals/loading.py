"""What hangs on one case, read by queries composed once and laid where the case itself would look for it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Model, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from shangliang.bodies.models import Unit
from shangliang.core.laying import lay
from shangliang.core.prepared import Prepared
from shangliang.ledger.models import Link
from shangliang.proposals.models import (
    Assignment,
    AssignmentDeadline,
    Attachment,
    Contact,
    Cosignature,
    Instruction,
    Proposal,
    Rating,
    Reply,
    TextVersion,
    Visit,
)

RELATED = ("body", "session__term", "author", "collective", "public_text")
_SIGNED = Cosignature.objects.select_related("user").order_by("id")


def _of_case(model: type[Model], *related: str, order: tuple[str, ...] = ("id",)) -> Prepared:
    rows: Any = model._default_manager.select_related(*related) if related else model._default_manager.all()
    return Prepared(lambda pk: rows.filter(proposal_id=pk).order_by(*order), int)


def _of_duties(model: type[Model], *related: str) -> Prepared:
    rows: Any = model._default_manager.select_related(*related) if related else model._default_manager.all()
    return Prepared(lambda pk: rows.filter(assignment__proposal_id=pk).order_by("id"), int)


def _merged(pk: int) -> "QuerySet[Proposal]":
    return Proposal.objects.filter(merged_into_id=pk).select_related("author", "collective").order_by("id")


def _suggested_units(pk: int) -> "QuerySet[Unit]":
    chosen = Proposal.suggested_units.through.objects.filter(proposal_id=pk)
    return Unit.objects.filter(pk__in=chosen.values("unit_id")).order_by("kind", "name")


def _origins() -> "QuerySet[Link]":
    """What links cases to that they grew out of."""
    own = Proposal._meta.label_lower
    return Link.objects.filter(from_type=own).exclude(to_type=own).order_by("id")


def _there(rows: "QuerySet[Any]", name: str = "proposal_id") -> Exists:
    return Exists(rows.filter(**{name: OuterRef("pk")}))


# Most cases lack these; the question for the case itself tells which need not be asked for.
_THERE = {
    "has_cosignatures": _there(Cosignature.objects.all()),
    "has_merged": _there(Proposal.objects.all(), "merged_into_id"),
    "has_instructions": _there(Instruction.objects.all()),
    "has_visits": _there(Visit.objects.all()),
    "has_files": _there(Attachment.objects.all()),
    "has_versions": _there(TextVersion.objects.all()),
    "has_origin": _there(_origins().order_by(), "from_id"),
}
_case = Prepared(lambda pk: Proposal.objects.filter(pk=pk).select_related(*RELATED).annotate(**_THERE), int)
_joined = Prepared(_merged, int)
_signatures = _of_case(Cosignature, "user")
_duties = _of_case(Assignment, "unit", "proposed_unit")
_instructions = _of_case(Instruction, "leader", order=("-day", "-id"))
_visits = _of_case(Visit)
_files = _of_case(Attachment)
_versions = Prepared(lambda pk: TextVersion.objects.filter(proposal_id=pk).order_by("number")[:20], int)
_suggested = Prepared(_suggested_units, int)
_origin = Prepared(lambda pk: _origins().filter(from_id=pk).select_related("act")[:1], int)
_by_duty = {
    "deadlines": _of_duties(AssignmentDeadline),
    "replies": _of_duties(Reply),
    "contacts": _of_duties(Contact),
    "ratings": _of_duties(Rating, "user"),
}


def case_of(pk: int) -> Proposal | None:
    """The case with body, session, proposers, public text. Who may read it is asked by the caller."""
    found: Proposal | None = _case.first(pk)
    return found


def load_people(case: Proposal) -> None:
    """Signatures, merged cases and the units' duties with everything on them. Seven queries at most."""
    lay(case, "cosignatures", _rows(case, "cosignatures", _signatures))
    lay(case, "merged", _rows(case, "merged", _joined))
    if merged := list(case.merged.all()):
        prefetch_related_objects(merged, Prefetch("cosignatures", _SIGNED), "merged")
    duties = _duties.objects(case.pk)
    for one in duties:
        one.proposal = case
    lay(case, "assignments", duties)
    if duties:
        for name, question in _by_duty.items():
            _lay_by_duty(duties, name, question.objects(case.pk))


def load_papers(case: Proposal) -> None:
    """Instructions, visits and the units the proposers suggested. Three queries at most."""
    lay(case, "instructions", _rows(case, "instructions", _instructions))
    lay(case, "visits", _rows(case, "visits", _visits))
    lay(case, "suggested_units", _suggested.objects(case.pk))


def files_of(case: Proposal) -> list[Attachment]:
    """All files of the case, whoever may fetch them."""
    return _rows(case, "files", _files)


def versions_of(case: Proposal) -> list[TextVersion]:
    """Its text as it was submitted, each time, oldest first."""
    return _rows(case, "versions", _versions)


def origin_of(case: Proposal) -> Link | None:
    """What it grew out of, if that was said elsewhere."""
    return next(iter(_rows(case, "origin", _origin)), None)


def _rows(case: Proposal, name: str, question: Prepared) -> list[Any]:
    """What there is of it; not asked for where `case_of` learned that there is none."""
    return question.objects(case.pk) if getattr(case, f"has_{name}", True) else []


def _lay_by_duty(duties: Iterable[Assignment], name: str, rows: list[Any]) -> None:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.assignment_id].append(row)
    for duty in duties:
        lay(duty, name, found[duty.pk])
