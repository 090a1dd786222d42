"""The archive: closing the file for good, and bringing in the cases of past terms."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Collective, Session
from shangliang.bodies.numbers import raise_number
from shangliang.bodies.rules import in_office
from shangliang.core.text import clean_line, clean_text
from shangliang.core.time import end_of
from shangliang.proposals import queries, rules
from shangliang.proposals.flows import proposals as flow
from shangliang.proposals.models import Proposal

State = Proposal.State


@flow.act(
    "archive",
    _("Archive"),
    past=_("archived"),
    source=State.CLOSED,
    target=State.ARCHIVED,
    who=rules.in_office,
    tell=queries.merged_proposer_ids,
)
def archive(proposal: Proposal, *, by: User) -> None:
    """Put the closed case into the archive."""


@flow.start(
    "bring_in",
    _("Bring in a past case"),
    past=_("brought in from before the system"),
    who=in_office,
    facts=("number", "session"),
)
def bring_in(
    body: Body,
    *,
    by: User,
    author: User,
    session: Session,
    number: int,
    title: str,
    kind: str,
    category: str,
    filed_on: date,
    text: str = "",
    collective: Collective | None = None,
) -> Proposal:
    """Enter a case of the past as archived, so that it is found, counted in its session and compared with."""
    raise_number(body, f"proposals.{session.pk}.case", number)
    filed = end_of(filed_on)
    dates = {"submitted_at": filed, "filed_at": filed, "closed_at": filed}
    return Proposal.objects.create(
        body=body,
        author=author,
        session=session,
        number=number,
        title=clean_line(title)[:200],
        kind=kind,
        category=category,
        suggestion=clean_text(text),
        collective=collective,
        state=State.ARCHIVED,
        is_historical=True,
        **dates,
    )
