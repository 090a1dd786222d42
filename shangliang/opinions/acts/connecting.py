"""Connecting another installation: by address and keys that both operators compare; rotating ours; parting."""

from uuid import uuid5

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.accounts.sealing import seal, unseal
from shangliang.bodies.models import Body
from shangliang.bodies.rules import is_platform_admin
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_line
from shangliang.ledger.door import then
from shangliang.opinions import keys, ladder, reaching
from shangliang.opinions.acts.reporting_levels import post
from shangliang.opinions.flows import peers as flow
from shangliang.opinions.models import Peer
from shangliang.opinions.queries_exchange import CHANNEL, neighbours

State = Peer.State
MOST_DAYS = 30


@flow.start(
    "connect", _("Connect an installation"), past=_("connected another installation"), who=is_platform_admin
)
def connect(body: Body, *, by: User, address: str, key: str = "") -> Peer:
    """Say where a body above or below works; a key is made for it. Without theirs, nothing is sent or believed yet."""
    if body.is_active:
        raise Conflict(_t("This body works here."))
    if not neighbours().filter(pk=body.pk).exists():
        raise Invalid(_t("Only bodies directly above or below one that works here are connected."), "body")
    if Peer.objects.filter(body=body).exists():
        raise Conflict(_t("This body is among the connected installations already."))
    given = keys.checked(key) if key.strip() else ""
    made = Peer(body=body, address=_checked_address(address), sealed_key=seal(keys.new_key()), key=given)
    made.state = State.CONNECTED if given else State.PREPARED
    made.save(force_insert=True)
    if given:
        _introduce(made, days=0)
    return made


def _checked_address(address: str) -> str:
    told = clean_line(address)
    if reason := reaching.why_not(told):
        raise Invalid(reason.label, "address")
    return told


@flow.act(
    "trust",
    _("Trust their key"),
    past=_("trusted the key of the other installation"),
    source=(State.PREPARED, State.CONNECTED, State.DISCONNECTED),
    target=State.CONNECTED,
    who=is_platform_admin,
)
def trust(peer: Peer, *, by: User, key: str, address: str) -> None:
    """Believe what is signed with this key and nothing else; also after it was lost there, or after parting."""
    peer.address, peer.key = _checked_address(address), keys.checked(key)
    peer.earlier_key, peer.earlier_until, peer.reason = "", None, ""
    peer.next_try, peer.unreachable_since, peer.failures, peer.error = None, None, 0, ""
    peer.outgoing.filter(taken=None).update(next_try=None)
    then(lambda: _introduce(peer, days=0))


@flow.act(
    "rotate_key",
    _("Rotate our key"),
    past=_("rotated the key for the other installation"),
    source=State.CONNECTED,
    who=is_platform_admin,
    facts=("days",),
)
def rotate_key(peer: Peer, *, by: User, days: int) -> None:
    """Make a new key and tell it, signed with the old one, which they accept for so many days more."""
    if not 0 <= days <= MOST_DAYS:
        raise Invalid(_t("Between 0 and %(most)s days.") % {"most": MOST_DAYS}, "days")
    if peer.sealed_next:
        raise Conflict(_t("The other side has not taken the last new key yet."))
    peer.sealed_next = seal(keys.new_key())
    then(lambda: _introduce(peer, days=days))


@flow.act(
    "disconnect",
    _("Disconnect"),
    past=_("disconnected the other installation"),
    source=(State.PREPARED, State.CONNECTED),
    target=State.DISCONNECTED,
    who=is_platform_admin,
    facts=("reason",),
)
def disconnect(peer: Peer, *, by: User, reason: str) -> None:
    """Nothing is sent there or taken from there any more; what waits goes out when their key is trusted again."""
    peer.reason = clean_line(reason)[:200]
    if not peer.reason:
        raise Invalid(_t("Please give the reason."), "reason")


def _introduce(peer: Peer, days: int) -> None:
    """Tell our key in the name of each body here that speaks with theirs."""
    key = keys.public_of(unseal(peer.sealed_next or peer.sealed_key))
    for body in _speakers(peer):
        case = uuid5(CHANNEL, f"{body.region.code} {peer.body.region.code}")
        post(peer, ladder.Introduced(case=case, from_body=body.region.code, key=key, days=days))


def _speakers(peer: Peer) -> "QuerySet[Body]":
    near = Q(pk=peer.body.parent_id) | Q(parent_id=peer.body_id)
    return Body.objects.filter(near, is_active=True).select_related("region").order_by("path")
