"""What all pages of one body share: finding it, asking the rule about it, leaving by a file."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from shangliang.bodies.models import Body
from shangliang.core.errors import NotAllowed, NotVisible
from shangliang.core.rules import Rule
from shangliang.core.tables import write_csv, write_xlsx

P = ParamSpec("P")
BodyView = Callable[Concatenate[HttpRequest, Body, P], HttpResponse | StreamingHttpResponse]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def of_body(rule: Rule) -> Callable[[BodyView[P]], Callable[..., Any]]:
    """The view gets the body of the address, if the rule holds for the person there."""

    def decorate(view: BodyView[P]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: HttpRequest, pk: int, *args: P.args, **kwargs: P.kwargs) -> Any:
            body = (
                Body.objects.visible_to(request.user).select_related("region", "parent").filter(pk=pk).first()
            )
            if body is None:
                raise NotVisible(_("There is no such body."))
            reason = rule(request.user, body)
            if reason is None:
                return view(request, body, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise NotAllowed(reason)

        guarded.rule = rule  # type: ignore[attr-defined]
        return guarded

    return decorate


def as_file(
    name: str, ending: str, headers: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse | StreamingHttpResponse:
    """The rows as a CSV or XLSX file to keep; nothing in it can become a formula."""
    answer: HttpResponse | StreamingHttpResponse
    if ending == "xlsx":
        answer = HttpResponse(write_xlsx(headers, rows), content_type=XLSX)
    elif ending == "csv":
        answer = StreamingHttpResponse(write_csv(headers, rows), content_type="text/csv; charset=utf-8")
    else:
        raise NotVisible(_("Tables come as CSV or XLSX."))
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
