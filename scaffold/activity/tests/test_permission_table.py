"""The whole table: in every state, which acts are open to whom. Whoever is not named can do nothing."""

from shangliang.bodies.queries import forget_posts
from shangliang.bodies.tests.world import World
from shangliang.gatherings import acts
from shangliang.gatherings.models import Gathering
from shangliang.gatherings.tests import cases

PEOPLE = ("stranger", "member", "clerk", "lead", "supervisor", "leader", "auditor", "admin", "unit_lead")
TABLE = {
    "draft": {"clerk": "announce save", "lead": "announce save"},
    "announced": {"clerk": "call_off conclude", "lead": "call_off conclude"},
    "concluded": {},
    "called_off": {},
}


def open_to(world: World, gathering: Gathering, name: str) -> str:
    """The acts open to one person of the world."""
    user = getattr(world, name)
    forget_posts(user)
    return " ".join(sorted(o.act.spec.name for o in acts.flow.open_to(user, gathering) if o.is_open))


def test_every_cell_of_state_and_person_is_as_written(world: World) -> None:
    gathering, found = cases.announced(world), {}
    for state in Gathering.State.values:
        gathering.state = state
        cells = {name: open_to(world, gathering, name) for name in PEOPLE}
        found[state] = {name: names for name, names in cells.items() if names}
    assert found == TABLE
