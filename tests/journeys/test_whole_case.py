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
from tests.journeys import steps
from tests.journeys.people import Someone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "关于改善老旧小区停车难问题的建议"
PUBLISHED = {"zh-hans": "已发布", "en": "published"}
Enter = Callable[[Any], Someone]


@pytest.mark.parametrize("language", ["zh-hans", pytest.param("en", marks=pytest.mark.once)])
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
    steps.answer(enter, world, pk)
    steps.rate(enter(world.member), pk, "dissatisfied")
    assert Proposal.objects.get(pk=pk).state == "rework"
    steps.answer(enter, world, pk)
    steps.rate(enter(world.member), pk, "satisfied")
    assert Proposal.objects.get(pk=pk).state == "closed"
    steps.publish(enter, world, pk)
    public = Someone(chromium, live_server.url, language)
    public.open(f"/proposals/{pk}/")
    public.sees(TITLE)
    assert differences() == []
    assert Act.objects.of_case(Proposal.objects.get(pk=pk)).filter(kind="assignments.deliver").count() == 2


def _write_and_sign(enter: Enter, world: World) -> int:
    member = enter(world.member)
    member.open("/proposals/draft/")
    member.follow()
    member.page.fill("[name=title]", TITLE)
    for name in ("problem", "analysis", "suggestion"):
        member.page.fill(f"[name={name}]", cases.TEXT[name])
    member.page.check("[name=is_secrecy_declared]")
    member.page.check("[name=is_public_consented]")
    pk = int(member.page.url.rstrip("/").split("/")[-2])
    with member.page.expect_navigation():
        member.page.locator("[name=title]").press("Enter")
    member.no_trouble("save")
    member.open(f"/proposals/{pk}/invite/")
    steps.choose(member.page, "people", world.cosigner.pk)
    member.follow()
    member.no_trouble("invite")
    cosigner = enter(world.cosigner)
    cosigner.open(f"/proposals/{pk}/")
    cosigner.press("sign")
    member.open(f"/proposals/{pk}/submit/")
    member.follow()
    member.no_trouble("submit")
    assert Proposal.objects.get(pk=pk).state == "submitted"
    return pk


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
        clerk.press("pass_first_review", steps.first_opinion)
    lead.open(f"/proposals/{pk}/")
    lead.press("file")
    lead.open(f"/proposals/{twin}/")
    lead.press("merge", lambda page: page.select_option("[name=into]", str(pk)))
    assert Proposal.objects.get(pk=twin).merged_into_id == pk


def _distribute_return_reroute(enter: Enter, world: World, pk: int, third: Unit) -> None:
    supervisor = enter(world.supervisor)
    supervisor.open(f"/proposals/{pk}/do/distribute/")
    steps.choose(supervisor.page, "lead", world.other_unit.pk)
    steps.choose(supervisor.page, "joint", third.pk)
    supervisor.follow()
    supervisor.no_trouble("distribute")
    wrong = enter(world.other_unit_clerk)
    wrong.open(f"/proposals/{pk}/")
    wrong.press("ask_return", lambda page: _return_to(page, world.unit.pk))
    supervisor.open(f"/proposals/{pk}/")
    supervisor.press("reroute", lambda page: steps.choose(page, "to", world.unit.pk))
    joint = Assignment.objects.get(proposal_id=pk, duty="joint")
    acts.sign_for(joint, by=_hand_of(third, world))
    acts.give_opinion(joint, by=_hand_of(third, world), text="同意由教育局主办，我局配合选址。")


def _return_to(page: Page, unit: int) -> None:
    page.fill("[name=reason]", "此事属教育部门职责。")
    steps.choose(page, "proposed_unit", unit)


def _hand_of(unit: Unit, world: World) -> Any:
    """A clerk of the third unit."""
    from shangliang.bodies.tests.world import Role, hold, person

    found = unit.posts.first()
    return found.user if found else hold(person("third", "孔科员"), world.body, Role.UNIT_LEAD, unit=unit)
