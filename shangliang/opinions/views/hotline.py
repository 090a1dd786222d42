"""Where the 12345 hotline sends its answers: signed, and taken once."""

import json

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shangliang.accounts.queries import system_user
from shangliang.core.errors import Refusal
from shangliang.core.http import asks
from shangliang.core.rules import anyone
from shangliang.opinions import acts, hotline
from shangliang.opinions.models import Handover


@csrf_exempt
@asks(anyone)
@require_POST
def answer(request: HttpRequest) -> JsonResponse:
    """`{"message": …, "text": …}` with the signature of the whole; the same message twice is answered alike."""
    if not hotline.is_signed(request.body, request.headers.get("X-Signature", "")):
        return JsonResponse({"detail": _("The signature is not right.")}, status=403)
    try:
        told = json.loads(request.body)
        message, text = str(told["message"]), str(told["text"])
    except (KeyError, TypeError, ValueError):
        return JsonResponse({"detail": _("message and text are needed.")}, status=422)
    handover = Handover.objects.filter(message=message).select_related("suggestion").first()
    if handover is None:
        return JsonResponse({"detail": _("There is no such message.")}, status=404)
    if handover.answered is None:
        try:
            acts.take_hotline_answer(handover.suggestion, by=system_user(), handover=handover.pk, text=text)
        except Refusal as refusal:
            return JsonResponse({"detail": str(refusal.sentence)}, status=refusal.status)
    return JsonResponse({"message": message, "state": "answered"})
