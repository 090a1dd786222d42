"""The page of one case, for those inside and for the public; its QR code; what changed in its text."""

import io
import itertools
from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from shangliang.bodies.queries import role_label
from shangliang.core.changes import changed_passages
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.ledger.flow import spec_of
from shangliang.proposals.chain import ENDED, chain_of, last_decision
from shangliang.proposals.loading import case_of, versions_of
from shangliang.proposals.models import Proposal, TextVersion
from shangliang.proposals.reading import PARTS, reading_of
from shangliang.proposals.reading_nouns import Reading
from shangliang.proposals.standing import may_open
from shangliang.proposals.telling import told_day, told_moment, told_number
from shangliang.proposals.timeline import Line, acts_of, timeline_of
from shangliang.proposals.views.buttons import assignment_buttons, proposal_buttons

TONES = {
    "returned": "wait",
    "not_filed": "stop",
    "withdrawn": "soft",
    "merged": "soft",
    "rework": "wait",
    "replied": "wait",
    "closed": "good",
    "archived": "good",
}


def case_for(user: Any, pk: int) -> Proposal:
    """A case the person may open, or 404."""
    found = case_of(pk)
    if found is None or not may_open(found, user):
        raise Http404
    return found


@asks(anyone)
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about a case that this person may read, and what they may do with it."""
    proposal = case_for(request.user, pk)
    reading = reading_of(proposal, request.user)
    acts = acts_of(proposal)
    context = {
        "case": proposal,
        "reading": reading,
        "tone": TONES.get(proposal.state, ""),
        "facts": _facts(reading),
        "chain": chain_of(proposal, reading.standing, acts),
        "entries": timeline_of(proposal, reading.standing, acts),
        "key_rows": _key_rows(reading),
        "decision": _decision(proposal, reading, last_decision(acts)),
        **(_inside(request, proposal, reading) if reading.is_inside else {}),
    }
    return page(request, "proposals/show.html", context)


def _inside(request: HttpRequest, proposal: Proposal, reading: Reading) -> dict[str, Any]:
    offers = {one.pk: assignment_buttons(request.user, one) for one in proposal.assignments.all()}
    versions = _versions(proposal, reading)
    return {
        "offers": proposal_buttons(request.user, proposal),
        "units": [(one, offers[one.pk]) for one in reading.handlings],
        "versions": versions,
        "asked_before": _asked_before(proposal, reading),
        "changes": _changes(versions) if "changes" in request.GET else [],
        "can_write": reading.standing.is_author and proposal.state in ("draft", "returned"),
    }


def _decision(proposal: Proposal, reading: Reading, decided: Line | None) -> dict[str, Any] | None:
    """A refusal in full: what was decided, by which rule, by whom, when, and what can be done next."""
    if reading.decision is None or decided is None or not _stands(proposal, decided):
        return None
    spec = spec_of(decided.kind)
    is_returned = proposal.state == Proposal.State.RETURNED
    next_step = _("Mend it and submit it again") if is_returned else _NEXT.get(proposal.state, "")
    return {
        "sentence": spec.past if spec else reading.state,
        "rule": reading.decision.reason,
        "note": reading.decision.note,
        "role": role_label(decided.role),
        "when": told_moment(decided.happened),
        "next_step": next_step,
        "href": reverse("proposals:edit", args=[proposal.pk]) if is_returned else "",
    }


def _stands(proposal: Proposal, decided: Line) -> bool:
    """Whether the last decision is what holds now; a mended and resubmitted case is past it."""
    if decided.kind == "proposals.recall":
        return proposal.state == Proposal.State.FILED
    return proposal.state in (Proposal.State.RETURNED, *ENDED)


_NEXT = {
    "not_filed": gettext_lazy(
        "The office can reconsider it; what is mended can be submitted as a new proposal."
    ),
    "opinion": gettext_lazy("It goes to a unit as an opinion; the office can reconsider this."),
    "information": gettext_lazy("It is used as an information report; the office can reconsider this."),
}


def _asked_before(proposal: Proposal, reading: Reading) -> str:
    """What the office had wanted mended, while it looks at the case again."""
    is_again = proposal.state in (Proposal.State.SUBMITTED, Proposal.State.FINAL_REVIEW)
    return reading.decision.note if is_again and reading.decision else ""


def _facts(reading: Reading) -> list[dict[str, Any]]:
    """The definition list under the head; empty values are left out."""
    rows = [
        (_("case number"), told_number(reading.number)),
        (_("serial number"), told_number(reading.serial)),
        (_("session"), _session(reading)),
        (pgettext("proposal", "kind"), reading.kind),
        (_("category"), reading.category),
        (_("units"), "、".join(reading.units)),
        (_("suggested units"), "、".join(reading.suggested_units)),
        (_("contact phone"), reading.phone),
        (_("publicity"), reading.publicity),
        (_("quality score"), reading.quality_score),
    ]
    return [{"label": label, "value": value} for label, value in rows if value not in (None, "")]


def _session(reading: Reading) -> str:
    if reading.session and reading.is_between_sessions:
        return _("%(session)s, between sessions") % {"session": reading.session}
    return reading.session


def _key_rows(reading: Reading) -> list[str]:
    marks = [(reading.is_key, _("key proposal")), (reading.is_good, _("good proposal of the year"))]
    return [label for is_so, label in marks if is_so]


def _versions(proposal: Proposal, reading: Reading) -> list[TextVersion]:
    """The texts as they were submitted, for the proposers and the staff of the body."""
    return versions_of(proposal) if reading.standing.hears_decisions else []


def _changes(versions: list[TextVersion]) -> list[dict[str, Any]]:
    """Each version beside the one before it, newest first."""
    pairs = list(itertools.pairwise(versions))
    return [_change(before, after) for before, after in reversed(pairs)]


def _change(before: TextVersion, after: TextVersion) -> dict[str, Any]:
    headings = (_("Title"), _("Problem"), _("Analysis"), _("Suggestions"))
    texts = [(getattr(before, name), getattr(after, name)) for name in ("title", *PARTS)]
    parts = [(head, changed_passages(*both)) for head, both in zip(headings, texts, strict=True)]
    told = {"number": after.number, "before": before.number, "day": told_day(timezone.localdate(after.saved))}
    heading = _("Version %(number)s of %(day)s against version %(before)s") % told
    return {"heading": heading, "parts": [one for one in parts if _has_change(one[1])]}


def _has_change(passages: list[Any]) -> bool:
    return any(one.kind != "kept" for one in passages)


@asks(anyone)
@require_safe
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """The QR code of the case's own address."""
    case_for(request.user, pk)
    address = request.build_absolute_uri(reverse("proposals:show", args=[pk]))
    drawing = io.BytesIO()
    segno.make(address, error="m").save(drawing, kind="svg", scale=4, border=2, light="#ffffff")
    answer = HttpResponse(drawing.getvalue(), content_type="image/svg+xml")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
