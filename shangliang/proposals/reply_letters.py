"""The letter of a reply: its title and address, the text to begin with, and set phrases for each class."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.core.errors import Sentence
from shangliang.core.text import clean_text
from shangliang.proposals.models import Assignment, Proposal, Reply
from shangliang.proposals.ruleset import ProposalRules
from shangliang.proposals.telling import named, told_day, told_number

# What a letter says first and last, by how the class settles the matter.
PHRASES: dict[str, Sentence] = {
    "solved": gettext_lazy("What you proposed has been solved, or largely solved. In particular:"),
    "under_way": gettext_lazy("What you proposed is being solved. Done so far, and next:"),
    "planned": gettext_lazy(
        "What you proposed has been included in our plan and will be solved step by step:"
    ),
    "not_possible": gettext_lazy("Conditions do not allow us to solve this at present. The reasons are:"),
    "noted": gettext_lazy("We keep what you proposed as an important reference for our work:"),
}


def title_of(proposal: Proposal) -> str:
    """关于…第×号提案的答复."""
    told = {"session": proposal.session or "", "number": told_number(proposal.number)}
    return _("Reply to proposal %(number)s of %(session)s") % told


def addressee_of(proposal: Proposal) -> str:
    """Whom the letter addresses: the collective, or the first proposer."""
    if proposal.collective:
        return _("%(collective)s:") % {"collective": proposal.collective}
    return _("Member %(name)s:") % {"name": proposal.author}


def beginning_of(proposal: Proposal) -> str:
    """The text a new letter begins with: what it answers, a place for the answer, thanks."""
    told = {"title": proposal.title}
    opening = _("We have received your proposal “%(title)s”. Having studied it, we answer as follows:") % told
    thanks = _("Thank you for your care for our work. Please go on giving us your opinions and suggestions.")
    return f"{opening}\n\n\n\n{thanks}"


def phrases_of(rules: ProposalRules) -> list[dict[str, str]]:
    """For each class of the body what it means and the sentence that introduces it."""
    return [
        {"code": one.code, "name": named(one), "phrase": str(PHRASES[one.outcome])}
        for one in rules.reply_classes
    ]


def letter_of(assignment: Assignment, reply: Reply | None) -> dict[str, Any] | None:
    """A reply as ui/letter.html shows it."""
    if reply is None:
        return None
    sent = told_day(reply.delivered.date()) if reply.delivered else _("(not sent yet)")
    contact = " ".join(part for part in (reply.contact_name, reply.contact_phone) if part)
    return {
        "number": reply.number,
        "reply_class": reply.reply_class,
        "title": title_of(assignment.proposal),
        "addressee": addressee_of(assignment.proposal),
        "paragraphs": [line for line in reply.text.split("\n") if line.strip()],
        "signed": assignment.unit,
        "date": sent,
        "contact": contact,
    }


def missing_in(reply: Reply | None, rules: ProposalRules) -> list[Sentence]:
    """What the letter itself still lacks."""
    asked: list[tuple[str, Sentence]] = [
        ("number", gettext_lazy("the document number")),
        ("text", gettext_lazy("the text of the reply")),
        ("contact_name", gettext_lazy("a contact person")),
        ("contact_phone", gettext_lazy("the contact's telephone number")),
    ]
    lacking = [words for name, words in asked if not clean_text(getattr(reply, name, ""))]
    has_class = reply is not None and rules.class_coded(reply.reply_class) is not None
    return lacking if has_class else [gettext_lazy("the class of the reply"), *lacking]
