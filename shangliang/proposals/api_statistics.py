"""The numbers in the API: the same figures, words and groups as the statistics page and its table."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from shangliang.bodies.queries import bodies_as
from shangliang.core.errors import NotVisible
from shangliang.ledger.operations import Trouble
from shangliang.proposals.models.visibility import STAFF
from shangliang.proposals.scopes import scoped_in
from shangliang.proposals.statistics import statistics

router = Router()


class Line(BaseModel):
    """One line of a group."""

    code: str
    label: str
    value: int


class FigureOut(BaseModel):
    """A figure with its definition; `value` is null where it would tell of single persons."""

    name: str
    label: str
    value: int | float | None
    unit: str
    definition: str
    groups: dict[str, list[Line]]


class StatisticsOut(BaseModel):
    """All figures of a body."""

    body: str
    start: date | None
    end: date | None
    figures: list[FigureOut]


class Which(BaseModel):
    """Of whom and when; without days and session, the present session."""

    model_config = ConfigDict(extra="forbid")
    body: str = Field(max_length=12, description="code of a body")
    session: str = Field("", max_length=12, description="such as 9-2, or all")
    start: date | None = None
    end: date | None = None
    below: bool = Field(False, description="with all bodies below")


@router.get(
    "",
    response={200: StatisticsOut, 404: Trouble, 422: Trouble},
    summary="Statistics of a body",
    auth=None,
    operation_id="proposals_statistics",
)
def read(request: HttpRequest, which: Query[Which]) -> dict[str, Any]:
    """Every number of the statistics page, with its groups."""
    asked = {name: str(value) for name, value in which.model_dump(exclude_none=True).items()}
    scoped = scoped_in({**asked, "below": "1" if which.below else ""}, request.user)
    if scoped is None:
        raise NotVisible(_("Please choose a place first."))
    is_public = scoped.body.pk not in bodies_as(request.user, *STAFF)
    figures = statistics(scoped.scope, is_public=is_public)
    return {"body": which.body, "start": scoped.start, "end": scoped.end, "figures": figures}
