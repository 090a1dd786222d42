"""The record of a body for those who check it: entries of the ledger, narrowed, in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Post
from shangliang.bodies.queries import bodies_as, operates, role_label
from shangliang.ledger.flow import flows, spec_of
from shangliang.ledger.models import Act

_CHUNK = 500


def entries(body: Body, user: Any, query: Mapping[str, str]) -> QuerySet[Act]:
    """Entries of a body that the person may check, narrowed by `kind`, `role`, `from` and `to`."""
    rows = _visible_to(user).filter(body=body)
    if query.get("kind"):
        rows = rows.filter(kind=query["kind"])
    if query.get("role"):
        rows = rows.filter(role=query["role"])
    for word, lookup in (("from", "happened__date__gte"), ("to", "happened__date__lte")):
        day = _day(query.get(word, ""))
        rows = rows.filter(**{lookup: day}) if day else rows
    return rows.annotate(is_voided=Exists(Act.objects.filter(voids=OuterRef("pk"))))


def _visible_to(user: Any) -> QuerySet[Act]:
    if operates(user):
        return Act.objects.all()
    return Act.objects.filter(body_id__in=bodies_as(user, Post.Role.AUDITOR, Post.Role.ADMIN))


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None


def words_of(kind: str) -> str:
    """What an entry of this kind says was done."""
    spec = spec_of(kind)
    return str(spec.past) if spec else kind


def kind_choices() -> list[tuple[str, str]]:
    """Every kind the program can write, for narrowing the list."""
    declared = [act.spec for flow in flows.values() for act in (*flow.openings.values(), *flow.acts.values())]
    kinds = {spec.kind: str(spec.past) for spec in declared if spec.is_recorded}
    return sorted(kinds.items())


def names_of(acts: Iterable[Act]) -> dict[int, str]:
    """Names of those who acted; who was erased since has none."""
    wanted = {act.actor_id for act in acts}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))


HEADERS = (
    "id",
    "recorded",
    "happened",
    "kind",
    "what",
    "role",
    "actor",
    "name",
    "subject",
    "title",
    "facts",
    "void",
)


def export_cells(rows: QuerySet[Act]) -> Iterator[list[object]]:
    """Rows of the export, newest first, names looked up a few hundred at a time."""
    chunk: list[Act] = []
    for act in rows.order_by("-pk").iterator(chunk_size=_CHUNK):
        chunk.append(act)
        if len(chunk) == _CHUNK:
            yield from _cells(chunk)
            chunk = []
    yield from _cells(chunk)


def _cells(acts: list[Act]) -> Iterator[list[object]]:
    names = names_of(acts)
    for act in acts:
        recorded, happened = (timezone.localtime(one).isoformat() for one in (act.recorded, act.happened))
        subject = f"{act.subject_type}:{act.subject_id}"
        yield [
            *(act.pk, recorded, happened, act.kind, words_of(act.kind), role_label(act.role), act.actor_id),
            *(names.get(act.actor_id, ""), subject, act.title, facts_words(act)),
            "1" if act.is_voided else "",  # type: ignore[attr-defined]
        ]


def facts_words(act: Act) -> str:
    """What stands beside an entry, in one line."""
    return "; ".join(f"{name}={value}" for name, value in act.facts.items())
