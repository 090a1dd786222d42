"""Words from the public brought to a certain point by the acts themselves."""

from uuid import uuid4

from shangliang.accounts.queries import public_user
from shangliang.bodies.tests.world import World
from shangliang.opinions import acts
from shangliang.opinions.models import Referral, Suggestion

TEXT = "菜场门口的斑马线磨没了，老人过马路不安全，建议重新划线并加装提示灯。"


def received(world: World, text: str = TEXT, **more: object) -> Suggestion:
    """Just said."""
    return acts.receive(world.body, by=public_user(), key=uuid4().hex, text=text, **more)  # type: ignore[arg-type]


def forwarded(world: World, **more: object) -> Referral:
    """With a unit."""
    suggestion = received(world, **more)  # type: ignore[arg-type]
    acts.forward(suggestion, by=world.clerk, unit=world.unit, text="斑马线磨没了，建议重新划线。")
    return suggestion.referrals.get()


def answered(world: World, **more: object) -> Suggestion:
    """Answered by the office, awaiting the citizen's verdict."""
    suggestion = received(world, **more)  # type: ignore[arg-type]
    acts.answer(suggestion, by=world.clerk, text="已安排重新划线。")
    return suggestion


def answered_again(world: World) -> Suggestion:
    """Answered in the second round."""
    suggestion = answered(world)
    acts.rate(suggestion, by=public_user(), verdict="no", note="还没有划。")
    acts.answer(suggestion, by=world.clerk, text="昨日已划好。")
    return suggestion


def offered(world: World, **more: object) -> Suggestion:
    """Offered to members as a clue."""
    suggestion = received(world, **more)  # type: ignore[arg-type]
    acts.offer(suggestion, by=world.clerk, text="斑马线磨没了，建议重新划线并加装提示灯。")
    return suggestion


def published(world: World) -> Suggestion:
    """Answered, and read by everybody."""
    suggestion = answered(world, is_public_consented=True)
    acts.publish(suggestion, by=world.clerk, text="斑马线磨没了。", answer="已安排重新划线。")
    return suggestion


def published_clue(world: World) -> Suggestion:
    """Offered to members, and read by everybody before there is an answer."""
    suggestion = offered(world, is_public_consented=True)
    acts.publish(suggestion, by=world.clerk, text="斑马线磨没了。")
    return suggestion


def hidden(world: World) -> Suggestion:
    """Taken from the public pages again."""
    suggestion = published(world)
    acts.hide(suggestion, by=world.clerk, reason="含他人隐私")
    return suggestion
