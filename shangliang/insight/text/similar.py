"""Similar cases, for one reader: two questions never mixed, the same text again, or the same matter in other words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import Any, Literal

import numpy as np
from django.db.models import Q

from shangliang.insight.text import grams, likeness, registry
from shangliang.insight.text.grams import Document
from shangliang.insight.text.index import Index, current
from shangliang.insight.text.likeness import Allowed, Candidates
from shangliang.insight.text.registry import Face
from shangliang.insight.text.seen import COUNTED, readable
from shangliang.insight.text.verdict import Verdict, Written, judged

Question = Literal["same_text", "same_matter"]
# Of a candidate for the same matter so many telling pairs of the title must at least stand in it.
_OF_TITLE = 0.34
# So many texts are read at a time; mostly the first few are asked for.
_READ_AT_ONCE = 16
# Of more candidates than this at a time it is worth asking what somebody reads at all.
_AT_ONCE = 150
# Each step reads twice as many candidates as the one before; so many at most.
_MOST_STEPS = 4


@dataclass(frozen=True)
class Alike:
    """One thing like the text, in the version this person reads, and how like it is."""

    kind: str
    pk: int
    face: str
    document: Document
    # That it is the same text, from 0 to 1; the verdict puts it in words.
    probability: float
    verdict: Verdict
    score: float


@dataclass(frozen=True, eq=False)
class _Candidate:
    """Something that may be like the text, in one version of it, before anybody has read the words."""

    pk: int
    face: Face
    score: float


def similar(
    user: Any,
    question: Question,
    *,
    title: str,
    text: str,
    kind: str,
    where: Q | None = None,
    besides: int | None = None,
    most: int = 5,
) -> list[Alike]:
    """What this person may read that is like a text, best first; `where` narrows the rows of the kind.

    What they may not read does not even compete, however many texts there are: it pushes nothing out and is
    not compared."""
    asked = Written.of(title, text)
    if not len(likeness.told(asked.codes)):
        return []
    with current() as index:
        look = _look(index, question, asked)
        found = [
            one
            for number, (owner, face) in enumerate(registry.faces())
            if owner.name == kind
            for one in _of_face(user, look, number, face, where, besides)
        ]
        alike = (_judged(index, asked, *one, kind) for one in _fitting(index, question, asked, found))
        return list(
            islice((one for one in alike if question == "same_matter" or one.verdict != "other"), most)
        )


def on_the_matter(
    title: str, text: str, version: str, body: int, read: Callable[[list[int]], Iterable[Document]], most: int
) -> list[int]:
    """The ids of a body's texts on the matter, best first; `read` tells those of some ids that their reader may read.

    As `similar` finds them, but of one `version` ("kind/face"), which is all that its readers read, and not judged."""
    asked = Written.of(title, text)
    if not len(likeness.told(asked.codes)):
        return []
    face = registry.face_names().index(version)
    with current() as index:
        steps = likeness.on_matter(index, title, text, face, body, most + 1)
        is_like = _title_sharing(index, asked)
    found: list[int] = []
    for pks in islice(steps, _MOST_STEPS):
        told = {one.pk: one for one in read(pks)}
        found += [pk for pk in pks if pk in told and is_like(told[pk])]
        if len(found) >= most:
            break
    return found[:most]


def _look(index: Index, question: Question, asked: Written) -> Callable[[Allowed], Candidates]:
    """Says who is best among those one may read; what all are worth is worked out once."""
    if question == "same_text":
        return partial(likeness.same_text, index, asked.title, asked.text)
    return partial(likeness.best_of, index, likeness.matter_of(index, asked.title, asked.text))


def _fitting(
    index: Index, question: Question, asked: Written, found: list[_Candidate]
) -> Iterator[tuple[_Candidate, Document]]:
    """Those that fit, best first, each once in its fullest version; no more are read than somebody asks for."""
    versions: dict[int, list[_Candidate]] = defaultdict(list)
    for one in found:
        versions[one.pk].append(one)
    read: dict[_Candidate, Document] = {}
    shares_title = _title_sharing(index, asked)

    def fits(one: _Candidate) -> bool:
        return one in read and (question == "same_text" or shares_title(read[one]))

    ordered = sorted(found, key=lambda one: (-one.score, -one.pk))
    for some in (ordered[at : at + _READ_AT_ONCE] for at in range(0, len(ordered), _READ_AT_ONCE)):
        _read([version for one in some for version in versions[one.pk]], read)
        for one in some:
            fuller = versions[one.pk][: versions[one.pk].index(one)]
            if fits(one) and not any(map(fits, fuller)):
                yield one, read[one]


def _read(wanted: list[_Candidate], read: dict[_Candidate, Document]) -> None:
    """Read these from the database, one query for each kind of version."""
    by_face: dict[str, dict[int, _Candidate]] = defaultdict(dict)
    for one in wanted:
        if one not in read:
            by_face[one.face.name][one.pk] = one
    for some in by_face.values():
        face = next(iter(some.values())).face
        read.update((some[document.pk], document) for document in face.load(list(some)) if document)


def _of_face(
    user: Any,
    look: Callable[[Allowed], Candidates],
    number: int,
    face: Face,
    where: Q | None,
    besides: int | None,
) -> list[_Candidate]:
    """The candidates of one version of the texts; none if this person reads nothing of it."""
    rows = face.seen(user).filter(where) if where is not None else face.seen(user)
    if not rows.exists():
        return []
    may_read = _reader(user, face, where)
    listed = look(Allowed(number, lambda pks: may_read([pk for pk in pks if pk != besides])))
    pks = [registry.parts_of(int(key))[1] for key in listed.keys]
    return [_Candidate(pk, face, score) for pk, score in zip(pks, listed.scores.tolist(), strict=True)]


def _reader(user: Any, face: Face, where: Q | None) -> Callable[[list[int]], set[int]]:
    """Says of some ids which this person may read; of one who reads few texts they are all fetched, once."""
    rows = face.seen(user).filter(where) if where is not None else face.seen(user)

    @cache
    def few() -> frozenset[int] | None:
        found = rows.order_by().values_list("pk", flat=True)[: COUNTED + 1]
        return frozenset(found) if len(found) <= COUNTED else None

    def may_read(pks: list[int]) -> set[int]:
        known = few() if len(pks) > _AT_ONCE else None
        return set(readable(face, user, pks, where)[0]) if known is None else set(pks) & known

    return may_read


def _judged(index: Index, asked: Written, found: _Candidate, one: Document, kind: str) -> Alike:
    chance, verdict = judged(asked, Written.of(one.title, one.text), likeness.worth_in(index))
    return Alike(kind, one.pk, found.face.name, one, chance, verdict, found.score)


def _title_sharing(index: Index, asked: Written) -> Callable[[Document], bool]:
    """Says whether enough of what the title (or, without one, the text) tells stands in another text."""
    told = likeness.told(asked.titled if len(asked.titled) else asked.codes)
    worth = likeness.worth_in(index)(told)

    def shares(one: Document) -> bool:
        held = np.isin(told, grams.grams_of(f"{one.title}\n{one.text}"), assume_unique=True)
        return bool(len(told) and worth[held].sum() >= _OF_TITLE * worth.sum())

    return shares
