"""What can grow out of a case of another activity: each activity that can begin one says how, here."""

from collections.abc import Callable, Sequence
from typing import Any

from shangliang.core.errors import Conflict
from shangliang.ledger.door import link
from shangliang.ledger.models import Subject

# (body, by=…, title=…, text=…, together=[…]) → the new case, begun by an act of its own activity.
Begin = Callable[..., Subject]
GREW_OUT_OF = "grew out of"
_beginnings: dict[str, Begin] = {}


def can_grow(noun: str, begin: Begin) -> None:
    """Said by an activity when it is ready: this is how one of its nouns begins."""
    _beginnings[noun] = begin


def grow(
    noun: str, origin: Subject, body: Any, *, by: Any, title: str, text: str, together: Sequence[Any]
) -> Subject:
    """Inside an act on `origin`: begin a case of another activity, and record what it grew out of."""
    if noun not in _beginnings:
        raise Conflict(f"nothing here begins a {noun}")
    made = _beginnings[noun](body, by=by, title=title, text=text, together=list(together))
    link(made, origin, GREW_OUT_OF)
    return made
