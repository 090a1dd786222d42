"""Proposals as the search finds them: the whole text for those inside the case, the public text for everybody."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.insight.text.changes import noting
from shangliang.insight.text.grams import Document
from shangliang.insight.text.registry import Face, searchable
from shangliang.ledger.door import markers
from shangliang.ledger.flow import Spec
from shangliang.ledger.writing import Statement
from shangliang.proposals.models import Cosignature, Proposal

_AT_A_TIME = 2_000
_SIGNED = Prefetch(
    "cosignatures", Cosignature.objects.filter(state="signed").select_related("user").order_by("id")
)
_EPOCH_DAY = 719_163


def declare() -> None:
    """Register the kind; the inside face comes first: who reads both gets the whole text."""
    markers.append(renamed)
    searchable(
        "proposal",
        _("Proposals"),
        model=Proposal,
        faces=[
            Face("inside", inside_documents, lambda user: Proposal.objects.inside(user)),
            Face("public", public_documents, lambda user: Proposal.objects.published()),
        ],
        address=lambda pk: reverse("proposals:show", args=[pk]),
        state="state",
    )


def renamed(spec: Spec, obj: Any) -> Iterable[Statement]:
    """The door's question at every act: a collective's new name stands with all its proposals."""
    if spec.kind == "bodies.rename_collective":
        for pk in Proposal.objects.filter(body_id=obj.pk, collective__isnull=False).values_list(
            "pk", flat=True
        ):
            yield noting("proposal", pk)


def inside_documents(pks: Iterable[int] | None) -> Iterator[Document]:
    """Every proposal as its proposers and the offices read it."""
    for one in _rows(Proposal.objects.all(), pks):
        text = "\n".join([one.problem, one.analysis, one.suggestion])
        yield Document(one.pk, one.title, text, _names(one), one.body_id, _day(one.submitted_at))


def public_documents(pks: Iterable[int] | None) -> Iterator[Document]:
    """Published proposals as everybody reads them."""
    rows = Proposal.objects.published().filter(public_text__isnull=False).select_related("public_text")
    for one in _rows(rows, pks):
        public = one.public_text
        text = f"{public.text}\n{public.reply}"
        yield Document(one.pk, public.title, text, _names(one), one.body_id, _day(one.published_at))


def _rows(rows: "QuerySet[Any]", pks: Iterable[int] | None) -> Iterator[Any]:
    """The named rows, or all; in the order of their ids."""
    rows = rows.select_related("author", "collective").prefetch_related(_SIGNED).order_by("pk")
    if pks is not None:
        rows = rows.filter(pk__in=list(pks))
    yield from rows.iterator(chunk_size=_AT_A_TIME)


def _names(one: Proposal) -> tuple[str, ...]:
    """The proposers as the public reads them too, and the number by which people call the case."""
    first = str(one.collective or one.author)
    numbers = [f"第{one.number:04d}号"] if one.number else []
    return (first, *(str(signature.user) for signature in one.cosignatures.all()), *numbers)


def _day(moment: datetime | None) -> int:
    return timezone.localdate(moment).toordinal() - _EPOCH_DAY if moment else 0
