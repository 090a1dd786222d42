"""Replying: draft, countersign, sign, approve, deliver; joint opinions; follow-up with a second class."""

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.accounts.queries import system_user
from shangliang.bodies.deadlines import due_in_months
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_line, clean_text
from shangliang.ledger.door import alongside, hold, then
from shangliang.ledger.writing import updating
from shangliang.proposals import clocks, queries, rules
from shangliang.proposals.acts.closing import await_rating
from shangliang.proposals.flows import assignments as flow
from shangliang.proposals.models import Assignment, Proposal, Reply
from shangliang.proposals.ruleset import proposal_rules

State = Assignment.State


def _current(assignment: Assignment) -> Reply:
    reply = queries.reply_of(assignment)
    if reply is None:
        raise Conflict(_t("There is no reply yet."))
    return reply


@flow.keep("save_reply", _("Save"), source=State.HANDLING, who=rules.in_unit)
def save_reply(
    assignment: Assignment,
    *,
    by: User,
    text: str = "",
    number: str = "",
    reply_class: str = "",
    contact_name: str = "",
    contact_phone: str = "",
) -> None:
    """Keep what is written so far of the reply or opinion."""
    lines = {"number": number, "contact_name": contact_name, "contact_phone": contact_phone}
    given = {name: clean_line(value)[:32] for name, value in lines.items()}
    given |= {"number": clean_line(number)[:60], "text": clean_text(text), "reply_class": reply_class[:8]}
    Reply.objects.update_or_create(assignment=assignment, round=assignment.round, defaults=given)


@flow.act(
    "draft_reply",
    _("Finish the draft"),
    past=_("drafted the reply"),
    source=State.HANDLING,
    target=State.DRAFTED,
    who=rules.in_unit,
    when=rules.answers,
    facts=("unit", "round"),
)
def draft_reply(
    assignment: Assignment,
    *,
    by: User,
    number: str,
    reply_class: str,
    text: str,
    contact_name: str,
    contact_phone: str,
) -> None:
    """Lay the finished letter before the colleagues who countersign and the lead who signs."""
    _check_class(assignment, reply_class)
    required = {"number": number, "text": text, "contact_name": contact_name, "contact_phone": contact_phone}
    for name, value in required.items():
        if not clean_text(value):
            raise Invalid(_t("This part is still empty."), name)
    save_reply.function(assignment, by=by, reply_class=reply_class, **required)


def _check_class(assignment: Assignment, code: str) -> None:
    if proposal_rules(assignment.proposal.body).values.class_coded(code) is None:
        raise Invalid(_t("Please choose a class of this body's list."), "reply_class")


@flow.act(
    "countersign",
    _("Countersign"),
    past=_("countersigned the reply"),
    source=State.DRAFTED,
    target=State.COUNTERSIGNED,
    who=rules.in_unit,
    facts=("unit",),
)
def countersign(assignment: Assignment, *, by: User) -> None:
    """Agree with the draft inside the unit."""


@flow.act(
    "take_back_draft",
    _("Back to writing"),
    past=_("took the draft back"),
    source=(State.DRAFTED, State.COUNTERSIGNED),
    target=State.HANDLING,
    who=rules.in_unit,
    facts=("unit",),
)
def take_back_draft(assignment: Assignment, *, by: User) -> None:
    """Change the letter again before it is signed."""


@flow.act(
    "sign_reply",
    _("Sign the reply"),
    past=_("signed the reply"),
    source=State.COUNTERSIGNED,
    target=State.SIGNED,
    who=rules.leads_unit,
    facts=("unit",),
    tell=queries.supervision_ids,
)
def sign_reply(assignment: Assignment, *, by: User) -> None:
    """The unit's lead signs. A lead unit waits for its joint units' opinions, unless the wait was waived."""
    is_lead = assignment.duty == Assignment.Duty.LEAD
    missing = list(queries.missing_opinions(assignment.proposal)) if is_lead else []
    if missing and not assignment.opinions_waived:
        names = {"units": "、".join(str(one.unit) for one in missing)}
        raise Conflict(
            _t("Joint opinions are missing: %(units)s. The office can let the reply go without them.") % names
        )
    reply = _current(assignment)
    reply.signer = str(by)
    reply.save(update_fields=["signer"])


@flow.act(
    "approve_reply",
    _("Approve the reply"),
    past=_("approved the reply"),
    source=State.SIGNED,
    target=State.APPROVED,
    who=rules.in_supervision | rules.in_office,
    facts=("unit",),
    tell=queries.unit_ids,
)
def approve_reply(assignment: Assignment, *, by: User) -> None:
    """The supervision office finds the reply fit to go out."""


@flow.act(
    "send_back_reply",
    _("Send the reply back"),
    past=_("sent the reply back"),
    source=(State.SIGNED, State.APPROVED),
    target=State.HANDLING,
    who=rules.in_supervision | rules.in_office,
    facts=("unit",),
    tell=queries.unit_ids,
)
def send_back_reply(assignment: Assignment, *, by: User, note: str) -> None:
    """Have the unit mend the reply; the note says what is wrong with it."""
    if not clean_text(note):
        raise Invalid(_t("Please say what should be changed."), "note")
    reply = _current(assignment)
    reply.sent_back_note, reply.signer = clean_text(note), ""
    reply.save(update_fields=["sent_back_note", "signer"])


@flow.act(
    "deliver",
    _("Send the reply to the proposers"),
    past=_("replied"),
    source=State.APPROVED,
    target=State.REPLIED,
    who=rules.in_unit | rules.in_supervision,
    facts=("unit", "duty", "round", "reply_class"),
    tell=queries.assignment_parties,
)
def deliver(assignment: Assignment, *, by: User) -> None:
    """The reply goes to every proposer; the deadline is met; some classes start a follow-up."""
    reply, now = _current(assignment), timezone.now()
    reply.delivered, assignment.reply_class = now, reply.reply_class
    alongside(updating(reply, ["delivered"]))
    clocks.meet(assignment, clocks.Kind.REPLY, at=now)
    rules_now = proposal_rules(assignment.proposal.body)
    chosen = rules_now.values.class_coded(reply.reply_class)
    if chosen and chosen.needs_follow_up:
        due = due_in_months(now, rules_now.values.follow_up_months)
        clocks.start(assignment, clocks.Kind.FOLLOW_UP, due, rules_now.version)
    then(lambda: _await_rating_if_all_replied(assignment.proposal))


def _await_rating_if_all_replied(proposal: Proposal) -> None:
    """Lock the case first: of two units that reply at the same moment, the second sees the first."""
    hold(proposal)
    answers = queries.answers_to(proposal)
    proposal.reply_classes = answers.classes
    if answers.are_all_in:
        await_rating(proposal, by=system_user())
    else:
        alongside(updating(proposal, ["reply_classes"]))


def _proposers_and_answering_units(assignment: Assignment) -> list[int]:
    units = [person for one in queries.answering(assignment.proposal) for person in queries.unit_ids(one)]
    return [*queries.merged_proposer_ids(assignment.proposal), *units]


@flow.act(
    "give_opinion",
    _("Give the joint opinion"),
    past=_("gave the joint opinion"),
    source=State.HANDLING,
    target=State.OPINION_IN,
    who=rules.in_unit,
    when=rules.gives_opinion,
    facts=("unit", "round"),
    tell=_proposers_and_answering_units,
)
def give_opinion(assignment: Assignment, *, by: User, text: str) -> None:
    """The joint unit tells the lead unit its part of the answer."""
    if not clean_text(text):
        raise Invalid(_t("This part is still empty."), "text")
    values = {"text": clean_text(text), "delivered": timezone.now()}
    Reply.objects.update_or_create(assignment=assignment, round=assignment.round, defaults=values)
    clocks.meet(assignment, clocks.Kind.OPINION)


@flow.act(
    "follow_up",
    _("Report the follow-up"),
    past=_("reported the follow-up"),
    source=State.REPLIED,
    who=rules.in_unit,
    when=rules.awaits_follow_up,
    facts=("unit", "later_class", "round"),
    tell=queries.assignment_parties,
)
def follow_up(assignment: Assignment, *, by: User, later_class: str, text: str) -> None:
    """Say what was done since, with the class it has reached; the first class stays beside it."""
    _check_class(assignment, later_class)
    if not clean_text(text):
        raise Invalid(_t("This part is still empty."), "text")
    reply = _current(assignment)
    reply.later_class, reply.later_text, reply.later_at = later_class, clean_text(text), timezone.now()
    reply.save(update_fields=["later_class", "later_text", "later_at"])
    clocks.meet(assignment, clocks.Kind.FOLLOW_UP)
