"""What can be searched: each app declares its kinds, what readers of each version may read, and how it is shown."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Sentence
from shangliang.insight.text.grams import Document

# Documents of the things with these ids, or of all, as they stand in the database now.
Load = Callable[[Iterable[int] | None], Iterator[Document]]


HOW_FAR = _("How far")


@dataclass(frozen=True)
class Face:
    """One version of a thing's text and who reads it: a search matches no words of a version one may not read."""

    name: str
    load: Load
    seen: Callable[[Any], "QuerySet[Any]"]
    # Whether its readers may know the kind's state, and may look for it.
    tells_state: bool = True


@dataclass(frozen=True)
class Kind:
    """One kind of thing; its faces stand in the order in which a reader gets them."""

    name: str
    label: Sentence
    model: type[Model]
    faces: tuple[Face, ...]
    address: Callable[[int], str]
    # The field of the model that says how far a thing has come or what it is, for readers of faces that tell it.
    state: str = ""
    state_label: Sentence = HOW_FAR

    def states(self) -> list[tuple[str, Sentence]]:
        """What that field may hold."""
        if not self.state:
            return []
        flat: list[tuple[str, Sentence]] = getattr(self.model._meta.get_field(self.state), "flatchoices", [])
        return flat


kinds: dict[str, Kind] = {}


def searchable(
    name: str,
    label: Sentence,
    *,
    model: type[Model],
    faces: Iterable[Face],
    address: Callable[[int], str],
    state: str = "",
    state_label: Sentence = HOW_FAR,
) -> None:
    """Declare a kind: every act on a `model` (or on a part of its case) has its documents read again."""
    kinds[name] = Kind(name, label, model, tuple(faces), address, state, state_label)


def faces() -> list[tuple[Kind, Face]]:
    """Every face in a lasting order; its place is its number in the index."""
    return [(kinds[name], face) for name in sorted(kinds) for face in kinds[name].faces]


def face_names() -> list[str]:
    """What the index was built of."""
    return [f"{kind.name}/{face.name}" for kind, face in faces()]


def key_of(number: int, pk: int) -> int:
    """A document's key: the number of its face, then the thing's id."""
    return (number << 48) | pk


def parts_of(key: int) -> tuple[int, int]:
    """The number of the face and the id."""
    return key >> 48, key & ((1 << 48) - 1)
