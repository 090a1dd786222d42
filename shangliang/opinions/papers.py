"""An issue as a paper: a Word or a PDF file in the layout of official documents. Papers are in Chinese."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from shangliang.core import documents
from shangliang.core.documents import Heading, OfficialDocument, Signature
from shangliang.core.documents.printed import NoTypeface, print_pdf
from shangliang.core.errors import Conflict
from shangliang.opinions.models import Issue, Report

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Render = Callable[[Issue, Sequence[Report]], bytes]


def issue_number(issue: Issue) -> str:
    """〔2026〕第1期."""
    return f"〔{issue.year}〕第{issue.number}期"


def _document(issue: Issue, reports: Sequence[Report]) -> OfficialDocument:
    """The name of the periodical and its number, then each report under its title."""
    blocks: list[documents.Block] = []
    for one in reports:
        if len(reports) > 1:
            blocks.append(Heading(one.shown_title()))
        blocks += one.shown_text().split("\n")
    blocks.append(Signature(issue.body.name, issue.day))
    title = reports[0].shown_title() if len(reports) == 1 else issue.periodical.name
    subtitle = f"{issue.periodical.name}{issue_number(issue)}"
    return OfficialDocument(title=title, subtitle=subtitle, blocks=blocks)


def as_word(issue: Issue, reports: Sequence[Report]) -> bytes:
    """To go on working with."""
    return documents.render(_document(issue, reports))


def as_pdf(issue: Issue, reports: Sequence[Report]) -> bytes:
    """To print and to send; refused with the reason where the machine has no Chinese typeface."""
    try:
        return print_pdf(_document(issue, reports))
    except NoTypeface as missing:
        sentence = _(
            "This server has no Chinese typeface, so it prints no PDF. Install one (such as fonts-noto-cjk), "
            "or take the Word file."
        )
        raise Conflict(sentence) from missing


PAPERS: dict[str, tuple[str, Render]] = {"docx": (WORD, as_word), "pdf": ("application/pdf", as_pdf)}
