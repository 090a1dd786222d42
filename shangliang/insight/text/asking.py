"""What an address or the API asks of the search, taken apart: words, kind, body, year, state, field and page."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.core.errors import NotVisible
from shangliang.core.text import clean_line
from shangliang.insight.text import registry
from shangliang.insight.text.ranking import EVERYWHERE
from shangliang.insight.text.search import Filters
from shangliang.insight.text.words import LONGEST_QUERY

_LONGEST_VALUE = 20
FIELDS = ("title", "name")


@dataclass(frozen=True)
class Asked:
    """Empty values ask for nothing."""

    q: str = ""
    kind: str = ""
    body: str = ""
    year: str = ""
    state: str = ""
    field: str = ""
    page: int = 1

    def href(self, **changes: Any) -> str:
        """The same search with something changed, from its first page."""
        other = replace(self, **{"page": 1, **changes})
        if other.kind != self.kind:
            other = replace(other, state="")
        told = {**asdict(other), "page": other.page if other.page > 1 else ""}
        return "?" + urlencode({name: value for name, value in told.items() if value})

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for besides the words."""
        return bool(self.kind or self.body or self.year or self.state or self.field)


def asked_in(data: Mapping[str, Any]) -> Asked:
    """Everything is text, cleaned and not longer than it can mean something; what makes no sense asks for nothing."""

    def value(name: str) -> str:
        return clean_line(str(data.get(name) or ""))[:_LONGEST_VALUE]

    kind, year, field, page = value("kind"), value("year"), value("field"), value("page")
    known = registry.kinds.get(kind)
    states = {code for code, _label in known.states()} if known else set()
    return Asked(
        q=clean_line(str(data.get("q") or "")[: 4 * LONGEST_QUERY])[:LONGEST_QUERY],
        kind=kind if known else "",
        body=value("body"),
        year=year if year.isascii() and year.isdigit() and len(year) == 4 and int(year) else "",
        state=value("state") if value("state") in states else "",
        field=field if field in FIELDS else "",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def body_asked(asked: Asked) -> Body | None:
    """The body by which a search is narrowed; a code that is none is said to be none."""
    if not asked.body:
        return None
    found = Body.objects.filter(region__code=asked.body).first()
    if found is None:
        raise NotVisible(_("There is no such place here."))
    return found


def filters_of(asked: Asked, body: Body | None) -> Filters:
    """The same for the engine."""
    year = int(asked.year) if asked.year else 0
    return Filters(
        bodies=frozenset([body.pk] if body else []),
        since=date(year, 1, 1) if year else None,
        until=date(year, 12, 31) if year else None,
        fields=(asked.field,) if asked.field else EVERYWHERE,
        where={asked.kind: Q(**{registry.kinds[asked.kind].state: asked.state})} if asked.state else {},
    )
