"""Search: `find(user, words)` answers with what this person may read, best first, the words marked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from shangliang.core.errors import Sentence
from shangliang.insight.text import registry
from shangliang.insight.text.grams import LONGEST, Document
from shangliang.insight.text.guessing import guessed
from shangliang.insight.text.index import current, is_whole
from shangliang.insight.text.marks import Marked, marked, snippet, spans
from shangliang.insight.text.normalise import normalise
from shangliang.insight.text.ranking import EVERYWHERE, Narrowing, ranked
from shangliang.insight.text.registry import Face, Kind
from shangliang.insight.text.seen import CHUNK, readable
from shangliang.insight.text.words import Word, fold, words_of

PAGE = 20
_EPOCH = date(1970, 1, 1)
# Up to so many candidates are read word for word; of more, only what is shown.
READ = 300


@dataclass(frozen=True)
class Filters:
    """What narrows a search: bodies, days (both included), fields, and conditions on the rows of a kind."""

    bodies: frozenset[int] = frozenset()
    since: date | None = None
    until: date | None = None
    fields: tuple[str, ...] = EVERYWHERE
    where: Mapping[str, Q] = field(default_factory=dict)


@dataclass(frozen=True)
class Hit:
    """One thing found, in the version this person reads."""

    kind: str
    pk: int
    face: str
    title: Marked
    text: Marked
    names: tuple[Marked, ...]
    address: str
    score: float
    body: int
    day: date | None
    state: str


@dataclass(frozen=True)
class Count:
    """How many of one kind this person may read; `is_more` if there are more than were counted."""

    kind: str
    label: Sentence
    number: int
    is_more: bool


@dataclass(frozen=True)
class Results:
    """A page of hits, the counts per kind, body, year and state, and a word that was perhaps meant."""

    words: tuple[Word, ...]
    hits: tuple[Hit, ...]
    counts: tuple[Count, ...]
    page: int
    pages: int
    suggestion: str = ""
    # Body or year → how many of the kinds asked for, of those that were counted.
    bodies: Mapping[int, int] = field(default_factory=dict)
    years: Mapping[int, int] = field(default_factory=dict)
    # State → how many, if one kind was asked for.
    states: Mapping[str, int] = field(default_factory=dict)
    # False while the index is being built and only the newest texts were looked through.
    is_whole: bool = True

    @property
    def total(self) -> int:
        """Over all kinds."""
        return sum(one.number for one in self.counts)


@dataclass(frozen=True)
class _Found:
    """A document this person may read."""

    score: float
    rank: int
    kind: Kind
    face: Face
    pk: int
    body: int
    day: int

    @property
    def date(self) -> date | None:
        """The day it is dated, if it is."""
        return _EPOCH + timedelta(self.day) if self.day else None


def find(
    user: Any,
    words: str,
    *,
    kinds: Sequence[str] = (),
    filters: Filters | None = None,
    page: int = 1,
    size: int = PAGE,
) -> Results:
    """Everything that holds the words and that `user` may read: of all `kinds`, or of those named.

    What they may not read is left out before counting, ranking and suggesting; a version of a text they may not
    read is not even matched."""
    found = _Search.of(user, words, kinds, filters or Filters())
    pages = max(1, -(-len(found.shown) // size))
    page = min(max(1, page), pages)
    return found.results(found.shown[(page - 1) * size : page * size], page, pages)


def overview(user: Any, words: str, *, filters: Filters | None = None, each: int = 5) -> Results:
    """As `find`, but the first so many of every kind instead of a page: no kind hides the others."""
    found = _Search.of(user, words, (), filters or Filters())
    first: list[_Found] = []
    for name in dict.fromkeys(one.kind.name for one in found.shown):
        first += [one for one in found.shown if one.kind.name == name][:each]
    return found.results(first, 1, 1)


@dataclass(frozen=True)
class _Search:
    """What was asked, everything found, and of it what is of the kinds asked for."""

    user: Any
    words: tuple[Word, ...]
    filters: Filters
    kinds: tuple[Kind, ...]
    found: list[_Found]
    shown: list[_Found]
    counts: list[Count]

    @classmethod
    def of(cls, user: Any, typed: str, kinds: Sequence[str], filters: Filters) -> "_Search":
        words = words_of(typed)
        found, counts = _all(user, words, filters)
        shown = [one for one in found if not kinds or one.kind.name in kinds]
        only = tuple(registry.kinds[name] for name in kinds) if len(kinds) == 1 else ()
        return cls(user, words, filters, only, found, shown, counts)

    def results(self, hits: Sequence[_Found], page: int, pages: int) -> Results:
        every = range(len(registry.faces()))
        return Results(
            self.words,
            tuple(_hits(hits, self.words)),
            tuple(self.counts),
            page,
            pages,
            "" if self.found else guessed(self.user, self.words, _narrowing(self.filters, every)),
            Counter(one.body for one in self.shown if one.body),
            Counter(one.date.year for one in self.shown if one.date),
            Counter(_states_of(self.kinds[0], self.shown).values() if self.kinds else ()),
            is_whole(),
        )


def _all(user: Any, words: Sequence[Word], filters: Filters) -> tuple[list[_Found], list[Count]]:
    found: dict[tuple[str, int], _Found] = {}
    more: set[str] = set()
    with current() as index:
        answers = [
            (kind, face, ranked(index, words, _narrowing(filters, [number])))
            for number, (kind, face) in enumerate(registry.faces())
            if face.tells_state or kind.name not in filters.where
        ]
    for kind, face, best in answers:
        pks = [registry.parts_of(int(key))[1] for key in best.keys]
        rows, is_more = readable(face, user, pks, filters.where.get(kind.name))
        rows = _verified(face, words, rows, filters.fields)
        if is_more:
            more.add(kind.name)
        told = zip(best.scores.tolist(), best.bodies.tolist(), best.days.tolist(), strict=True)
        known = dict(zip(pks, told, strict=True))
        for rank, pk in enumerate(rows):
            score, body, day = known[pk]
            found.setdefault((kind.name, pk), _Found(score, rank, kind, face, pk, body, day))
    every = sorted(found.values(), key=lambda one: (-round(one.score, 2), one.kind.name, one.rank, -one.pk))
    return every, _counts(every, more)


def _counts(found: Sequence[_Found], more: set[str]) -> list[Count]:
    return [
        Count(name, kind.label, sum(one.kind is kind for one in found), name in more)
        for name, kind in sorted(registry.kinds.items())
    ]


def _narrowing(filters: Filters, faces: Iterable[int]) -> Narrowing:
    return Narrowing(
        frozenset(faces), filters.bodies, _days(filters.since), _days(filters.until), filters.fields
    )


def _days(day: date | None) -> int | None:
    return None if day is None else (day - _EPOCH).days


def _verified(face: Face, words: Sequence[Word], rows: list[int], fields: Sequence[str]) -> list[int]:
    """Pairs in a text need not be neighbours: words of three or more are looked for in the first texts themselves."""
    exact = [word for word in words if word.is_exact and len(word.folded) > 2]
    if not exact or not rows:
        return rows
    texts = {one.pk: one for one in face.load(rows[:READ])}
    kept = [pk for pk in rows[:READ] if pk in texts and all(holds(texts[pk], one, fields) for one in exact)]
    return kept + rows[READ:]


def holds(one: Document, word: Word, fields: Sequence[str] = EVERYWHERE) -> bool:
    """Whether a word stands in a document as one piece, or a title or name sounds as it was typed."""
    texts = {"title": [one.title], "text": [one.title, one.text], "name": one.names}
    if any(word.folded in fold(normalise(text[:LONGEST])) for name in fields for text in texts[name]):
        return True
    spoken = ([one.title] if "title" in fields else []) + (list(one.names) if "name" in fields else [])
    return bool(word.typed_sound) and any(spans(text, [word], by_sound=True) for text in spoken)


def _hits(found: Sequence[_Found], words: Sequence[Word]) -> list[Hit]:
    texts: dict[tuple[str, str, int], Document] = {}
    for kind, face in {(one.kind.name, one.face.name): (one.kind, one.face) for one in found}.values():
        wanted = [one.pk for one in found if one.kind is kind and one.face is face]
        texts |= {(kind.name, face.name, one.pk): one for one in face.load(wanted)}
    rows = [(one, texts.get((one.kind.name, one.face.name, one.pk))) for one in found]
    states = _states(found)
    return [_hit(one, text, words, states.get((one.kind.name, one.pk), "")) for one, text in rows if text]


def _states(found: Sequence[_Found]) -> dict[tuple[str, int], str]:
    """How far each has come, in words."""
    told: dict[tuple[str, int], str] = {}
    for kind in {one.kind.name: one.kind for one in found}.values():
        labels = dict(kind.states())
        states = _states_of(kind, found)
        told |= {(kind.name, pk): str(labels.get(state, state)) for pk, state in states.items()}
    return told


def _states_of(kind: Kind, shown: Sequence[_Found]) -> dict[int, str]:
    """How far each has come: of rows that were found as readable, in a version whose readers may know it."""
    pks = [one.pk for one in shown if one.kind is kind and one.face.tells_state]
    found: dict[int, str] = {}
    for start in range(0, len(pks) if kind.state else 0, CHUNK):
        rows = kind.model._default_manager.filter(pk__in=pks[start : start + CHUNK])
        found |= dict(rows.values_list("pk", kind.state))
    return found


def _hit(one: _Found, text: Document, words: Sequence[Word], state: str) -> Hit:
    return Hit(
        one.kind.name,
        one.pk,
        one.face.name,
        marked(text.title, words, by_sound=True),
        snippet(text.text, words),
        tuple(marked(name, words, by_sound=True) for name in text.names),
        one.kind.address(one.pk),
        one.score,
        one.body,
        one.date,
        state,
    )
