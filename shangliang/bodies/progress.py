"""How far a long import is: told beside the database, since its one transaction shows nothing before it ends."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from django.conf import settings

Row = TypeVar("Row")
_EVERY = 50


class Progress(NamedTuple):
    """Rows done, of how many."""

    done: int
    total: int


def count_along(draft: int, rows: Sequence[Row]) -> Iterator[Row]:
    """The same rows; long ones tell now and then how many are done."""
    for done, row in enumerate(rows):
        if len(rows) > _EVERY and done % _EVERY == 0:
            _tell(draft, Progress(done, len(rows)))
        yield row


def progress_of(draft: int) -> Progress | None:
    """What was told last; None before it begins, and where web server and worker share no folder."""
    try:
        return Progress(*json.loads(_place(draft).read_text("ascii")))
    except (OSError, ValueError, TypeError):
        return None


def forget_progress(draft: int) -> None:
    """It is over, well or not."""
    _place(draft).unlink(missing_ok=True)


def _place(draft: int) -> Path:
    return Path(settings.MEDIA_ROOT) / "progress" / f"import-{draft}.json"


def _tell(draft: int, progress: Progress) -> None:
    """A disk that is full or read-only must not stop the import itself."""
    place = _place(draft)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_suffix(".new")
        beside.write_text(json.dumps(progress), "ascii")
        beside.replace(place)
    except OSError:
        return
