"""One screen to say something: received once however often it is sent."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shangliang.accounts.http import person_of
from shangliang.accounts.queries import public_user
from shangliang.accounts.throttle import TooFast
from shangliang.bodies.models import Body
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.opinions import acts, brakes, proof, queries, vault
from shangliang.opinions.counting import count_opening
from shangliang.opinions.forms.say import SayForm
from shangliang.opinions.models import Code, Suggestion
from shangliang.opinions.similar import for_the_public

Way = Suggestion.Way


@dataclass(frozen=True)
class Place:
    """Where something is said: to a body, perhaps by the code of a poster."""

    body: Body
    code: Code | None = None


@asks(anyone)
def say(request: HttpRequest, place: str) -> HttpResponse:
    """To one body, named by the code of its region."""
    return _answer(request, Place(queries.body_that_listens(place)))


@asks(anyone)
def scanned(request: HttpRequest, slug: str) -> HttpResponse:
    """By a QR code; one that is out of use leads on to its body."""
    code = Code.objects.filter(slug=slug.lower()).select_related("body__region").first()  # seen: printed
    if code is None:
        return redirect("opinions:index")
    if code.state != Code.State.IN_USE:
        return redirect("opinions:say", place=code.body.region.code)
    if request.method == "GET":
        count_opening(code)
    return _answer(request, Place(code.body, code))


def _answer(request: HttpRequest, place: Place) -> HttpResponse:
    if request.method != "POST":
        return _show(request, place, SayForm(body=place.body, initial={"key": uuid4().hex}), 200)
    form = SayForm(request.POST, request.FILES, body=place.body)
    if not form.is_valid():
        return _show(request, place, form, 422)
    try:
        return _receive(request, place, form.cleaned_data)
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.sentence))
        return _show(request, place, form, 422)
    except (TooFast, Conflict) as refusal:
        form.add_error(None, str(refusal.sentence))
        return _show(request, place, form, refusal.status)


def _receive(request: HttpRequest, place: Place, data: dict[str, Any]) -> HttpResponse:
    """Take it in, or find that it was taken in before."""
    secret = vault.secret_of(data["key"])
    if not queries.was_said(secret):
        # One transaction: what is refused counts on no brake, and the disk is waited for once.
        with transaction.atomic():
            _brake(request, data)
            _take_in(request, place, data)
    answer = redirect("opinions:receipt", secret=secret)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _brake(request: HttpRequest, data: dict[str, Any]) -> None:
    """Work or a sum from whoever has no account; brakes for everybody."""
    is_proved = proof.is_worked_out(data.pop("proof"), data["key"]) or request.user.is_authenticated
    if not is_proved and not proof.is_summed_up(data["sum"], data["key"]):
        raise Invalid(_("Please answer this small question, so that no machine floods the office."), "sum")
    brakes.before_saying(request, data["text"], is_by_hand=not is_proved)


def _take_in(request: HttpRequest, place: Place, data: dict[str, Any]) -> None:
    contact = data["contact"]
    person = person_of(request) if request.user.is_authenticated and data["way"] != Way.ANONYMOUS else None
    speaker = None
    if person or contact:
        speaker = vault.Envelope(str(person or ""), contact, person.pk if person else None)
    wanted = ("key", "text", "place", "photos", "is_public_consented")
    given = {name: data[name] for name in wanted}
    way = queries.way_of(person) if person else Way.ANONYMOUS
    try:
        acts.receive(place.body, by=public_user(), way=way, speaker=speaker, code=place.code, **given)
    except IntegrityError:
        if not queries.was_said(vault.secret_of(data["key"])):
            raise Conflict(_("Nothing was lost. Please press the button once more.")) from None


def _show(request: HttpRequest, place: Place, form: SayForm, status: int) -> HttpResponse:
    key = str(form["key"].value() or "")
    context = {
        "body": place.body,
        "code": place.code,
        "say": form,
        "task": json.dumps(proof.challenge_for(key)) if not request.user.is_authenticated else "",
        "sum": proof.sum_for(key),
        "is_verified": request.user.is_authenticated and queries.way_of(person_of(request)) == Way.VERIFIED,
    }
    answer = page(request, "opinions/say.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


@asks(anyone)
@require_POST
def similar(request: HttpRequest, place: str) -> HttpResponse:
    """What others said on the matter and were answered, while somebody writes."""
    found = for_the_public(queries.body_that_listens(place), request.POST.get("text", ""))
    return page(request, "opinions/parts/similar.html", {"similar": found, "is_public": True})
