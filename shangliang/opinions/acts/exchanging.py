"""Between installations: taking in what the other side says, once and in order, and noting what it has."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body
from shangliang.bodies.rules import is_system
from shangliang.core.errors import Conflict, Invalid, NotAllowed
from shangliang.opinions import keys, ladder
from shangliang.opinions.acts.reporting_levels import BEFORE_ISSUE, apply
from shangliang.opinions.flows import peers as flow
from shangliang.opinions.models import Dispatch, Incoming, Outgoing, Peer, Report

State = Peer.State
# How far the clocks of two installations may be apart, the way of a message included.
SKEW = timedelta(minutes=10)
SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
_LONGEST_ERROR = 200


@flow.act(
    "take_in",
    _("Take in a message"),
    past=_("took in a message of another installation"),
    source=State.CONNECTED,
    who=is_system,
)
def take_in(peer: Peer, *, by: User, envelope: bytes, sent: str, signature: str) -> None:
    """Check, keep and apply what came; a message that came before changes nothing."""
    if not any(keys.is_signed(key, sent, envelope, signature) for key in peer.known_keys()):
        raise NotAllowed(_t("The signature is not right."))
    moment = _moment(sent)
    if moment is None or abs(timezone.now() - moment) > SKEW:
        raise Conflict(
            _t("It was sent too long ago, or the clocks of both sides differ by more than ten minutes.")
        )
    read = ladder.Envelope.model_validate_json(envelope)
    to = _receiver(peer, read)
    peer.heard = timezone.now()
    _keep(peer, read)
    for waiting in _next_ones(peer, read):
        _apply(peer, to, waiting)


def _moment(sent: str) -> datetime | None:
    try:
        found = parse_datetime(sent)
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def _receiver(peer: Peer, read: ladder.Envelope) -> Body:
    if read.sender != peer.body.region.code:
        raise NotAllowed(_t("An installation speaks for its own body only."))
    to = Body.objects.filter(region__code=read.receiver, is_active=True).first()
    if to is None:
        raise Invalid(_t("The body it is sent to does not work here."))
    return to


def _keep(peer: Peer, read: ladder.Envelope) -> None:
    if Incoming.objects.filter(message=read.id).exists():
        return
    if Incoming.objects.filter(peer=peer, case=read.content.case, sequence=read.sequence).exists():
        raise Conflict(_t("Another message of this case has the same number."))
    Incoming.objects.create(
        peer=peer,
        message=read.id,
        case=read.content.case,
        sequence=read.sequence,
        content=read.content.model_dump_json(),
    )


def _next_ones(peer: Peer, read: ladder.Envelope) -> list[Incoming]:
    """What can be applied now: the messages that follow the last applied one without a gap."""
    rows = Incoming.objects.filter(peer=peer, case=read.content.case).order_by("sequence")
    found: list[Incoming] = []
    for place, one in enumerate(rows, start=1):
        if one.sequence != place:
            break
        if one.applied is None:
            found.append(one)
    return found


def _apply(peer: Peer, to: Body, waiting: Incoming) -> None:
    told = ladder.message(waiting.content)
    if isinstance(told, ladder.Introduced):
        _learn_key(peer, told)
    elif _is_theirs(peer, to, told):
        apply(to, told)
    waiting.applied = timezone.now()
    waiting.save(update_fields=["applied"])


def _learn_key(peer: Peer, told: ladder.Introduced) -> None:
    """From now on they sign with this; what is on its way may still bear the key before it."""
    key = keys.checked(told.key)
    if key != peer.key:
        peer.earlier_key, peer.key = peer.key, key
        peer.earlier_until = timezone.now() + timedelta(days=told.days)


def _is_theirs(peer: Peer, to: Body, told: ladder.Message) -> bool:
    """Whether the other side may say this: of a report it sent here, or one that was sent to it."""
    match told:
        case ladder.Sent():
            return told.from_body == peer.body.region.code and peer.body.parent_id == to.pk
        case ladder.Recalled():
            rows = Report.objects.filter(below_key=told.case, from_body=peer.body, state__in=BEFORE_ISSUE)
            return rows.exists()
    return Dispatch.objects.filter(key=told.case, to_body=peer.body).exists()


@flow.keep("mark_taken", _("Mark as taken"), source="*", who=is_system)
def mark_taken(peer: Peer, *, by: User, message: Outgoing) -> None:
    """The other side has it; once it knows our next key, that is the one we sign with."""
    message.taken, message.error = timezone.now(), ""
    message.save(update_fields=["taken", "error"])
    _mark_reached(peer)
    if peer.sealed_next and not peer.outgoing.filter(_INTRODUCES, taken=None).exists():
        peer.sealed_key, peer.sealed_next = peer.sealed_next, ""


_INTRODUCES = Q(content__contains='"kind":"introduced"')


@flow.keep("mark_refused", _("Mark as refused"), source="*", who=is_system)
def mark_refused(peer: Peer, *, by: User, message: Outgoing, why: str) -> None:
    """The other side was reached and did not take it; it is sent again after a while."""
    message.tries += 1
    message.error, message.next_try = why[:_LONGEST_ERROR], timezone.now() + _pause(message.tries)
    message.save(update_fields=["tries", "error", "next_try"])
    _mark_reached(peer)


def _mark_reached(peer: Peer) -> None:
    peer.reached, peer.unreachable_since, peer.next_try = timezone.now(), None, None
    peer.failures, peer.error = 0, ""


@flow.keep("mark_unreachable", _("Mark as unreachable"), source="*", who=is_system)
def mark_unreachable(peer: Peer, *, by: User, why: str) -> None:
    """Nobody answered: all that waits is sent after a pause that grows."""
    now = timezone.now()
    peer.failures = min(peer.failures + 1, 20)
    peer.unreachable_since = peer.unreachable_since or now
    peer.next_try, peer.error = now + _pause(peer.failures), why[:_LONGEST_ERROR]


def _pause(tries: int) -> timedelta:
    doubled: int = 2 ** min(tries - 1, 10)
    return min(SHORTEST_PAUSE * doubled, LONGEST_PAUSE)
