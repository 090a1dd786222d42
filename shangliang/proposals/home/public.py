"""For visitors: the newest published cases with what was answered, key proposals, the numbers of the session."""

import re
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from shangliang.bodies.queries import session_of
from shangliang.core.homes import Choice, Home, Numbers, Part, Row, Rows, Visit, case_card, home_part
from shangliang.core.text import excerpt
from shangliang.ledger.kept import keeper_for
from shangliang.proposals.lists import ALL, Asked
from shangliang.proposals.models import Proposal, PublicText
from shangliang.proposals.views.public import front_numbers, published_items

NEWEST, KEY = 6, 4
_LONGEST = 110
_OPENING = re.compile("收悉|[答函回]复如下")


@home_part(Home.PUBLIC, order=20)
def reading(visit: Visit) -> Iterator[Part]:
    """What is published, newest first, each with the beginning of its answer."""
    code = visit.body.region.code
    front = f"{reverse('proposals:public')}?body={code}"
    yield Choice(
        _("Read what was proposed and answered"),
        _("Every published proposal with its reply, and what the proposers think of it."),
        front,
    )
    yield Rows(
        "answered",
        _("What became of things"),
        _with_replies(published_items(visit.body, Q(), NEWEST)),
        more=front,
        more_label=_("All published proposals"),
        empty_title=_("Nothing is published yet"),
        empty_text=_("Cases are published after they were answered and looked at twice."),
    )


@case_card("proposals")
def published_card(pk: int) -> Row | None:
    """A published case with its number, units and answer, as visitors read it."""
    case = Proposal.objects.published().filter(pk=pk).select_related("body__region").first()
    found = _with_replies(published_items(case.body, Q(pk=pk), 1)) if case else []
    return found[0] if found else None


def answer_in(reply: str) -> str:
    """What was answered, without the sentences by which a letter says that the proposal was received."""
    told = [line for line in reply.splitlines() if line.strip() and not _OPENING.search(line)]
    return "\n".join(told) or reply


def _with_replies(items: list[Row]) -> list[Row]:
    """The same rows, each with the first words of its published answer. One query."""
    texts = PublicText.objects.filter(proposal__in=Proposal.objects.published(), reply__gt="")
    found = dict(
        texts.filter(proposal_id__in=[one["pk"] for one in items]).values_list("proposal_id", "reply")
    )
    return [
        {**one, "text": _("Answer: %(text)s") % {"text": excerpt(answer_in(found[one["pk"]]), _LONGEST)}}
        if one["pk"] in found
        else one
        for one in items
    ]


@home_part(Home.PUBLIC, order=30)
def key_proposals(visit: Visit) -> Iterator[Part]:
    """Published cases that a leader leads."""
    query = Asked(body=visit.body.region.code, session=ALL, mark="key").query()
    rows = published_items(visit.body, Q(key_state=Proposal.KeyState.KEY), KEY)
    if rows:
        yield Rows(
            "key",
            _("Key proposals"),
            rows,
            more=f"{reverse('proposals:index')}?{query}",
            more_label=_("All key proposals"),
        )


@home_part(Home.PUBLIC, order=40)
def numbers(visit: Visit) -> Iterator[Part]:
    """Figures of the current session, as the statistics page says them."""
    found = front_numbers(visit.body, keeper_for(visit.body.pk))
    if found:
        yield Numbers(
            "numbers",
            str(session_of(visit.body) or _("Numbers")),
            found,
            more=f"{reverse('proposals:statistics')}?body={visit.body.region.code}",
            more_label=_("All statistics"),
        )
