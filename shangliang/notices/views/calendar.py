"""The calendar: the page where one gets or ends the secret link, and the feed behind it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shangliang.accounts.http import person_of
from shangliang.accounts.middleware import open_early
from shangliang.accounts.views.account import tabs
from shangliang.accounts.where import where_of
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone, is_signed_in
from shangliang.notices import acts
from shangliang.notices.calendars import feed_of
from shangliang.notices.models import CalendarLink
from shangliang.notices.queries import person_of_calendar


@never_cache
@asks(is_signed_in)
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Whether there is a link; a new one is shown this once."""
    user, address = person_of(request), ""
    if request.method == "POST":
        secret = acts.make_calendar_link(user, where=where_of(request))
        address = request.build_absolute_uri(reverse("notices:feed", args=[secret]))
    link = CalendarLink.objects.visible_to(user).first()
    context = {"link": link, "address": address, "person": user, "tabs": tabs("notices:calendar")}
    return page(request, "notices/calendar.html", context)


@never_cache
@asks(is_signed_in)
@require_POST
def end_calendar(request: HttpRequest) -> HttpResponse:
    """The link opens nothing any more."""
    acts.end_calendar_link(person_of(request), where=where_of(request))
    messages.success(request, _("The calendar link was ended."))
    return redirect("notices:calendar")


@open_early
@never_cache
@asks(anyone)
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The dates of the person whose secret link this is; a program fetches them without a session."""
    person = person_of_calendar(secret)
    if person is None:
        raise Http404
    answer = HttpResponse(feed_of(person), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="shangliang.ics"'
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
