"""While nobody has set up this installation, its first page leads to the setting up."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from shangliang.installation import queries

Answer = Callable[[HttpRequest], HttpResponse]


def first_run(get_response: Answer) -> Answer:
    """Asked on the first page alone; where people are, that costs one query."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path == "/" and request.method == "GET" and _is_untouched():
            return HttpResponseRedirect(reverse("installation:begin"))
        return get_response(request)

    return answer


def _is_untouched() -> bool:
    return not queries.has_people()
