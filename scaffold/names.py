"""How the pattern's noun becomes another one, in every form in which it occurs."""

from typing import NamedTuple, Self


class Names(NamedTuple):
    """A noun: hearing, hearings."""

    one: str
    many: str

    @classmethod
    def of(cls, many: str, one: str | None = None) -> Self:
        """From its plural, and its singular where that is not the plural without s."""
        singular = many.removesuffix("ies") + "y" if many.endswith("ies") else many.removesuffix("s")
        return cls(one or singular, many)


def renamed(text: str, names: Names) -> str:
    """The text about gatherings, about something else."""
    for old, new in (("gatherings", names.many), ("gathering", names.one)):
        text = text.replace(old, new).replace(old.capitalize(), new.capitalize())
    return text
