"""Write, sign, review, answer and rate with the keyboard alone; whoever does so always sees where they are."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser

from shangliang.bodies.tests.world import World, make_world
from shangliang.proposals import acts
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.tests import cases
from tests.journeys.people import Someone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PRIMARY = "main form button.primary"
SEEN = """(wanted) => {
  const here = document.activeElement, style = getComputedStyle(here);
  const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return here.matches(wanted) ? (isSeen ? "here" : "unseen: " + here.outerHTML.slice(0, 120)) : "";
}"""


class Typist(Someone):
    """Somebody without a mouse."""

    def reach(self, selector: str, most: int = 150) -> None:
        """Go on with Tab until the focus is there, and see it."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(SEEN, selector)
            if found:
                assert found == "here"
                return
        raise AssertionError(f"{selector} cannot be reached on {self.page.url}")

    def enter(self, selector: str = PRIMARY) -> None:
        """Reach something that leads on, and press Enter."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.no_trouble(selector)

    def write(self, **fields: str) -> None:
        """Fill in text fields."""
        for name, text in fields.items():
            self.reach(f"[name={name}]")
            self.page.keyboard.press("Control+a")
            self.page.keyboard.insert_text(text)

    def choose(self, name: str, value: str) -> None:
        """Pick an entry of a list with the arrow key."""
        self.reach(f"select[name={name}]")
        for _ in range(60):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} has no {value}")

    def tick(self, name: str) -> None:
        """Tick a box with the space bar."""
        self.reach(f"[name={name}]")
        self.page.keyboard.press("Space")
        assert self.page.is_checked(f"[name={name}]")

    def point(self, name: str, value: str) -> None:
        """Choose one of several with the arrow key."""
        self.reach(f"[name={name}]")
        self.page.keyboard.press("Space")
        for _ in range(8):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} has no {value}")


def test_a_case_by_keyboard_alone(chromium: Browser, live_server: Any, transactional_db: None) -> None:
    world = make_world()

    def sit(user: Any) -> Typist:
        return Typist(chromium, live_server.url, "zh-hans", user)

    pk = _write_and_submit(sit(world.member))
    assert Proposal.objects.get(pk=pk).state == "submitted"
    _sign(sit(world.cosigner), world)
    _review(sit(world.clerk), pk)
    assert Proposal.objects.get(pk=pk).state == "final_review"
    assignment = cases.signed_for(world)
    _answer(sit(world.unit_clerk), assignment)
    assert assignment.replies.count() == 1
    replied = _finished(world, assignment)
    _rate(sit(world.member), replied)
    assert replied.ratings.get().result == "satisfied"


def _write_and_submit(member: Typist) -> int:
    member.open("/proposals/draft/")
    member.page.keyboard.press("Tab")
    assert member.page.evaluate("document.activeElement.className") == "skip"
    member.page.keyboard.press("Enter")
    member.enter()
    pk = int(re.search(r"/proposals/(\d+)/", member.page.url)[1])
    member.write(**{name: cases.TEXT[name] for name in ("title", "problem", "analysis", "suggestion")})
    member.tick("is_secrecy_declared")
    member.enter()
    member.open(f"/proposals/{pk}/submit/")
    member.enter()
    return pk


def _sign(cosigner: Typist, world: World) -> None:
    waiting = cases.drafted(world)
    acts.invite_to_sign(waiting, by=world.member, people=[world.cosigner])
    cosigner.open(f"/proposals/{waiting.pk}/")
    cosigner.enter("form[action*='/do/sign/'] button, a[href*='/do/sign/']")
    if "/do/sign/" in cosigner.page.url:
        cosigner.enter()
    assert waiting.cosignatures.get().state == "signed"


def _review(clerk: Typist, pk: int) -> None:
    """On the desk: its key lays the decision open and leads into the form, however often it is pressed."""
    clerk.open(f"/proposals/desk/{pk}/?queue=new")
    for _time in range(2):
        clerk.page.locator("h1").first.evaluate("one => { one.tabIndex = -1; one.focus(); }")
        clerk.page.keyboard.press("p")
        clerk.page.wait_for_selector("details[open] [name=opinion]:focus")
    clerk.reach(PRIMARY)
    clerk.page.keyboard.press("Enter")
    clerk.page.wait_for_selector(".error-summary:focus")
    clerk.choose("opinion", "file")
    clerk.choose("category", "society.transport")
    clerk.enter()


def _answer(unit: Typist, assignment: Assignment) -> None:
    unit.open(f"/proposals/assignments/{assignment.pk}/do/draft_reply/")
    unit.choose("reply_class", "A")
    unit.page.locator("h1").first.evaluate("one => { one.tabIndex = -1; one.focus(); }")
    unit.write(**{name: text for name, text in cases.LETTER.items() if name != "reply_class"})
    unit.enter()


def _finished(world: World, assignment: Assignment) -> Assignment:
    """The answer goes its way to the proposers."""
    acts.countersign(assignment, by=world.unit_clerk)
    acts.sign_reply(assignment, by=world.unit_lead)
    acts.approve_reply(assignment, by=world.supervisor)
    acts.deliver(assignment, by=world.unit_clerk)
    return assignment


def _rate(member: Typist, assignment: Assignment) -> None:
    member.open(f"/proposals/assignments/{assignment.pk}/rate/")
    for name, value in cases.JUDGED.items():
        member.point(name, value)
    member.enter()
