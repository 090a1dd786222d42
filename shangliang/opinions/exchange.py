"""Carrying messages to other installations: what waits is sent until the other side says that it has it."""

import json
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from shangliang.accounts.queries import system_user
from shangliang.accounts.sealing import unseal
from shangliang.opinions import acts, keys, ladder, reaching
from shangliang.opinions.models import Dispatch, Outgoing, Peer, Report

MOST = 100


def envelope_of(one: Outgoing) -> bytes:
    """The bytes that travel; a message sent again is the same bytes again."""
    content = ladder.message(one.content)
    envelope = ladder.Envelope(
        id=one.message,
        sequence=one.sequence,
        sender=_sender(content),
        receiver=one.peer.body.region.code,
        content=content,
    )
    return envelope.model_dump_json().encode()


def _sender(content: ladder.AnyMessage) -> str:
    """The body here whose case it is."""
    match content:
        case ladder.Introduced():
            return content.from_body
        case ladder.Sent() | ladder.Recalled():
            return str(Dispatch.objects.get(key=content.case).report.body.region.code)
    return str(Report.objects.get(below_key=content.case).body.region.code)


def signed(one: Outgoing, envelope: bytes) -> dict[str, str]:
    """What stands beside the envelope: when it was sent, and our signature of both."""
    sent = timezone.now().isoformat()
    return {"X-Sent": sent, "X-Signature": keys.signature(unseal(one.peer.sealed_key), sent, envelope)}


def deliver(now: datetime | None = None) -> int:
    """Send what is due; what fails stays and is sent again after a growing pause. Returns how many were taken."""
    moment = now or timezone.now()
    is_due = Q(next_try__isnull=True) | Q(next_try__lte=moment)
    peers = Peer.objects.filter(is_due, state=Peer.State.CONNECTED, outgoing__taken__isnull=True).distinct()
    return sum(_deliver_to(peer, is_due) for peer in peers.select_related("body__region").order_by("id"))


def _deliver_to(peer: Peer, is_due: Q) -> int:
    """In the order they were written, until nobody answers."""
    taken = 0
    for one in list(peer.outgoing.filter(is_due, taken__isnull=True).order_by("id")[:MOST]):
        one.peer = peer
        envelope = envelope_of(one)
        headers = {"Content-Type": "application/json", **signed(one, envelope)}
        try:
            answer = reaching.post(peer.address, envelope, headers)
        except reaching.Unreachable as error:
            acts.mark_unreachable(peer, by=system_user(), why=str(error))
            break
        if answer.is_taken:
            acts.mark_taken(peer, by=system_user(), message=one)
            taken += 1
        else:
            acts.mark_refused(peer, by=system_user(), message=one, why=_why(answer))
    return taken


def _why(answer: reaching.Answer) -> str:
    """What the other side says of its refusal."""
    try:
        detail = str(json.loads(answer.body)["detail"])
    except (KeyError, TypeError, ValueError):
        detail = ""
    return f"{answer.status}: {detail}" if detail else str(answer.status)
