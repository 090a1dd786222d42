"""Which column is which: headings compared with the names a field is known by."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

_NOTE = re.compile(r"[(\[【〔<《].*?[)\]】〕>》]")
_SIGNS = re.compile(r"[\W_]+")


def guess_columns(headers: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Field → column: by whole headings, else without notes in brackets, else by a part of the heading."""
    found: dict[str, int] = {}
    for read in (_plain, _without_note):
        for field, names in wanted.items():
            _take(found, field, [read(header) for header in headers], [_plain(name) for name in names])
    for field, names in wanted.items():
        _take_containing(found, field, [_without_note(header) for header in headers], names)
    return found


def _take(found: dict[str, int], field: str, headings: list[str], names: list[str]) -> None:
    """The first still free column named like the field, earlier names first."""
    for name in names:
        for column, heading in enumerate(headings):
            if name and heading == name and field not in found and column not in found.values():
                found[field] = column


def _take_containing(found: dict[str, int], field: str, headings: list[str], names: Sequence[str]) -> None:
    """A heading such as "联系电话号码" for "联系电话"; only if exactly one free column fits."""
    if field in found:
        return
    known = [name for name in map(_plain, names) if len(name) > 1]
    free = [column for column in range(len(headings)) if column not in found.values()]
    fitting = [column for column in free if any(name in headings[column] for name in known)]
    if len(fitting) == 1:
        found[field] = fitting[0]


def _plain(heading: str) -> str:
    """Width, case, spaces and signs do not matter; what stands in brackets does."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", heading).casefold())


def _without_note(heading: str) -> str:
    return _plain(_NOTE.sub("", unicodedata.normalize("NFKC", heading)))
