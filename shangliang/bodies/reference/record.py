"""The shape of a named entry in the reference lists: a stable code and its two names."""

from typing import NamedTuple


class Record(NamedTuple):
    """One entry. The code is stored and never changes; the names are shown."""

    code: str
    zh: str
    en: str
