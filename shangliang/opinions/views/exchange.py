"""Where other installations bring their messages: signed, taken once, applied in order."""

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from pydantic import ValidationError

from shangliang.accounts.queries import system_user
from shangliang.core.errors import Conflict, NotAllowed, Refusal
from shangliang.core.http import asks
from shangliang.core.rules import anyone
from shangliang.opinions import acts, ladder
from shangliang.opinions.models import Peer
from shangliang.opinions.queries_exchange import connected_with

MOST_BYTES = 262_144


@csrf_exempt
@asks(anyone)
@require_POST
def receive(request: HttpRequest) -> JsonResponse:
    """One envelope, as docs/exchange.schema.json says; the same one twice is answered alike."""
    try:
        told = json.loads(request.body) if len(request.body) <= MOST_BYTES else None
    except ValueError:
        told = None
    if not isinstance(told, dict) or not isinstance(told.get("sender"), str):
        return _problem("no-message", 422, _("This is no message."))
    if told.get("version") != ladder.VERSION:
        sentence = _("Messages of version %(version)s are understood here.") % {"version": ladder.VERSION}
        return _problem("version", 422, sentence, supported=[ladder.VERSION])
    peer = connected_with(told["sender"])
    if peer is None:
        return _problem("unknown-sender", 403, _("This installation is not connected with the sender."))
    return _take_in(request, peer)


def _take_in(request: HttpRequest, peer: Peer) -> JsonResponse:
    headers = {"sent": request.headers.get("X-Sent", ""), "signature": request.headers.get("X-Signature", "")}
    try:
        acts.take_in(peer, by=system_user(), envelope=request.body, **headers)
    except ValidationError:
        return _problem("no-message", 422, _("This is no message."))
    except Refusal as refusal:
        codes = {NotAllowed: "signature", Conflict: "not-now"}
        return _problem(codes.get(type(refusal), "not-here"), refusal.status, str(refusal.sentence))
    return JsonResponse({"taken": True})


def _problem(code: str, status: int, sentence: str, **more: Any) -> JsonResponse:
    """A refusal as RFC 9457 has it."""
    told = {
        "type": f"urn:shangliang:exchange:{code}",
        "title": sentence,
        "status": status,
        "detail": sentence,
    }
    return JsonResponse({**told, **more}, status=status, content_type="application/problem+json")
