"""How the rows of desks look: waiting time, clock, kind, proposers, who holds it; the tabs, the filters."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shangliang.accounts.models import User
from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.models import Body
from shangliang.bodies.queries import posts_of
from shangliang.bodies.reference.calendar import WorkCalendar
from shangliang.bodies.telling import told_waiting
from shangliang.core.choices import told_choice
from shangliang.core.errors import NotAllowed
from shangliang.core.text import whole_number
from shangliang.core.time import end_of
from shangliang.proposals.lists import sessions_of
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.ruleset import ProposalRules, proposal_rules
from shangliang.proposals.telling import told_category, told_day, told_number, told_size

SOON = 10
Row = dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """What the rows of one page share, read once: calendar, rules of the body, the moment, the reader."""

    calendar: WorkCalendar
    rules: ProposalRules
    now: datetime
    user: Any


def frame_of(user: Any, body: Body) -> Frame:
    """Two queries."""
    return Frame(work_calendar(), proposal_rules(body).values, timezone.now(), user)


def desk_body(user: Any, *roles: str) -> Body:
    """The body in which the person acts in one of the roles."""
    found = next((post.body for post in posts_of(user) if post.role in roles), None)
    if found is None:
        raise NotAllowed(_("Choose the post under your name at the top in which you want to act."))
    return found


def person(request: HttpRequest) -> User:
    """Who is at the desk: its rule has seen to it that somebody is."""
    return cast(User, request.user)


def waiting(frame: Frame, since: datetime | None) -> Row | None:
    """For how many working days something waits, with tone and words."""
    return vars(told_waiting(since, frame.calendar)) if since else None


def due_in(frame: Frame, due: datetime | None) -> Row | None:
    """How many working days are left, or by how many it is overdue."""
    if due is None:
        return None
    today, day = timezone.localdate(frame.now), timezone.localdate(due)
    days = abs(frame.calendar.workdays_between(today, day))
    told = {"day": told_day(day), "days": days}
    if due < frame.now:
        text, tone = _("%(days)s working days overdue, was due %(day)s") % told, "stop"
    elif day == today:
        text, tone = _("due today"), "wait"
    else:
        text = _("%(days)s working days left, due %(day)s") % told
        tone = "wait" if days <= SOON else "soft"
    return {"text": text, "tone": tone, "exact": due}


def publish_by(frame: Frame, answered: datetime | None) -> Row | None:
    """By when an answered case must be public: the body's working days after its last answer."""
    if answered is None:
        return None
    day = frame.calendar.add_workdays(timezone.localdate(answered), frame.rules.publish_days)
    return due_in(frame, end_of(day))


def proposers(proposal: Proposal, signers: int | None = None) -> str:
    """The first proposer or the collective, and how many signed besides."""
    first = str(proposal.collective or proposal.author)
    if not signers:
        return first
    told = {"name": first, "count": signers}
    return ngettext("%(name)s and %(count)s other", "%(name)s and %(count)s others", signers) % told


def number_of(proposal: Proposal) -> str:
    """The case number; before filing the serial number, called so."""
    if proposal.number:
        return told_number(proposal.number)
    return _("serial %(number)s") % {"number": told_number(proposal.serial)} if proposal.serial else ""


def held_by(frame: Frame, proposal: Proposal) -> str:
    """Who is working on a case and until when it is kept for them; empty for a free case."""
    if proposal.held_until is None or proposal.held_until <= frame.now or proposal.held_by_id is None:
        return ""
    until = {"time": timezone.localtime(proposal.held_until).strftime("%H:%M")}
    if proposal.held_by_id == frame.user.pk:
        return _("taken up by you until %(time)s") % until
    return _("being handled by %(name)s until %(time)s") % {**until, "name": proposal.held_by}


def case_row(frame: Frame, proposal: Any, since: str, href: str, tick: bool) -> Row:
    """A case in a queue, as ui/list_item.html shows it."""
    moment = getattr(proposal, since)
    meta = [
        number_of(proposal),
        told_choice(proposal, "kind"),
        proposers(proposal, proposal.signers),
        told_category(frame.rules, proposal.category),
        _("between sessions") if proposal.is_between_sessions else "",
    ]
    return {
        "title": str(proposal),
        "href": href,
        "text": "",
        "meta": [part for part in meta if part],
        "badges": _badges(proposal),
        "clock": waiting(frame, moment),
        "held": held_by(frame, proposal),
        "tick_value": proposal.pk if tick else None,
    }


def _badges(proposal: Proposal) -> list[Row]:
    found = [{"label": told_choice(proposal, "key_state"), "tone": "wait"}] if proposal.key_state else []
    if proposal.round > 1 and proposal.state != Proposal.State.ARCHIVED:
        found.append({"label": _("second round"), "tone": "wait"})
    if not proposal.is_public_consented:
        found.append({"label": _("no consent to publication"), "tone": "soft"})
    return found


def assignment_row(frame: Frame, assignment: Any, href: str, tick: bool = False) -> Row:
    """An assignment in a queue: the case, the unit's duty, the clock; for a return, why and to whom."""
    case = assignment.proposal
    meta = [
        number_of(case),
        f"{assignment.unit} · {told_choice(assignment, 'duty')}",
        proposers(case),
        _("round %(round)s") % {"round": assignment.round} if assignment.round > 1 else "",
    ]
    asked = getattr(assignment, "asked", None)
    clock = waiting(frame, asked) if asked else due_in(frame, getattr(assignment, "due", None))
    return {
        "title": str(case),
        "href": href,
        "text": _request_of(frame, assignment),
        "meta": [part for part in meta if part],
        "badges": [{"label": told_choice(assignment, "state"), "tone": _TONES.get(assignment.state, "soft")}],
        "clock": clock,
        "held": "",
        "tick_value": assignment.pk if tick else None,
    }


_TONES = {
    Assignment.State.REPLIED: "good",
    Assignment.State.OPINION_IN: "good",
    Assignment.State.RETURN_ASKED: "wait",
    Assignment.State.COORDINATING: "wait",
}
_DISPUTED = (Assignment.State.RETURN_ASKED, Assignment.State.COORDINATING)


def _request_of(frame: Frame, assignment: Assignment) -> str:
    if assignment.state in _DISPUTED:
        told = {"reason": assignment.return_reason, "most": frame.rules.most_transfers}
        told |= {"unit": assignment.proposed_unit or "—", "done": assignment.transfers}
        return (
            _("Asks to return it: %(reason)s Proposes: %(unit)s. Transfers so far: %(done)s of %(most)s.")
            % told
        )
    if assignment.extension_until:
        day = told_day(timezone.localdate(assignment.extension_until))
        told = {"day": day, "reason": assignment.extension_reason}
        return _("Asks for time until %(day)s: %(reason)s") % told
    return ""


def tabs_of(queues: tuple[Any, ...], current: Any, counts: dict[str, int], url: str) -> list[Row]:
    """The queues as ui/tabs.html shows them."""
    return [
        {
            "label": queue.label,
            "href": f"{url}?queue={queue.name}",
            "count": counts.get(queue.name),
            "current": queue is current,
            "urgent": queue.is_urgent,
        }
        for queue in queues
    ]


@dataclass(frozen=True)
class Filters:
    """What a queue is narrowed to, from the address and back into it."""

    session: str = ""
    category: str = ""
    kind: str = ""

    def conditions(self, prefix: str = "") -> dict[str, Any]:
        """Filter arguments on the proposal reached by `prefix`."""
        chosen = {"session_id": whole_number(self.session), "category": self.category, "kind": self.kind}
        return {f"{prefix}{name}": value for name, value in chosen.items() if value}

    def as_query(self) -> dict[str, str]:
        """The parameters of the address."""
        given = {"session": self.session, "category": self.category, "kind": self.kind}
        return {name: value for name, value in given.items() if value}


def filters_of(request: HttpRequest) -> Filters:
    """The filters an address names."""
    return Filters(**{name: request.GET.get(name, "")[:40] for name in ("session", "category", "kind")})


def filter_fields(body: Body, frame: Frame, filters: Filters) -> list[Row]:
    """The three narrowing selects of a desk. One query."""
    sessions = sessions_of(body)[:12]
    return [
        _select("session", _("Session"), [(str(s.pk), str(s)) for s in sessions], filters.session),
        _select("category", _("Category"), _categories(frame), filters.category),
        _select("kind", _("Kind of proposal"), list(Proposal.Kind.choices), filters.kind),
    ]


def _categories(frame: Frame) -> list[tuple[str, Any]]:
    return [(one.code, told_category(frame.rules, one.code)) for one in frame.rules.categories]


def _select(name: str, label: str, choices: list[tuple[str, Any]], chosen: str) -> Row:
    options = [{"value": value, "label": shown, "current": value == chosen} for value, shown in choices]
    return {"name": name, "label": label, "options": options}


def address(name: str, *args: Any, **query: Any) -> str:
    """The address of a page with its parameters; empty ones are left out."""
    given = urlencode({key: value for key, value in query.items() if value})
    return reverse(f"proposals:{name}", args=args) + (f"?{given}" if given else "")


def with_next(page: str, back: str) -> str:
    """A page of its own that comes back to the desk when its act is done."""
    return f"{page}?{urlencode({'next': back})}"


def queue_clock(frame: Frame, queue: Any, proposal: Proposal) -> Row | None:
    """How long a case waits in its queue; what is to be published, by when it must be."""
    since = getattr(proposal, queue.since, None)
    is_to_publish = queue.publicity and queue.name != "archive"
    return publish_by(frame, since) if is_to_publish else waiting(frame, since)


def file_row(attachment: Any) -> Row:
    """A file of a case, as ui/file_list.html shows it."""
    return {
        "name": attachment.name,
        "href": reverse("proposals:download", args=[attachment.pk]),
        "kind": told_choice(attachment, "kind"),
        "size": told_size(attachment.size),
    }
