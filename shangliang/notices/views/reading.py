"""The page of one's notices."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from shangliang.core.http import asks, page
from shangliang.core.rules import is_signed_in
from shangliang.notices import reading
from shangliang.notices.models import Notice
from shangliang.notices.words import where

PAGE = 50


@asks(is_signed_in)
def index(request: HttpRequest) -> HttpResponse:
    """Newest first; older ones behind a link."""
    before = request.GET.get("before", "")
    rows = Notice.objects.visible_to(request.user).select_related("act").order_by("-id")
    if before.isdigit():
        rows = rows.filter(pk__lt=int(before))
    shown = list(rows[: PAGE + 1])
    older = shown[PAGE - 1].pk if len(shown) > PAGE else None
    context = {"notices": [reading.as_item(one) for one in shown[:PAGE]], "older": older}
    return page(request, "notices/index.html", context)


@asks(is_signed_in)
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark as read and go to the case."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user).select_related("act"), pk=pk)
    reading.mark_read(notice)
    return HttpResponseRedirect(where(notice.act) or "/notices/")


@asks(is_signed_in)
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    reading.mark_all_read(request.user, timezone.now())
    return redirect("notices:index")
