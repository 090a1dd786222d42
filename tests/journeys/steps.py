"""Steps of a proposal at its browsers, which more than one story takes."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from shangliang.bodies.tests.world import World
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.tests import cases
from tests.journeys.people import Someone

Enter = Callable[[Any], Someone]


def choose(page: Page, name: str, value: int) -> None:
    """Tick or select a value, whichever the form offers."""
    box = page.locator(f"input[name='{name}'][value='{value}']")
    if box.count():
        box.first.check()
    else:
        page.select_option(f"select[name='{name}']", str(value))


def first_opinion(page: Page) -> None:
    """File it, in a category."""
    page.select_option("[name=opinion]", "file")
    page.select_option("[name=category]", "society.transport")


def answer(enter: Enter, world: World, pk: int) -> None:
    """Signed for, drafted, countersigned, signed, approved, delivered."""
    clerk, unit_lead, supervisor = enter(world.unit_clerk), enter(world.unit_lead), enter(world.supervisor)
    assignment = Assignment.objects.current().get(proposal_id=pk, unit=world.unit)
    clerk.open(f"/proposals/{pk}/")
    if assignment.state == "awaiting":
        clerk.press("sign_for")
    clerk.open(f"/proposals/assignments/{assignment.pk}/do/draft_reply/")
    for name, value in {k: v for k, v in cases.LETTER.items() if k != "reply_class"}.items():
        clerk.page.fill(f"[name={name}]", value)
    clerk.page.select_option("[name=reply_class]", "A")
    clerk.follow()
    clerk.no_trouble("draft_reply")
    clerk.open(f"/proposals/{pk}/")
    clerk.press("countersign")
    for someone, act in ((unit_lead, "sign_reply"), (supervisor, "approve_reply"), (clerk, "deliver")):
        someone.open(f"/proposals/{pk}/")
        someone.press(act)


def rate(member: Someone, pk: int, result: str) -> None:
    """The proposer judges."""
    assignment = Assignment.objects.current().get(proposal_id=pk, duty="lead")
    member.open(f"/proposals/assignments/{assignment.pk}/rate/")
    wanted = {"contact_way": "visit", "attitude": "satisfied", "result": result, "relevance": "full"}
    for name, value in wanted.items():
        member.page.check(f"[name={name}][value={value}]")
    member.page.fill("[name=text]", "没有说明完成时间。")
    member.follow()
    member.no_trouble("rate")


def publish(enter: Enter, world: World, pk: int) -> None:
    """Reviewed, cleared by a second person, published."""
    clerk, lead = enter(world.clerk), enter(world.lead)
    clerk.open(f"/proposals/{pk}/do/review_publicity/")
    clerk.page.select_option("[name=extent]", "full")
    clerk.follow()
    clerk.no_trouble("review_publicity")
    lead.open(f"/proposals/{pk}/")
    lead.press("clear_secrecy")
    lead.open(f"/proposals/{pk}/")
    lead.press("publish")
    assert Proposal.objects.get(pk=pk).publicity == "published"
