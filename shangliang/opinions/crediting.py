"""Whose reports a report is made of, and so who is credited and who hears of what becomes of it."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from shangliang.bodies.models import Post, Region
from shangliang.ledger.flow import Share
from shangliang.opinions.models import Dispatch, Report, Result

WHOLE = Decimal(1)
# Behind a role: the person's report was one of several combined.
PART = "_part"


def originals_of(report: Report) -> list[Report]:
    """The reports that were combined in it; itself if none were."""
    return list(report.originals.order_by("id")) or [report]


def parts_of(report: Report, weight: Decimal = WHOLE) -> list[tuple[Report, Decimal]]:
    """Each original with its part of a weight."""
    found = originals_of(report)
    return [(one, Decimal(weight) / len(found)) for one in found]


def is_combined(report: Report) -> bool:
    """Whether it is more than one report."""
    return len(originals_of(report)) > 1


def author_ids(report: Report) -> list[int]:
    """The authors of all originals, each once."""
    found = [one.author_id for one in originals_of(report)]
    return list(dict.fromkeys(one for one in found if one))


def written(report: Report) -> list[Share]:
    """Credit for handing in one's own report."""
    return [Share(one, _role(report)) for one in [report.author_id] if one]


def _role(report: Report) -> str:
    return "contact" if report.kind == Report.Kind.COLLECTIVE else "author"


def issued(report: Report) -> list[Share]:
    """Credit for being issued by the body itself; for authors below the same counts as adopted above."""
    return list(_shares(report, WHOLE, f"issued_{report.body.level}", is_combined(report)))


def result_shares(dispatch: Dispatch) -> list[Share]:
    """Credit for the result that came last; nothing for one that was credited before or is no success."""
    result = dispatch.latest
    if result is None or not result.is_credited:
        return []
    role = f"{result.outcome}_{result.level}"
    return list(_shares(dispatch.report, result.weight, role, result.is_combined))


def _shares(report: Report, weight: Decimal, role: str, combined: bool) -> Iterator[Share]:
    """Every author once; who has two of the originals has both parts."""
    held: dict[int, Decimal] = {}
    for one, part in parts_of(report, weight):
        if one.author_id:
            held[one.author_id] = held.get(one.author_id, Decimal(0)) + part
    name = role + (PART if combined else "")
    for person, part in held.items():
        yield Share(person, name, float(round(part, 4)))


def office_ids(report: Report) -> list[int]:
    """The people of the office that works on it."""
    roles = (Post.Role.OFFICE_CLERK, Post.Role.OFFICE_LEAD)
    posts = Post.objects.active().filter(body_id=report.body_id, role__in=roles)
    return list(posts.values_list("user_id", flat=True).distinct())


def dispatch_reader_ids(dispatch: Dispatch) -> list[int]:
    """The people of the unit to which it was sent, or those who lead."""
    posts = Post.objects.active()
    if dispatch.addressee in Dispatch.LEADING:
        posts = posts.filter(body_id=dispatch.report.body_id, role=Post.Role.LEADER)
    elif dispatch.unit_id:
        posts = posts.filter(unit_id=dispatch.unit_id)
    else:
        return []
    return list(posts.values_list("user_id", flat=True).distinct())


def result_reader_ids(dispatch: Dispatch) -> list[int]:
    """Authors of all originals, and the office that sent it."""
    return list(dict.fromkeys([*author_ids(dispatch.report), *office_ids(dispatch.report)]))


def refused_reader_ids(dispatch: Dispatch) -> list[int]:
    """The same, where the conference above did not use it; being kept or edited there is news to nobody."""
    return result_reader_ids(dispatch) if dispatch.state == Dispatch.State.NOT_USED else []


_DONE = {
    "issued": pgettext_lazy("credit", "issued"),
    **{value: Result.Outcome(value).label for value in ("adopted", "forwarded", "instructed")},
}
_WRITTEN = {"author": pgettext_lazy("credit", "written"), "contact": pgettext_lazy("credit", "written")}


def told_role(role: str) -> str:
    """What a credit is for, in words: “province: adopted, as one of several”."""
    if role in _WRITTEN:
        return str(_WRITTEN[role])
    done, _gap, level = role.removesuffix(PART).partition("_")
    if done not in _DONE or level not in Region.Level.values:
        return role
    told = {"level": Region.Level(level).label, "outcome": _DONE[done]}
    whole = _("%(level)s: %(outcome)s") % told
    return _("%(what)s, as one of several") % {"what": whole} if role.endswith(PART) else whole
