"""The guided tour: one case from draft to publication, each step with whom to be and which page to open."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Sentence
from shangliang.demo.people import SIGN_INS
from shangliang.proposals.models import Proposal


@dataclass(frozen=True)
class Step:
    """Who does what, where; no name means that nobody signs in."""

    username: str
    title: Sentence
    text: Sentence
    page: str


STEPS = (
    Step(
        "demo-member",
        _("Write and submit"),
        _("Open the draft, read what is missing, and submit it. Invite others to sign before, if you like."),
        "draft",
    ),
    Step(
        "demo-cosigner",
        _("Sign with others"),
        _("Invitations wait here. Each has a time to answer; one may decline without a reason."),
        "proposals:signatures",
    ),
    Step(
        "demo-clerk",
        _("First review"),
        _("The new case stands on the desk. Look for similar ones, choose a category, and pass it on."),
        "proposals:desk",
    ),
    Step(
        "demo-lead",
        _("File it"),
        _("The final decision: file under a case number, merge, turn into an opinion, return, or refuse."),
        "proposals:desk",
    ),
    Step(
        "demo-supervisor",
        _("Distribute"),
        _("Name the lead unit and those who join. Requests to return and more time wait here as well."),
        "proposals:supervision",
    ),
    Step(
        "demo-unit-clerk",
        _("Sign for it and answer"),
        _("The unit signs for the case, speaks with the proposer, and drafts its letter before the due day."),
        "proposals:units",
    ),
    Step(
        "demo-unit-lead",
        _("Sign the reply"),
        _("Letters that were countersigned wait for the signature of the unit's lead."),
        "proposals:units",
    ),
    Step(
        "demo-supervisor",
        _("Approve the reply"),
        _("The supervision office reads every letter before it goes out, and may send it back."),
        "proposals:supervision",
    ),
    Step(
        "demo-member",
        _("Rate"),
        _("The proposer alone judges attitude and result. Dissatisfied opens a second round."),
        "proposals:mine",
    ),
    Step(
        "demo-clerk",
        _("Prepare publication"),
        _("What looks private is marked; a second person clears it; then everybody may read it."),
        "proposals:desk",
    ),
    Step(
        "",
        _("Read what is public"),
        _("Visitors need no account: published cases, their replies, and the numbers behind them."),
        "proposals:public",
    ),
)


def roles() -> list[dict[str, Any]]:
    """Every role with its sign-in name."""
    return [{"username": username, "label": str(label)} for username, label in SIGN_INS.items()]


def followed_case() -> Proposal | None:
    """The case the tour follows: the oldest draft of the member, or what became of it."""
    mine = Proposal.objects.filter(author__username="demo-member").order_by("id")
    return mine.filter(state=Proposal.State.DRAFT).first() or mine.last()


def steps(case: Proposal | None) -> list[dict[str, Any]]:
    """The steps as the page draws them."""
    return [
        {
            "title": str(step.title),
            "text": str(step.text),
            "username": step.username,
            "role": str(SIGN_INS.get(step.username, "")),
            "href": _address(step.page, case),
        }
        for step in STEPS
    ]


def _address(page: str, case: Proposal | None) -> str:
    if page != "draft":
        return reverse(page)
    if case is None:
        return reverse("proposals:mine")
    is_draft = case.state == Proposal.State.DRAFT
    return reverse("proposals:edit" if is_draft else "proposals:show", args=[case.pk])
