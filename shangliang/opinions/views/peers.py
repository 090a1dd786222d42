"""The operator's pages on other installations: connecting them, their keys and ours, what went there and came."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from shangliang.accounts.http import person_of
from shangliang.accounts.sealing import unseal
from shangliang.bodies.rules import is_platform_admin
from shangliang.bodies.telling import told_moment
from shangliang.core.errors import Refusal
from shangliang.core.http import asks, page
from shangliang.core.paging import NEWEST, stretch
from shangliang.ledger import deciding
from shangliang.ledger.http import say_done
from shangliang.opinions import acts, flows, keys
from shangliang.opinions.forms.exchange import FOR_PEER_ACT, ConnectForm
from shangliang.opinions.models import Peer
from shangliang.opinions.queries_exchange import with_waiting
from shangliang.opinions.reaching import in_words

KEYS = {"trust": "t", "rotate_key": "r", "disconnect": "d"}
TONES = {"connected": "good", "prepared": "wait", "disconnected": "soft"}
LATEST = 30
# What each kind of message says, in the order of the schema.
KINDS = {
    "sent": lazy("a report sent up"),
    "recalled": lazy("a report taken back"),
    "moved": lazy("how far a report has come"),
    "became": lazy("what became of a report"),
    "introduced": lazy("a key"),
}


@asks(is_platform_admin)
def index(request: HttpRequest) -> HttpResponse:
    """Whom this installation speaks with, and connecting another."""
    form = ConnectForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := _connected(request, form)) is not None:
        messages.success(request, _("Now tell them our key, and enter theirs if you have not yet."))
        return redirect("opinions:peer", pk=made.pk)
    rows = with_waiting(Peer.objects.visible_to(request.user).select_related("body"))
    found = stretch(rows, NEWEST, request.GET.get("after", ""))
    context = {
        "form": form,
        "rows": [_row(one) for one in found.rows],
        "next_page": f"{reverse('opinions:peers')}?after={found.cursor}" if found.cursor else "",
    }
    return page(request, "opinions/peers/index.html", context, status=422 if form.errors else 200)


def _connected(request: HttpRequest, form: ConnectForm) -> Peer | None:
    data = dict(form.cleaned_data)
    try:
        return acts.connect(data.pop("body"), by=person_of(request), **data)
    except Refusal as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, str(refusal.sentence))
        return None


def _row(one: Any) -> dict[str, Any]:
    waiting = _("%(count)s messages wait") % {"count": one.waiting} if one.waiting else ""
    return {
        "title": str(one),
        "href": reverse("opinions:peer", args=[one.pk]),
        "meta": [part for part in (one.address, waiting, in_words(one.error)) if part],
        "badges": [{"label": one.get_state_display(), "tone": TONES[one.state]}],
    }


@asks(is_platform_admin)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One installation: keys to compare, what can be done, what travelled."""
    rows = with_waiting(Peer.objects.visible_to(request.user).select_related("body__region"))
    peer = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        return _show(request, peer, None)
    name = request.POST.get("act", "")
    refused = deciding.attempt(request, flows.peers, FOR_PEER_ACT, peer, name)
    if refused is not None:
        return _show(request, peer, refused)
    say_done(request, flows.peers.acts[name])
    return redirect("opinions:peer", pk=pk)


def _show(request: HttpRequest, peer: Any, refused: deciding.Refused | None) -> HttpResponse:
    board = deciding.board(request.user, flows.peers, FOR_PEER_ACT, peer)
    context = {
        "peer": peer,
        "tone": TONES[peer.state],
        "keys": _keys(peer),
        "facts": _facts(peer),
        "panels": board.panels(KEYS, refused),
        "closed": board.closed(KEYS),
        "refused": refused,
        "is_quiet": peer.state != Peer.State.PREPARED,
        "sent": [_outgoing(one) for one in peer.outgoing.order_by("-id")[:LATEST]],
        "came": [_incoming(one) for one in peer.incoming.order_by("-id")[:LATEST]],
    }
    return page(request, "opinions/peers/show.html", context, status=refused.status if refused else 200)


def _keys(peer: Peer) -> list[dict[str, str]]:
    """Ours and theirs with their fingerprints."""
    found = [(_("our key for them"), keys.public_of(unseal(peer.sealed_key)))]
    if peer.sealed_next:
        found.append(
            (_("our next key, which they have not taken yet"), keys.public_of(unseal(peer.sealed_next)))
        )
    if peer.key:
        found.append((_("their key"), peer.key))
    if peer.earlier_key in peer.known_keys()[1:]:
        told = {"moment": told_moment(peer.earlier_until)} if peer.earlier_until else {}
        found.append((_("their key before, accepted until %(moment)s") % told, peer.earlier_key))
    return [{"label": label, "key": key, "fingerprint": keys.fingerprint(key)} for label, key in found]


def _facts(peer: Any) -> list[dict[str, Any]]:
    moments = [
        (_("address"), peer.address),
        (_("code of the body"), peer.body.region.code),
        (_("last reached"), told_moment(peer.reached) if peer.reached else _("never")),
        (_("last heard from"), told_moment(peer.heard) if peer.heard else _("never")),
        (_("unreachable since"), told_moment(peer.unreachable_since) if peer.unreachable_since else ""),
        (_("next try"), told_moment(peer.next_try) if peer.next_try else ""),
        (_("last trouble"), in_words(peer.error)),
        (_("messages waiting"), peer.waiting),
        (_("reason for parting"), peer.reason),
    ]
    return [{"label": label, "value": value} for label, value in moments if value != ""]


def _outgoing(one: Any) -> dict[str, Any]:
    state = _("taken %(moment)s") % {"moment": told_moment(one.taken)} if one.taken else _("waits")
    trouble = f"{in_words(one.error)} ({one.tries})" if one.error else ""
    return _line(one, one.written, [state, trouble])


def _incoming(one: Any) -> dict[str, Any]:
    return _line(one, one.came, [_("applied") if one.applied else _("waits for one before it")])


def _line(one: Any, moment: Any, more: list[str]) -> dict[str, Any]:
    kind = next((label for name, label in KINDS.items() if f'"kind":"{name}"' in one.content), "")
    cells = [
        told_moment(moment),
        str(kind),
        f"{one.sequence}",
        str(one.message)[:8],
        "　".join(filter(None, more)),
    ]
    return {"cells": [{"text": cell} for cell in cells]}
