"""Papers to fetch: proposal, letters, opinions and archive package of a case; reports of the office."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.core.http import asks, page
from shangliang.core.rules import is_signed_in
from shangliang.proposals import letters, packages, reports
from shangliang.proposals.models import Proposal
from shangliang.proposals.reading_nouns import Handling, Letter, Reading
from shangliang.proposals.scopes import Scoped, scoped_in
from shangliang.proposals.views.desk import in_some_office
from shangliang.proposals.views.desk_rows import desk_body
from shangliang.proposals.views.show import case_for

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _inside(request: HttpRequest, pk: int) -> tuple[Proposal, Reading]:
    """A case read in full, with its reading in the language of documents."""
    proposal = case_for(request.user, pk)
    reading = letters.chinese_reading(proposal, request.user)
    if not reading.is_inside:
        raise Http404
    return proposal, reading


@asks(is_signed_in)
@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of a case that can be fetched as a document."""
    proposal, reading = _inside(request, pk)
    context = {
        "case": proposal,
        "reading": reading,
        "files": [*_paper_rows(proposal, reading), *_letter_rows(proposal, reading)],
        "has_package": reading.standing.is_office,
    }
    return page(request, "proposals/documents.html", context)


def _paper_rows(proposal: Proposal, reading: Reading) -> list[dict[str, str]]:
    return [
        {"name": reading.title, "href": reverse("proposals:paper", args=[proposal.pk]), "kind": _("proposal")}
    ]


def _letter_rows(proposal: Proposal, reading: Reading) -> list[dict[str, str]]:
    rows = []
    people = letters.addressees(proposal)
    for handling in reading.handlings:
        for letter in handling.letters:
            told = {"unit": handling.unit, "round": letter.round}
            args = [proposal.pk, handling.pk, letter.round]
            if letter.delivered and letter.is_opinion:
                name = _("%(unit)s, round %(round)s") % told
                rows.append(
                    {
                        "name": name,
                        "href": reverse("proposals:opinion", args=args),
                        "kind": _("joint opinion"),
                    }
                )
            elif letter.delivered:
                rows += [_reply_row(args, place, one, told) for place, one in enumerate(people, 1)]
    return rows


def _reply_row(args: list[int], place: int, addressee: str, told: dict[str, Any]) -> dict[str, str]:
    name = _("%(unit)s to %(addressee)s, round %(round)s") % {**told, "addressee": addressee}
    return {"name": name, "href": reverse("proposals:reply_letter", args=[*args, place]), "kind": _("reply")}


@asks(is_signed_in)
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal as a document."""
    proposal, reading = _inside(request, pk)
    return _document(letters.proposal_paper(proposal, reading), f"proposal-{pk}")


@asks(is_signed_in)
@require_safe
def reply(request: HttpRequest, pk: int, assignment: int, round_: int, place: int) -> HttpResponse:
    """A delivered reply, addressed to one of the proposers."""
    proposal, reading = _inside(request, pk)
    handling, letter = _letter(reading, assignment, round_, is_opinion=False)
    people = letters.addressees(proposal)
    if not 1 <= place <= len(people):
        raise Http404
    content = letters.reply_letter(proposal, reading, handling, letter, people[place - 1])
    return _document(content, f"reply-{pk}-{assignment}-{round_}-{place}")


@asks(is_signed_in)
@require_safe
def opinion(request: HttpRequest, pk: int, assignment: int, round_: int) -> HttpResponse:
    """A joint unit's opinion."""
    proposal, reading = _inside(request, pk)
    handling, letter = _letter(reading, assignment, round_, is_opinion=True)
    return _document(
        letters.joint_opinion(proposal, reading, handling, letter), f"opinion-{pk}-{assignment}-{round_}"
    )


def _letter(reading: Reading, assignment: int, round_: int, *, is_opinion: bool) -> tuple[Handling, Letter]:
    for handling in reading.handlings:
        for letter in handling.letters:
            is_meant = (handling.pk, letter.round, letter.is_opinion) == (assignment, round_, is_opinion)
            if is_meant and letter.delivered:
                return handling, letter
    raise Http404


@asks(in_some_office)
@require_safe
def package(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The whole case for the archive."""
    body = desk_body(request.user, *OFFICE_ROLES)
    rows = Proposal.objects.inside(request.user).filter(body=body)
    related = ("body", "session__term", "author", "collective", "public_text", "merged_into__author")
    proposal = get_object_or_404(rows.select_related(*related), pk=pk)
    content = packages.case_package(proposal, request.user)
    answer = FileResponse(
        content, as_attachment=True, filename=f"case-{pk}.zip", content_type="application/zip"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@asks(in_some_office)
@require_safe
def review_report(request: HttpRequest) -> HttpResponse:
    """The report on the review of a session's proposals."""
    scoped = _office_scope(request)
    return _document(reports.review_report(scoped.scope), f"review-{scoped.body.region.code}")


@asks(in_some_office)
@require_safe
def filed_list(request: HttpRequest) -> HttpResponse:
    """The list of a session's filed cases."""
    scoped = _office_scope(request)
    return _document(reports.filed_list(scoped.scope, request.user), f"filed-{scoped.body.region.code}")


def _office_scope(request: HttpRequest) -> Scoped:
    """The scope asked for, of the office's own body whatever body the address names."""
    body = desk_body(request.user, *OFFICE_ROLES)
    asked = {**request.GET.dict(), "body": body.region.code, "below": ""}
    scoped = scoped_in(asked, request.user)
    if scoped is None:
        raise Http404
    return scoped


def _document(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    answer["Cache-Control"] = "private, no-store"
    return answer
