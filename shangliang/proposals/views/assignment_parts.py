"""The parts of an assignment's page that the unit and the supervision office both read."""

from typing import Any

from django.utils.translation import gettext as _

from shangliang.proposals import reply_letters
from shangliang.proposals.desks import units
from shangliang.proposals.models import Assignment, AssignmentDeadline, Contact, Reply
from shangliang.proposals.telling import told_class, told_clock, told_day
from shangliang.proposals.views import desk_rows as show

State, Duty, Kind = Assignment.State, Assignment.Duty, AssignmentDeadline.Kind


def reply_now(assignment: Assignment) -> Reply | None:
    """The reply of the present round, from what was prefetched."""
    return next((one for one in assignment.replies.all() if one.round == assignment.round), None)


def others_of(assignment: Assignment) -> list[Assignment]:
    """The other units of the case with their replies. Two queries."""
    case = assignment.proposal_id
    rows = Assignment.objects.filter(proposal_id=case).current()  # seen: as their case
    rows = rows.exclude(pk=assignment.pk)
    return list(rows.select_related("unit").prefetch_related("replies").order_by("id"))


def opinions_of(others: list[Assignment]) -> list[show.Row]:
    """The joint units: what they said, or that they have not yet."""
    joint = [one for one in others if one.duty == Duty.JOINT]
    return [
        {
            "unit": one.unit,
            "is_in": one.state == State.OPINION_IN,
            "text": _opinion(one),
            "state": one.get_state_display(),
        }
        for one in joint
    ]


def _opinion(one: Assignment) -> str:
    given = [reply.text for reply in one.replies.all() if reply.delivered]
    return given[-1] if given else ""


def clocks_of(frame: show.Frame, assignment: Assignment) -> list[show.Row]:
    """The deadlines of the present round, and the follow-up."""
    rows = [one for one in assignment.deadlines.all() if one.round == assignment.round]
    return [{"label": Kind(one.kind).label, "clock": told_clock(one, frame.calendar)} for one in rows]


def steps_of(assignment: Assignment) -> list[show.Row]:
    """The way of a reply through the unit and the supervision office, as ui/chain_strip.html shows it."""
    if assignment.duty == Duty.JOINT:
        names = [(_("Signed for"), State.AWAITING), (_("Opinion given"), State.HANDLING)]
        order = [State.AWAITING, State.HANDLING, State.OPINION_IN]
    else:
        names = [
            (_("Signed for"), State.AWAITING),
            (_("Drafted"), State.HANDLING),
            (_("Countersigned"), State.DRAFTED),
            (_("Signed"), State.COUNTERSIGNED),
            (_("Approved"), State.SIGNED),
            (_("Sent"), State.APPROVED),
        ]
        order = [before for _label, before in names] + [State.REPLIED]
    place = next((at for at, one in enumerate(order) if one == assignment.state), 0)
    return [
        {"label": label, "state": "done" if at < place else "now" if at == place else "todo"}
        for at, (label, _before) in enumerate(names)
    ]


def missing_of(
    frame: show.Frame, assignment: Assignment, reply: Reply | None, others: list[Assignment]
) -> list[Any]:
    """What stands between now and sending the reply."""
    if assignment.duty == Duty.JOINT or assignment.state not in (State.HANDLING, *units.SIGNING):
        return []
    lacking: list[Any] = reply_letters.missing_in(reply, frame.rules)
    if not assignment.contacts.all():
        lacking.append(_("a logged contact with the proposers (they will be asked how you reached them)"))
    waiting = [one for one in opinions_of(others) if not one["is_in"]]
    if assignment.duty == Duty.LEAD and waiting and not assignment.opinions_waived:
        lacking.append(
            _("the joint opinions of: %(units)s") % {"units": "、".join(str(w["unit"]) for w in waiting)}
        )
    return lacking


def told_contact(one: Contact) -> show.Row:
    """A logged contact, as ui/timeline.html shows it."""
    return {"when": told_day(one.day), "role": one.get_way_display(), "what": str(one.by), "note": one.note}


def told_reply(frame: show.Frame, reply: Reply) -> show.Row:
    """An earlier reply: round, class and text."""
    told = {"round": reply.round, "number": reply.number, "class": told_class(frame.rules, reply.reply_class)}
    return {"title": _("Round %(round)s: %(number)s, class %(class)s") % told, "text": reply.text}
