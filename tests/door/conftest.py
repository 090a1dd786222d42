"""A body to act on, a person to act, and a flow that no activity knows."""

from collections.abc import Iterator

import pytest

from shangliang.bodies.models import Body
from shangliang.bodies.tests.world import World, make_world
from shangliang.core.rules import rule
from shangliang.ledger.door import link, state_fact, then
from shangliang.ledger.flow import ANY, Flow, Share, flows


@rule("Only clerks.")
def is_clerk(user: object, body: Body) -> bool:
    """Somebody with a post in the office."""
    return user.posts.filter(role="office_clerk").exists()  # type: ignore[attr-defined]


@rule("Only bodies in use.")
def is_in_use(user: object, body: Body) -> bool:
    """A moment rule."""
    return body.is_active


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def flow(world: World) -> Iterator[Flow[Body]]:
    made: Flow[Body] = Flow("testing", Body)
    _declare(made, world.member.pk, world.cosigner.pk)
    yield made
    del flows["testing"]


def _declare(flow: Flow[Body], author: int, helper: int) -> None:
    @flow.act(
        "rename", "Rename", past="renamed", source=ANY, who=is_clerk, when=is_in_use, facts=("name", "old"),
        credits=lambda body: [Share(author, "author"), Share(helper, "helper", 0.5)],
        tell=lambda body: [author, author, helper],
    )  # fmt: skip
    def rename(body: Body, *, by: object, name: str, secret: str = "") -> None:
        """Give it another short name."""
        state_fact("old", body.short_name)
        body.short_name = name

    @flow.act("grow", "Grow", past="grew out of itself", source=ANY, who=is_clerk)
    def grow(body: Body, *, by: object) -> None:
        link(body, body, "grew out of")
        then(lambda: flow.acts["rename"](body, by=by, name="grown"))

    @flow.act("stumble", "Stumble", past="stumbled", source=ANY, who=is_clerk)
    def stumble(body: Body, *, by: object) -> None:
        body.short_name = "half done"
        then(lambda: 1 / 0)

    @flow.keep("jot", "Jot", source=ANY, who=is_clerk)
    def jot(body: Body, *, by: object, name: str) -> None:
        body.name_en = name
