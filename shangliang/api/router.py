"""The API: who asks, how refusals are answered, and the routers of the activities."""

from importlib import import_module

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer, SessionAuth

from shangliang.api import search
from shangliang.api.models import person_behind
from shangliang.core.errors import Refusal


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …`: a token a person made on their profile; acts in the post it was made for."""

    def authenticate(self, request: HttpRequest, token: str) -> object | None:
        """The token's owner, or None."""
        found: object | None = person_behind(request, token)
        return found


class CookieAuth(SessionAuth):
    """The session of a signed-in browser; asks for the CSRF token on writes."""


api = NinjaAPI(
    title="Shangliang",
    version="1",
    description="Everything the pages can do. Every write is one act; refusals say why.",
    auth=[TokenAuth(), CookieAuth(csrf=True)],
    urls_namespace="api",
)


def _trouble(request: HttpRequest, detail: str, status: int, field: str | None = None) -> HttpResponse:
    return api.create_response(request, {"detail": detail, "field": field}, status=status)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
    """A refusal of an act."""
    return _trouble(request, str(error.sentence), error.status, getattr(error, "field", None))


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """Missing and hidden answer alike."""
    return _trouble(request, _("There is nothing here that you may see."), 404)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """No session, no token."""
    return _trouble(request, _("Please sign in first."), 401)


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Input that does not fit the schema."""
    first = error.errors[0] if error.errors else {"loc": ["body"], "msg": ""}
    field = ".".join(str(part) for part in first["loc"][2:]) or str(first["loc"][-1])
    return _trouble(request, f"{field}: {first['msg']}", 422, field)


api.add_router("/search", search.router, tags=["search"])
for name in settings.ACTIVITIES:
    api.add_router(f"/{name}", import_module(f"shangliang.{name}.api").router, tags=[name])
