"""Before and after handing in: the preview, what is still missing, the receipt; and earlier cases alike."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from shangliang.core.http import asks, page
from shangliang.core.rules import is_signed_in
from shangliang.ledger.http import Sheet, act_page
from shangliang.proposals import flows, queries
from shangliang.proposals.acts.writing import what_is_missing
from shangliang.proposals.forms import FOR_ACT
from shangliang.proposals.models import Proposal
from shangliang.proposals.reading import reading_of
from shangliang.proposals.similar import similar_cases
from shangliang.proposals.telling import told_number
from shangliang.proposals.views.hinting import hints_on


def own_case(user: Any, pk: int) -> Proposal:
    """A case the person reads in full, as its writer; 404 for others."""
    rows = Proposal.objects.inside(user).select_related("body", "session__term", "author", "collective")
    found: Proposal = get_object_or_404(rows, pk=pk)
    return found


def receiver_of(proposal: Proposal) -> dict[str, Any]:
    """Who will find it on their desk."""
    return {"body": proposal.body, "count": len(queries.office_ids(proposal))}


@asks(is_signed_in)
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal as the receiver will see it."""
    proposal = own_case(request.user, pk)
    context = {
        "proposal": proposal,
        "reading": reading_of(proposal, request.user),
        "receiver": receiver_of(proposal),
        "hints": hints_on(proposal),
    }
    return page(request, "proposals/preview.html", context)


@asks(is_signed_in)
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it in; what is missing is listed first, each with the place to mend it."""
    proposal = own_case(request.user, pk)
    waiting = proposal.cosignatures.filter(state="invited").count()
    more = {
        "missing": _missing(proposal),
        "receiver": receiver_of(proposal),
        "waiting": waiting,
        "edit": reverse("proposals:edit", args=[pk]),
    }
    sheet = Sheet(reverse("proposals:receipt", args=[pk]), "proposals/submit.html", more)
    return act_page(request, flows.proposals, FOR_ACT, proposal, "submit", back=sheet)


def _missing(proposal: Proposal) -> list[dict[str, str]]:
    """Each thing in the way, with the field of the draft where it is put right."""
    labels = {name: _label(name) for name in ("title", "problem", "analysis", "suggestion")}
    edit = reverse("proposals:edit", args=[proposal.pk])
    return [
        {
            "label": labels.get(one.field or "", ""),
            "sentence": str(one.sentence),
            "href": f"{edit}#id_{one.field}",
        }
        for one in what_is_missing(proposal)
    ]


def _label(name: str) -> str:
    field: Any = Proposal._meta.get_field(name)
    return str(field.verbose_name)


@asks(is_signed_in)
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Proof that the office has it: number, moment, QR code, what happens next."""
    proposal = get_object_or_404(Proposal.objects.inside(request.user).filter(serial__isnull=False), pk=pk)
    context = {
        "proposal": proposal,
        "number": told_number(proposal.serial),
        "href": reverse("proposals:show", args=[pk]),
        "code": reverse("proposals:code", args=[pk]),
    }
    return page(request, "proposals/receipt.html", context)


@asks(is_signed_in)
def similar(request: HttpRequest, pk: int) -> HttpResponse:
    """Earlier cases like this one, with their replies; while writing, like what is typed at the moment."""
    proposal = own_case(request.user, pk)
    given = request.POST if request.method == "POST" else {}
    found = similar_cases(
        request.user,
        proposal.body,
        title=given.get("title", proposal.title),
        suggestion=given.get("suggestion", proposal.suggestion),
        besides=pk,
    )
    context = {"proposal": proposal, "similar": found, "is_answer": True}
    return page(request, "proposals/similar.html", context, part="proposals/parts/similar.html")


@asks(is_signed_in)
def hints(request: HttpRequest, pk: int) -> HttpResponse:
    """Hints on the draft as it is stored; while writing, on what is typed at the moment. They block nothing."""
    proposal = own_case(request.user, pk)
    typed = request.POST if request.method == "POST" else {}
    context = {"proposal": proposal, "hints": hints_on(proposal, typed), "is_answer": True}
    return page(request, "proposals/hints.html", context, part="proposals/parts/hints.html")
