"""How many cases there are of each kind, state, category …, under everything else that is asked for."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from shangliang.bodies.models import Session
from shangliang.bodies.reference.categories import national_category_of
from shangliang.core.text import whole_number
from shangliang.ledger.kept import Keeper
from shangliang.proposals.lists import NARROWING_SORTS, Asked, conditions
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.shelves import DIMENSIONS, Own, Shelf

TOTAL = "total"
Rows = QuerySet[Proposal]


class Cell(NamedTuple):
    """So many cases that are alike in all of this."""

    session_id: int | None
    publicity: str
    state: str
    kind: str
    category: str
    reply_classes: str
    cases: int = 1


@dataclass(frozen=True)
class Counts:
    """Counts by value of every group; each group counts as if it were not narrowed itself."""

    by: dict[str, Counter[Any]]

    @property
    def total(self) -> int:
        """How many cases fit everything asked for."""
        return self.by[TOTAL][TOTAL]


def counts_for(shelf: Shelf, asked: Asked, session: Session | None, keeper: Keeper) -> Counts:
    """All counts of the list page; what is shared by many readers is kept between requests."""
    told = _counted_part(asked)
    session_id = session.pk if session else None
    by = _by_cells(shelf, told, session_id, keeper)
    by["category"] = _with_national(by["category"])
    by["unit"] = _by_unit(shelf, replace(told, unit=""), session_id, keeper)
    if shelf.is_staff:
        by["reply_class"] = _each_class(by["reply_classes"])
    return Counts(by)


def categories_shared(shelf: Shelf, keeper: Keeper) -> Counter[str]:
    """Of everything that everybody of this kind may open, how many are in each category."""
    cells = keeper.keep(("cells", shelf.audience, Asked()), lambda: _cells(shelf.shared(), Asked()))
    return _with_national(_grouped(cells, Asked(), None)["category"])


def _counted_part(asked: Asked) -> Asked:
    """What of the address decides the counts; order and place do not."""
    sort = asked.sort if asked.sort in NARROWING_SORTS else ""
    return replace(asked, body="", session="", after="", before="", sort=sort)


def _by_cells(shelf: Shelf, asked: Asked, session_id: int | None, keeper: Keeper) -> dict[str, Counter[Any]]:
    """The groups that cells tell: one grouped pass over the shelf, narrowed only by what no cell tells."""
    outer = replace(asked, kind="", category="", state="", publicity="", reply_class="")
    if _is_personal(shelf, asked):
        return _grouped(_cells(shelf.found(asked.words, None), outer), asked, session_id)

    def count() -> dict[str, Counter[Any]]:
        shared = shelf.found(asked.words, None) if asked.words else shelf.shared()
        if _is_told_by_cells(replace(asked, unit="")) and asked.unit:
            cells = _unit_cells(shelf, keeper).get(_whole(asked.unit), [])
        else:
            cells = keeper.keep(("cells", shelf.audience, outer), lambda: _cells(shared, outer))
        return _grouped(cells, asked, session_id)

    shared = keeper.keep(("groups", shelf.audience, asked, session_id), count)
    own = _grouped(_own_cells(shelf, outer), asked, session_id)
    return {name: shared[name] + own[name] for name in shared}


def _is_told_by_cells(asked: Asked) -> bool:
    """Whether nothing is asked for but what cells tell."""
    return not (asked.words or asked.unit or asked.mark or asked.sort)


def _whole(raw: str) -> int:
    return whole_number(raw) or 0


def _unit_cells(shelf: Shelf, keeper: Keeper) -> dict[int, list[Cell]]:
    """The cells of every unit's cases: one grouped pass over the current assignments, whatever is asked for."""

    def count() -> dict[int, list[Cell]]:
        rows = Assignment.objects.current().filter(proposal__in=shelf.shared().values("pk")).order_by()
        told = rows.values_list("unit_id", *(f"proposal__{name}" for name in DIMENSIONS))
        by_unit: dict[int, list[Cell]] = defaultdict(list)
        for unit, *rest in told.annotate(cases=Count("proposal_id")):
            by_unit[unit].append(Cell(*rest))
        return dict(by_unit)

    return keeper.keep(("unit cells", shelf.audience), count)


def _units_told(shelf: Shelf, asked: Asked, session_id: int | None, keeper: Keeper) -> Counter[Any]:
    """How many of the shared cases that fit each unit has."""
    found: Counter[Any] = Counter()
    for unit, cells in _unit_cells(shelf, keeper).items():
        found[unit] = sum(one.cases for one in cells if not _misfits(one, asked, session_id))
    return +found


def _is_personal(shelf: Shelf, asked: Asked) -> bool:
    """Whether nobody else's counts are the same: a search of one who sees cases for reasons of their own."""
    return shelf.own is None or bool(asked.words and (shelf.own or not _is_plain(shelf)))


def _is_plain(shelf: Shelf) -> bool:
    """Visitors and staff search the same titles as all of their kind."""
    return shelf.is_staff or not getattr(shelf.user, "is_authenticated", False)


def _cells(rows: "Rows", outer: Asked) -> list[Cell]:
    found = rows.filter(*conditions(outer).values()).order_by().values_list(*DIMENSIONS)
    return [Cell(*one) for one in found.annotate(cases=Count("pk"))]


def _own_cells(shelf: Shelf, outer: Asked) -> list[Cell]:
    extra: list[Own] = list(shelf.own or ())
    narrow = conditions(outer).values()
    if extra and narrow:
        rows = Proposal.objects.filter(*narrow, pk__in=[one.pk for one in extra])
        fitting = set(rows.values_list("pk", flat=True))
        extra = [one for one in extra if one.pk in fitting]
    return [Cell(*one[1:]) for one in extra]


def _grouped(cells: Iterable[Cell], asked: Asked, session_id: int | None) -> dict[str, Counter[Any]]:
    """A cell that fits counts everywhere; one that fits but for a single group counts in that group."""
    by: dict[str, Counter[Any]] = {name: Counter() for name in (*DIMENSIONS, TOTAL)}
    for cell in cells:
        misfits = _misfits(cell, asked, session_id)
        if not misfits:
            by[TOTAL][TOTAL] += cell.cases
        for name in misfits or DIMENSIONS:
            if len(misfits) <= 1:
                by[name][getattr(cell, name)] += cell.cases
    return by


def _misfits(cell: Cell, asked: Asked, session_id: int | None) -> list[str]:
    found = []
    if session_id is not None and cell.session_id != session_id:
        found.append("session_id")
    if asked.publicity and cell.publicity != asked.publicity:
        found.append("publicity")
    if asked.state and cell.state != asked.state:
        found.append("state")
    if asked.kind and cell.kind != asked.kind:
        found.append("kind")
    if asked.category and not f"{cell.category}.".startswith(f"{asked.category}."):
        found.append("category")
    if asked.reply_class and asked.reply_class not in cell.reply_classes.split("\n"):
        found.append("reply_classes")
    return found


def _with_national(found: Counter[str]) -> Counter[str]:
    """The five national categories beside the local ones that they hold."""
    whole: Counter[str] = Counter(found)
    for code, count in found.items():
        if code != national_category_of(code):
            whole[national_category_of(code)] += count
    return whole


def _each_class(found: Counter[str]) -> Counter[str]:
    """Of the classes that cases have together, how many cases have each."""
    each: Counter[str] = Counter()
    for classes, count in found.items():
        for code in classes.split("\n") if classes else ():
            each[code] += count
    return each


def _units(rows: "Rows") -> Counter[Any]:
    found = Assignment.objects.current().filter(proposal__in=rows.values("pk")).order_by()
    return Counter(dict(found.values_list("unit_id").annotate(count=Count("proposal_id"))))


def _by_unit(shelf: Shelf, asked: Asked, session_id: int | None, keeper: Keeper) -> Counter[Any]:
    """How many of the cases each unit has: the shared part kept, one's own added."""
    narrow = [*conditions(asked).values(), *([Q(session_id=session_id)] if session_id else [])]
    found = shelf.found(asked.words, session_id).filter(*narrow)
    if shelf.own is None or _is_personal(shelf, asked):
        return _units(found)
    key = ("units", shelf.audience, asked, session_id)
    if _is_told_by_cells(asked):
        shared = keeper.keep(key, lambda: _units_told(shelf, asked, session_id, keeper))
    else:
        rows = found if asked.words else shelf.shared().filter(*narrow)
        shared = keeper.keep(key, lambda: _units(rows))
    extra = [one.pk for one in shelf.own]
    own: Counter[Any] = _units(Proposal.objects.filter(*narrow, pk__in=extra)) if extra else Counter()
    return shared + own
