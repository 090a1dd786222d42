"""One case through every hand, in a real browser: once in Chinese, once in English."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from shangliang.bodies.models import Unit
from shangliang.bodies.tests.world import World, make_world
from shangliang.ledger.models import Act
from shangliang.ledger.tallies import differences
from shangliang.proposals import acts
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.tests import cases
from tests.journeys.people import Someone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "关于改善老旧小区停车难问题的建议"
PUBLISHED = {"zh-hans": "已发布", "en": "published"}
Enter = Callable[[Any], Someone]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_case_from_the_first_word_to_the_public(
    chromium: Browser, live_server: Any, transactional_db: None, language: str
) -> None:
    world = make_world()
    third = Unit.objects.create(region=world.body.region, kind="housing", name="南湖区住建局")

    def enter(user: Any) -> Someone:
        return Someone(chromium, live_server.url, language, user)

    pk = _write_and_sign(enter, world)
    twin = _twin_of(world)
    _review_and_merge(enter, world, pk, twin)
    _distribute_return_reroute(enter, world, pk, third)
    _answer(enter, world, pk)
    _rate(enter(world.member), pk, "dissatisfied")
    assert Proposal.objects.get(pk=pk).state == "rework"
    _answer(enter, world, pk)
    _rate(enter(world.member), pk, "satisfied")
    assert Proposal.objects.get(pk=pk).state == "closed"
    _publish(enter, world, pk)
    public = Someone(chromium, live_server.url, language)
    public.open(f"/proposals/{pk}/")
    public.sees(TITLE)
    assert differences() == []
    assert Act.objects.of_case(Proposal.objects.get(pk=pk)).filter(kind="assignments.deliver").count() == 2


def _write_and_sign(enter: Enter, world: World) -> int:
    member = enter(world.member)
    member.open("/proposals/draft/")
    member.page.locator("main form button.primary").first.click()
    member.page.fill("[name=title]", TITLE)
    for name in ("problem", "analysis", "suggestion"):
        member.page.fill(f"[name={name}]", cases.TEXT[name])
    member.page.check("[name=is_secrecy_declared]")
    member.page.check("[name=is_public_consented]")
    pk = int(member.page.url.rstrip("/").split("/")[-2])
    member.page.locator("[name=title]").press("Tab")
    member.page.wait_for_timeout(300)
    member.page.locator("[name=title]").press("Enter")
    member.no_trouble("save")
    member.open(f"/proposals/{pk}/invite/")
    _choose(member.page, "people", world.cosigner.pk)
    member.page.locator("main form button.primary").first.click()
    member.no_trouble("invite")
    cosigner = enter(world.cosigner)
    cosigner.open(f"/proposals/{pk}/")
    cosigner.press("sign")
    member.open(f"/proposals/{pk}/submit/")
    member.page.locator("main form button.primary").first.click()
    member.no_trouble("submit")
    assert Proposal.objects.get(pk=pk).state == "submitted"
    return pk


def _choose(page: Page, name: str, value: int) -> None:
    """Tick or select a value, whichever the form offers."""
    box = page.locator(f"input[name='{name}'][value='{value}']")
    if box.count():
        box.first.check()
    else:
        page.select_option(f"select[name='{name}']", str(value))


def _twin_of(world: World) -> int:
    """The same matter by another member, already handed in."""
    twin = acts.draft(world.body, by=world.cosigner)
    acts.save(twin, by=world.cosigner, is_secrecy_declared=True, **cases.TEXT)
    acts.submit(twin, by=world.cosigner)
    return twin.pk


def _review_and_merge(enter: Enter, world: World, pk: int, twin: int) -> None:
    clerk, lead = enter(world.clerk), enter(world.lead)
    for one in (pk, twin):
        clerk.open(f"/proposals/{one}/")
        clerk.press("pass_first_review", _first_opinion)
    lead.open(f"/proposals/{pk}/")
    lead.press("file")
    lead.open(f"/proposals/{twin}/")
    lead.press("merge", lambda page: page.select_option("[name=into]", str(pk)))
    assert Proposal.objects.get(pk=twin).merged_into_id == pk


def _first_opinion(page: Page) -> None:
    page.select_option("[name=opinion]", "file")
    page.select_option("[name=category]", "society.transport")


def _distribute_return_reroute(enter: Enter, world: World, pk: int, third: Unit) -> None:
    supervisor = enter(world.supervisor)
    supervisor.open(f"/proposals/{pk}/do/distribute/")
    _choose(supervisor.page, "lead", world.other_unit.pk)
    _choose(supervisor.page, "joint", third.pk)
    supervisor.page.locator("main form button.primary").first.click()
    supervisor.no_trouble("distribute")
    wrong = enter(world.other_unit_clerk)
    wrong.open(f"/proposals/{pk}/")
    wrong.press("ask_return", lambda page: _return_to(page, world.unit.pk))
    supervisor.open(f"/proposals/{pk}/")
    supervisor.press("reroute", lambda page: _choose(page, "to", world.unit.pk))
    joint = Assignment.objects.get(proposal_id=pk, duty="joint")
    acts.sign_for(joint, by=_hand_of(third, world))
    acts.give_opinion(joint, by=_hand_of(third, world), text="同意由教育局主办，我局配合选址。")


def _return_to(page: Page, unit: int) -> None:
    page.fill("[name=reason]", "此事属教育部门职责。")
    _choose(page, "proposed_unit", unit)


def _hand_of(unit: Unit, world: World) -> Any:
    """A clerk of the third unit."""
    from shangliang.bodies.tests.world import Role, hold, person

    found = unit.posts.first()
    return found.user if found else hold(person("third", "孔科员"), world.body, Role.UNIT_LEAD, unit=unit)


def _answer(enter: Enter, world: World, pk: int) -> None:
    clerk, unit_lead, supervisor = enter(world.unit_clerk), enter(world.unit_lead), enter(world.supervisor)
    assignment = Assignment.objects.current().get(proposal_id=pk, unit=world.unit)
    clerk.open(f"/proposals/{pk}/")
    if assignment.state == "awaiting":
        clerk.press("sign_for")
    clerk.open(f"/proposals/assignments/{assignment.pk}/do/draft_reply/")
    for name, value in {k: v for k, v in cases.LETTER.items() if k != "reply_class"}.items():
        clerk.page.fill(f"[name={name}]", value)
    clerk.page.select_option("[name=reply_class]", "A")
    clerk.page.locator("main form button.primary").first.click()
    clerk.no_trouble("draft_reply")
    clerk.open(f"/proposals/{pk}/")
    clerk.press("countersign")
    for someone, act in ((unit_lead, "sign_reply"), (supervisor, "approve_reply"), (clerk, "deliver")):
        someone.open(f"/proposals/{pk}/")
        someone.press(act)


def _rate(member: Someone, pk: int, result: str) -> None:
    assignment = Assignment.objects.current().get(proposal_id=pk, duty="lead")
    member.open(f"/proposals/assignments/{assignment.pk}/rate/")
    wanted = {"contact_way": "visit", "attitude": "satisfied", "result": result, "relevance": "full"}
    for name, value in wanted.items():
        member.page.check(f"[name={name}][value={value}]")
    member.page.fill("[name=text]", "没有说明完成时间。")
    member.page.locator("main form button.primary").first.click()
    member.no_trouble("rate")


def _publish(enter: Enter, world: World, pk: int) -> None:
    clerk, lead = enter(world.clerk), enter(world.lead)
    clerk.open(f"/proposals/{pk}/do/review_publicity/")
    clerk.page.select_option("[name=extent]", "full")
    clerk.page.locator("main form button.primary").first.click()
    clerk.no_trouble("review_publicity")
    lead.open(f"/proposals/{pk}/")
    lead.press("clear_secrecy")
    lead.open(f"/proposals/{pk}/")
    lead.press("publish")
    assert Proposal.objects.get(pk=pk).publicity == "published"
