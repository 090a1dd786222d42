"""From one word or report of a queue on to the one behind it; after the last, the first again."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shangliang.core import paging
from shangliang.opinions.desks import Queue


def in_queue(page: str, queue: str, *args: Any, **more: str) -> str:
    """The address of a page that remembers from which queue it was opened, and what that was narrowed to."""
    return reverse(page, args=args) + (f"?{urlencode({'queue': queue, **more})}" if queue else "")


def behind(rows: Any, queue: Queue, pk: int) -> int | None:
    """The row after this one in the order of the queue, which it may have left already."""
    here = rows.model(pk=pk) if queue.since in paging.BY_ROW else rows.filter(pk=pk).first()
    cursor = paging.cursor_of(here, queue.since) if here else ""
    others = rows.filter(queue.holds).exclude(pk=pk).values_list("pk", flat=True)
    found: int | None = paging.after(others, queue.since, cursor).first()
    return found or paging.after(others, queue.since, "").first()


def go_on(
    request: HttpRequest, found: int | None, queue: Queue, page: str, desk: str, **more: str
) -> HttpResponse:
    """To the row found, or back to the desk when there is none; `more` is what the queue is narrowed to."""
    if found is not None:
        return redirect(in_queue(page, queue.name, found, **more))
    whole, narrowed = _("Nothing more is waiting in this queue."), _("Nothing more in this queue fits.")
    messages.info(request, narrowed if more else whole)
    return redirect(in_queue(desk, queue.name, **more))
