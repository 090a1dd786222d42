"""Lists in the API: newest first, so many at a time, `next` is the `before` of the following page."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from shangliang.bodies.models import Body
from shangliang.core.errors import NotVisible
from shangliang.ledger.models import Subject
from shangliang.ledger.operations import ANSWERS, Done, Trouble

MOST = 100
Out = TypeVar("Out", bound=BaseModel)
LISTED = {401: Trouble, 422: Trouble}
SHOWN = {401: Trouble, 404: Trouble}
MADE = {201: Done, **{status: answer for status, answer in ANSWERS.items() if answer is not Done}}


class Listed(BaseModel, Generic[Out]):
    """A page of a list."""

    items: list[Out]
    next: int | None


class Stretch(BaseModel):
    """Which page of a list."""

    model_config = ConfigDict(extra="forbid")
    body: str | None = Field(None, max_length=12, description="code of a body's region")
    before: int | None = Field(None, ge=1, le=2**62)
    limit: int = Field(20, ge=1, le=MOST)


class OfBody(BaseModel):
    """In which body something begins."""

    model_config = ConfigDict(extra="forbid")
    body: str = Field(max_length=12, description="code of the body's region")


def listed(
    rows: "QuerySet[Any]", asked: Stretch, out: Callable[[Any], Out], column: str = "body__region__code"
) -> Any:
    """One page of the rows, each as `out` tells it."""
    if asked.body:
        rows = rows.filter(**{column: asked.body})
    if asked.before:
        rows = rows.filter(pk__lt=asked.before)
    found = list(rows.order_by("-pk")[: asked.limit + 1])
    shown = found[: asked.limit]
    more = shown[-1].pk if len(found) > asked.limit else None
    return {"items": [out(one) for one in shown], "next": more}


def body_in_use(request: HttpRequest, code: str) -> Body:
    """The body in whose books something begins."""
    found = Body.objects.visible_to(request.user).filter(region__code=code, is_active=True).first()
    if found is None:
        raise NotVisible(_("There is no such body in use."))
    return found


def key_of(request: HttpRequest) -> str | None:
    """Sent with the same key, an act is done once."""
    return request.headers.get("Idempotency-Key")


def done(made: Subject) -> Done:
    """What was begun."""
    return Done(id=made.pk, state=getattr(made, "state", ""), version=made.version)
