"""What waits on desks: each activity declares its desks, whose they are, and how to count what waits there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shangliang.bodies.models import Post


@dataclass(frozen=True)
class Line:
    """So many things wait in one place."""

    label: str
    many: int
    href: str


Counter = Callable[[Post], Iterable[Line]]


@dataclass(frozen=True)
class Desk:
    """The desk of some roles; everybody of one body (and unit) finds the same on it."""

    name: str
    roles: tuple[str, ...]
    count: Counter


desks: list[Desk] = []


def declare_desk(name: str, roles: tuple[str, ...], count: Counter) -> None:
    """Make a desk known, in `AppConfig.ready`. `count` gets a post and tells the lines of its desk."""
    desks.append(Desk(name, roles, count))


def desk_roles() -> set[str]:
    """Every role that has a desk."""
    return {role for desk in desks for role in desk.roles}


class Counted:
    """What waits for posts, counted once for each desk, body and unit, however many people share it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int, int | None], list[Line]] = {}

    def for_posts(self, posts: Iterable[Post]) -> list[Line]:
        """The lines above zero of all desks of one person's posts, each place once."""
        found = {line.href: line for post in posts for desk in desks for line in self._of(desk, post)}
        return list(found.values())

    def _of(self, desk: Desk, post: Post) -> list[Line]:
        if post.role not in desk.roles:
            return []
        place = (desk.name, post.body_id, post.unit_id)
        if place not in self._kept:
            self._kept[place] = [line for line in desk.count(post) if line.many]
        return self._kept[place]
