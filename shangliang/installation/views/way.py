"""The way through the first run: who may walk it, and where each step leads."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shangliang.accounts import throttle
from shangliang.accounts.where import where_of
from shangliang.bodies.queries import operates
from shangliang.core.errors import Conflict, Invalid, NotAllowed, Refusal
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.installation import acts, queries
from shangliang.installation.announcing import announce_code
from shangliang.installation.forms import CodeForm
from shangliang.installation.models import Installation

StepView = Callable[[HttpRequest, Installation], HttpResponse]
SESSION_KEY = "setup_code"
TITLES = {
    "site": gettext_lazy("Language and name"),
    "administrator": gettext_lazy("The first administrator"),
    "body": gettext_lazy("The body"),
    "rules": gettext_lazy("Rules to begin with"),
    "term": gettext_lazy("Term and session"),
    "units": gettext_lazy("Units that answer"),
    "members": gettext_lazy("Members"),
    "mail": gettext_lazy("Mail"),
    "finish": gettext_lazy("Ready"),
}


def open_installation() -> Installation:
    """The installation while it is being set up; afterwards the pages refuse everybody alike."""
    found = queries.the_installation()
    if not queries.is_open(found):
        raise Conflict(
            _("This installation is set up already. Further changes are made in the administration.")
        )
    if found is None:
        found = acts.begin()
    return found


def step_page(view: StepView) -> Callable[..., Any]:
    """For the holder of the code until there is an administrator, then for that administrator alone."""

    @never_cache
    @asks(anyone)
    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        found = open_installation()
        if queries.has_operator():
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not operates(request.user):
                raise NotAllowed(_("Only the platform administrator can do this."))
        elif not _holds_code(request, found):
            return HttpResponseRedirect(reverse("installation:code"))
        return view(request, found)

    return guarded


def _holds_code(request: HttpRequest, installation: Installation) -> bool:
    return bool(installation.code_digest) and request.session.get(SESSION_KEY) == installation.code_digest


@step_page
def begin(request: HttpRequest, installation: Installation) -> HttpResponse:
    """To the step where the first run stopped."""
    return to_step(queries.next_step(installation))


@never_cache
@asks(anyone)
@require_http_methods(["GET", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """The code from the console, so that no stranger takes the installation."""
    installation = open_installation()
    if queries.has_operator():
        return to_step(queries.next_step(installation))
    if not installation.code_digest:
        announce_code(installation)
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")[:40]})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _prove(request, installation, form.cleaned_data["code"])
                return to_step(queries.next_step(installation))
            except Refusal as refusal:
                form.add_error("code", str(refusal.sentence))
                status = refusal.status
    return page(request, "installation/code.html", {"form": form}, status=status)


def _prove(request: HttpRequest, installation: Installation, code: str) -> None:
    """Remember that this browser brought the code; raises TooFast or Invalid."""
    brakes = throttle.brakes_for("setup", "", None, where_of(request))
    throttle.press(brakes)
    if not queries.is_code(installation, code):
        raise Invalid(_("This is not the setup code. “shangliang setup” prints a new one."))
    throttle.release(brakes)
    request.session.cycle_key()
    request.session[SESSION_KEY] = installation.code_digest


@require_POST
@asks(anyone)
def pass_by(request: HttpRequest, step: str) -> HttpResponse:
    """Go on to what follows a step."""

    @step_page
    def go_on(request: HttpRequest, installation: Installation) -> HttpResponse:
        by: Any = request.user
        acts.pass_step(installation, by=by, step=step)
        return after(step)

    answer: HttpResponse = go_on(request)
    return answer


def to_step(step: str) -> HttpResponseRedirect:
    """To one step."""
    return HttpResponseRedirect(reverse(f"installation:{step}"))


def after(step: str) -> HttpResponseRedirect:
    """To the step that follows."""
    return to_step(queries.STEPS[queries.STEPS.index(step) + 1])


def show_step(
    request: HttpRequest,
    step: str,
    installation: Installation,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A step's page within the way."""
    way = [
        {
            "label": TITLES[name],
            "href": reverse(f"installation:{name}") if name in installation.passed else "",
            "is_passed": name in installation.passed,
            "is_here": name == step,
        }
        for name in queries.STEPS
    ]
    place = {"number": queries.STEPS.index(step) + 1, "count": len(queries.STEPS)}
    told = {
        "way": way,
        "step": step,
        "title": TITLES[step],
        "place": _("Setting up, step %(number)s of %(count)s") % place,
        "installation": installation,
        **context,
    }
    return page(request, f"installation/{step}.html", told, status=status)


def done_or_said(form: forms.Form, do: Callable[[], object]) -> int:
    """Do what a checked form asks; 200 if it went well, else the refusal stands in the form."""
    if not form.is_valid():
        return 422
    try:
        do()
    except Refusal as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, str(refusal.sentence))
        return refusal.status
    return 200
