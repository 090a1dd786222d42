"""What is kept about people and why, one's own copy of it, and erasure."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from shangliang.accounts import acts
from shangliang.accounts.middleware import open_early
from shangliang.accounts.models import ErasureRequest, User
from shangliang.accounts.privacy_columns import purposes
from shangliang.accounts.rules import runs_platform
from shangliang.accounts.views.account import tabs
from shangliang.accounts.views.answers import done, person, proved_lately
from shangliang.accounts.where import where_of
from shangliang.core.errors import NotVisible
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone, is_signed_in


@open_early
@asks(anyone)
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """For everybody: which personal data, what for, how long. For the signed-in: their copy and erasure."""
    context: dict[str, Any] = {"purposes": purposes(), "tabs": tabs("privacy")}
    if request.user.is_authenticated:
        context["open_request"] = ErasureRequest.objects.filter(user=person(request)).open().first()
    return page(request, "accounts/privacy.html", context)


@never_cache
@asks(is_signed_in)
@require_POST
@proved_lately
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything kept about oneself, as one file."""
    user = person(request)
    data = acts.note_export(user, where=where_of(request))
    told = {"exported": timezone.now(), "person": user.pk, "data": data}
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@never_cache
@asks(is_signed_in)
@require_POST
@proved_lately
def ask_erasure(request: HttpRequest) -> HttpResponse:
    """Ask the platform administrator to erase."""
    user = person(request)
    acts.ask_erasure(user, by=user, where=where_of(request))
    return done(
        request, _("Your request was received. Until it is carried out you can withdraw it."), "privacy"
    )


@never_cache
@asks(is_signed_in)
@require_POST
def withdraw_erasure(request: HttpRequest) -> HttpResponse:
    """Take the request back."""
    user = person(request)
    acts.withdraw_erasure(user, by=user, where=where_of(request))
    return done(request, _("Your request was withdrawn."), "privacy")


@never_cache
@asks(is_signed_in & runs_platform)
@require_GET
def erasures(request: HttpRequest) -> HttpResponse:
    """The requests that wait for the platform administrator."""
    waiting = ErasureRequest.objects.visible_to(request.user).open().select_related("user")
    return page(request, "accounts/erasures.html", {"requests": waiting})


@never_cache
@asks(is_signed_in & runs_platform)
@require_POST
@proved_lately
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry out one request."""
    asked = ErasureRequest.objects.visible_to(request.user).filter(pk=pk).first()
    if asked is None:
        raise NotVisible(_("There is no such request."))
    acts.erase(User.objects.get(pk=asked.user_id), by=person(request), where=where_of(request))
    return done(request, _("The personal data were erased."), "erasures")
