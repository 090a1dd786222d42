"""The worlds that are measured: the country on the map, a small body and a large one of the same make."""

from shangliang.bodies.models import Body
from shangliang.demo.loading import Extent, load_once
from shangliang.demo.people import Size
from shangliang.demo.scale import Scale, enlarge

SMALL, LARGE = "330400", "330402"
_SAME = (Size(members=130, units=60), 20)


def load_country() -> None:
    """All bodies; two of them in use, with the same people and a handful of cases."""
    load_once(print, Extent({SMALL: _SAME, LARGE: _SAME}, past=20))


def grow(code: str, proposals: int, acts: int) -> None:
    """Let a body have this many cases and ledger rows more."""
    enlarge(Scale(code, proposals, acts), print)


def body_coded(code: str) -> Body:
    """The body of a region."""
    return Body.objects.select_related("region").get(region__code=code)
