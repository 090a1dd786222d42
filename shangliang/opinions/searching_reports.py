"""Information reports as the search finds them: the desk's version, what an author wrote, what was sent out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.insight.text.changes import note, noting
from shangliang.insight.text.grams import Document
from shangliang.insight.text.registry import Face, Load, searchable
from shangliang.ledger.door import markers
from shangliang.ledger.flow import Spec
from shangliang.ledger.writing import Statement
from shangliang.opinions.models import Report
from shangliang.opinions.queries_reports import received_by

KIND = "report"
_AT_A_TIME = 2_000
_EPOCH_DAY = 719_163
# What may have been sent to somebody: whoever received it reads it as it was issued.
_OUT = (Report.State.ISSUED, Report.State.SENT, Report.State.CLOSED)


def declare() -> None:
    """Register the kind; whoever works on a report gets the desk's version, and no receiver how far it has come."""
    markers.append(renamed)
    searchable(
        KIND,
        _("Information reports"),
        model=Report,
        faces=[
            Face("inside", inside_documents, lambda user: Report.objects.inside(user)),
            Face("author", author_documents, lambda user: Report.objects.desk_of(user)),
            Face("received", received_documents, received_by, tells_state=False),
        ],
        address=lambda pk: reverse("opinions:report", args=[pk]),
        state="state",
    )


def renamed(spec: Spec, obj: Any) -> Iterable[Statement]:
    """The door's question at every act: a collective's new name stands with all its reports."""
    if spec.kind == "bodies.rename_collective":
        rows = Report.objects.filter(body_id=obj.pk, collective__isnull=False)
        for pk in rows.values_list("pk", flat=True):
            yield noting(KIND, pk)


def note_written_by(user: User) -> None:
    """Their name goes from the search as it goes from the pages."""
    for pk in Report.objects.filter(author=user).values_list("pk", flat=True):
        note(KIND, pk)


def _inside(one: Report) -> Document:
    """The edited version, and the original where it was changed."""
    title, text = one.shown_title(), one.shown_text()
    before = [now for now, shown in ((one.title, title), (one.text, text)) if now != shown]
    names = (*_source(one), one.number)
    return Document(one.pk, title, "\n".join([text, *before]), names, one.body_id, _day(one.submitted))


def _author(one: Report) -> Document:
    """What they wrote; the office's version is none of it."""
    names = (*_source(one), one.number)
    return Document(one.pk, one.title, one.text, names, one.body_id, _day(one.submitted))


def _received(one: Report) -> Document:
    """The report as it was issued; nothing of who wrote it."""
    return Document(one.pk, one.shown_title(), one.shown_text(), (), one.body_id, _day(one.issued))


def _source(one: Report) -> tuple[str, ...]:
    """From whom it came, in no reader's language: what is indexed is the same for all."""
    author = "" if one.author is None or one.author.erased else str(one.author)
    point = one.informant.name if one.informant else ""
    return point, str(one.collective or one.from_body or author)


def _day(moment: datetime | None) -> int:
    return timezone.localdate(moment).toordinal() - _EPOCH_DAY if moment else 0


def _documents(rows: "QuerySet[Report]", told: Callable[[Report], Document]) -> Load:
    """The named rows, or all, in the order of their ids, each as one version of it tells it."""
    rows = rows.select_related("author", "collective", "informant", "from_body").order_by("pk")

    def load(pks: Iterable[int] | None) -> Iterator[Document]:
        for one in (rows if pks is None else rows.filter(pk__in=list(pks))).iterator(chunk_size=_AT_A_TIME):
            yield told(one)

    return load


inside_documents = _documents(Report.objects.exclude(state=Report.State.DRAFT), _inside)
author_documents = _documents(Report.objects.filter(author__isnull=False), _author)
received_documents = _documents(Report.objects.filter(state__in=_OUT), _received)
