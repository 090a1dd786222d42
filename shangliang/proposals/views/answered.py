"""An answered case on the office's desk: what the units wrote, and the rating sheets to be entered."""

from django.urls import reverse
from django.utils.translation import gettext as _

from shangliang.proposals import reply_letters
from shangliang.proposals.acts.publication import ANSWERED
from shangliang.proposals.models import Assignment, Proposal, Reply
from shangliang.proposals.views import desk_rows as show


def letters_of(proposal: Proposal) -> list[show.Row]:
    """The replies of the present round as ui/letter.html shows them. One query, none before the answers."""
    if proposal.state not in ANSWERED:
        return []
    sent = Reply.objects.filter(assignment__proposal=proposal, delivered__isnull=False)
    told = {(one.assignment_id, one.round): one for one in sent.order_by("pk")}
    found = [(one, told.get((one.pk, one.round))) for one in _answering(proposal)]
    return [letter for one, reply in found if (letter := reply_letters.letter_of(one, reply))]


def rating_sheets(proposal: Proposal, back: str) -> list[show.Row]:
    """For each unit that answered, the page on which a sheet of paper is entered, and back to the desk."""
    if proposal.state != Proposal.State.REPLIED:
        return []
    rows = _answering(proposal)
    return [
        {
            "label": _sheet_of(one, is_alone=len(rows) == 1),
            "href": _proxy(one, back),
            "key": "p" if not at else "",
        }
        for at, one in enumerate(rows)
    ]


def _answering(proposal: Proposal) -> list[Assignment]:
    rows = [one for one in proposal.assignments.all() if one.state == Assignment.State.REPLIED]
    for one in rows:
        one.proposal = proposal
    return rows


def _proxy(one: Assignment, back: str) -> str:
    page = reverse("proposals:perform_on_assignment", args=[one.pk, "proxy_rate"])
    return show.with_next(page, back)


def _sheet_of(one: Assignment, *, is_alone: bool) -> str:
    if is_alone:
        return _("Enter a rating from paper")
    return _("Enter a rating from paper: %(unit)s") % {"unit": one.unit}
