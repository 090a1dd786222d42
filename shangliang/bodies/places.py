"""The tree of bodies as pages show it: provinces, what lies below one body, search by name."""

from typing import Any

from django.db.models import Count, Q

from shangliang.bodies.models import Body, Collective, Membership, Post, Session, Term, Unit
from shangliang.core.simplified import found_in_either

MOST_FOUND = 50


def search(text: str) -> list[Body]:
    """Bodies whose name holds the text, in simplified or traditional characters, those in use first."""
    return found_in_either(_named, text)


def _named(text: str) -> list[Body]:
    named = Q(name__icontains=text) | Q(short_name__icontains=text)
    return list(
        Body.objects.filter(named)
        .select_related("parent", "region")
        .order_by("-is_active", "path")[: MOST_FOUND + 1]
    )


def top_of_tree() -> list[dict[str, Any]]:
    """The bodies without parent here, each with those directly below it."""
    roots = list(Body.objects.filter(parent__isnull=True).order_by("path"))
    below = list(Body.objects.filter(parent__in=roots).order_by("path"))
    return [{"body": root, "below": [one for one in below if one.parent_id == root.pk]} for root in roots]


def below(body: Body) -> list[dict[str, Any]]:
    """The bodies directly below one, each with those below it; below the nation only the provinces."""
    direct = list(Body.objects.filter(parent=body).order_by("path"))
    if body.level != "province":
        return [{"body": one, "below": []} for one in direct]
    further = list(Body.objects.filter(parent__parent=body).order_by("path"))
    return [{"body": one, "below": [sub for sub in further if sub.parent_id == one.pk]} for one in direct]


def above(body: Body) -> list[Body]:
    """The bodies above one, the topmost first."""
    return list(Body.objects.filter(path__in=body.lineage_paths()[:-1]).order_by("path"))


def terms_of(body: Body) -> list[dict[str, Any]]:
    """Terms with their sessions, newest first."""
    sessions = list(Session.objects.filter(body=body).select_related("term"))
    terms = Term.objects.filter(body=body)
    return [{"term": term, "sessions": [one for one in sessions if one.term_id == term.pk]} for term in terms]


def collectives_of(body: Body) -> list[dict[str, Any]]:
    """Collectives in use by kind, each with the number of members that sit in it now."""
    counts = _seats(body)
    rows = list(Collective.objects.filter(body=body, is_active=True))
    return [
        {
            "kind": Collective.Kind(kind).label,
            "rows": [{"collective": one, "count": counts.get(one.pk, 0)} for one in rows if one.kind == kind],
        }
        for kind in Collective.Kind.values
        if any(one.kind == kind for one in rows)
    ]


def _seats(body: Body) -> dict[int, int]:
    """Collective → present members, for sectors, committees, parties and groups."""
    held = Membership.objects.filter(post__in=Post.objects.active().filter(body=body))
    found: dict[int, int] = {}
    for name in ("sector", "committee", "party", "group"):
        rows = held.filter(**{f"{name}__isnull": False}).order_by().values_list(name)
        found.update(dict(rows.annotate(n=Count("pk"))))
    return found


def units_of(body: Body) -> list[Unit]:
    """Units in use that answer to the body's region."""
    return list(Unit.objects.of(body))
