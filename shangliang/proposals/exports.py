"""Tables of what is shown, as files: the same rows in the same order, nothing the page would not show."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from shangliang.core.errors import Invalid, NotVisible
from shangliang.core.tables import write_csv, write_xlsx
from shangliang.proposals.cards import Card

# A workbook is built whole before it is sent; longer tables go out as CSV, row by row.
MOST_SHEET_ROWS = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = Sequence[object]


def case_headers() -> list[str]:
    """The columns of a table of cases."""
    return [
        _("case number"),
        _("serial number"),
        _("title"),
        pgettext("proposal", "kind"),
        _("first proposer"),
        _("category"),
        _("session"),
        _("state"),
        _("units"),
        _("submitted"),
        _("filed"),
        _("published"),
        _("key proposal"),
        _("good proposal"),
    ]


def case_row(card: Card) -> Row:
    """A case in those columns."""
    return [
        card.number,
        card.serial,
        card.title,
        card.kind,
        card.proposer,
        card.category,
        card.session,
        card.state,
        "、".join(card.units),
        _day(card.submitted),
        _day(card.filed),
        _day(card.published),
        _("yes") if card.is_key else "",
        _("yes") if card.is_good else "",
    ]


def _day(moment: datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""


def table_answer(
    kind: str, name: str, headers: Row, rows: Iterable[Row], *, count: int
) -> HttpResponse | StreamingHttpResponse:
    """A file of that kind with those rows; a workbook only for so many as one can hold in memory."""
    if kind == "csv":
        pieces = in_language(write_csv(headers, rows))
        return _named(StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8"), f"{name}.csv")
    if kind != "xlsx":
        raise NotVisible(_("There is no such format."))
    if count > MOST_SHEET_ROWS:
        told = {"count": count, "most": MOST_SHEET_ROWS}
        raise Invalid(_("These are %(count)s rows; a workbook takes %(most)s. Fetch the CSV instead.") % told)
    return _named(HttpResponse(write_xlsx(headers, rows, name), content_type=XLSX), f"{name}.xlsx")


def _named(answer: HttpResponse | StreamingHttpResponse, name: str) -> HttpResponse | StreamingHttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def in_language(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces written in the language of the request, which has ended when they are sent."""
    language = get_language()
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
