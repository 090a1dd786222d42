"""A citizen's word through every hand, in a real browser: QR code, clue, proposal, answer, verdict."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Browser, expect

from shangliang.bodies.tests.world import World, make_world
from shangliang.jobs.queue import run_all
from shangliang.ledger.tallies import differences
from shangliang.opinions import acts, tasks
from shangliang.opinions.models import Suggestion
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests import cases
from tests.journeys import steps
from tests.journeys.people import Someone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "老旧小区充电桩装在最里面，消防车进不来，我的电话是13955550000。"
ADDRESS = "speaker@example.org"
# The whole way on the citizen's page once the answer is there, as it is called there.
WAY = {
    "zh-hans": [
        *("建言", "政协办审看", "委员已采用", "提交", "立案", "交办", "答复", "评价", "公开"),
    ],
    "en": [
        *("said", "read by the office", "adopted by a member"),
        *("written", "filed", "assigned", "replied", "rated", "published"),
    ],
}
Enter = Callable[..., Someone]


@pytest.fixture
def world(transactional_db: None) -> World:
    """One body with everybody in it."""
    return make_world()


@pytest.mark.parametrize("language", ["zh-hans", pytest.param("en", marks=pytest.mark.once)])
def test_a_word_becomes_a_proposal_and_its_speaker_judges_the_answer(
    chromium: Browser, live_server: Any, world: World, language: str
) -> None:
    def enter(user: Any = None, **context: Any) -> Someone:
        return Someone(chromium, live_server.url, language, user, **context)

    code = acts.make_code(world.body, by=world.clerk, label="和平社区")
    citizen = enter(viewport={"width": 360, "height": 740})
    receipt = _say(citizen, f"/opinions/s/{code.slug}/")
    said = Suggestion.objects.get()
    _offer(enter(world.clerk), said)
    _adopt_together(enter, world, said)
    pk = _complete_and_submit(enter(world.member), enter(world.cosigner))
    _file_and_distribute(enter, world, pk)
    steps.answer(enter, world, pk)
    steps.rate(enter(world.member), pk, "satisfied")
    steps.publish(enter, world, pk)
    assert tasks.bring_outcomes_back() == 1
    _is_told()
    _judges(citizen, receipt, WAY[language])
    assert differences() == []


def _say(citizen: Someone, address: str) -> str:
    """One screen, one press; an address is left for the vault."""
    citizen.open(address)
    citizen.page.fill("[name=text]", SAID)
    citizen.page.fill("[name=contact]", ADDRESS)
    citizen.page.locator("[data-send]").click()
    citizen.page.wait_for_url("**/opinions/r/**")
    return citizen.page.url.removeprefix(citizen.address)


def _offer(clerk: Someone, said: Suggestion) -> None:
    clerk.open(f"/opinions/desk/{said.pk}/")
    assert ADDRESS not in clerk.page.content()
    clerk.page.locator("summary[data-key=o]").click()
    form = clerk.page.locator("form:has(button[value=offer])")
    assert "13955550000" not in form.locator("[name=text]").input_value()
    clerk.follow(form.locator("button[value=offer]"))
    clerk.no_trouble("offer")


def _adopt_together(enter: Enter, world: World, said: Suggestion) -> None:
    """Two members look into it, and one adopts it for both."""
    member, other = enter(world.member), enter(world.cosigner)
    for one in (other, member):
        one.open("/opinions/clues/")
        one.follow(one.page.locator(f"a[href='/opinions/clues/{said.pk}/']"))
        one.press("claim")
    member.press("adopt")
    assert Proposal.objects.get().cosignatures.get().user_id == world.cosigner.pk


def _complete_and_submit(member: Someone, other: Someone) -> int:
    """The draft brings the citizen's matter along; one adds why and what, both sign."""
    pk = Proposal.objects.get().pk
    member.open(f"/proposals/{pk}/edit/")
    assert "充电桩" in member.page.input_value("[name=problem]")
    member.page.fill("[name=analysis]", "通道窄，规划时没有预留。")
    member.page.fill("[name=suggestion]", "集中充电区放在出入口附近。")
    member.page.check("[name=is_secrecy_declared]")
    member.page.check("[name=is_public_consented]")
    with member.page.expect_navigation():
        member.page.locator("[name=title]").press("Enter")
    member.no_trouble("save")
    member.open(f"/proposals/{pk}/invite/")
    asked = Proposal.objects.get(pk=pk).cosignatures.get()
    steps.choose(member.page, "people", asked.user_id)
    member.follow()
    member.no_trouble("invite")
    other.open(f"/proposals/{pk}/")
    other.press("sign")
    asked.refresh_from_db()
    assert asked.state == "signed"
    member.open(f"/proposals/{pk}/submit/")
    member.follow()
    member.no_trouble("submit")
    assert Proposal.objects.get(pk=pk).state == "submitted"
    return pk


def _file_and_distribute(enter: Enter, world: World, pk: int) -> None:
    clerk, lead, supervisor = enter(world.clerk), enter(world.lead), enter(world.supervisor)
    clerk.open(f"/proposals/{pk}/")
    clerk.press("pass_first_review", steps.first_opinion)
    lead.open(f"/proposals/{pk}/")
    lead.press("file")
    supervisor.open(f"/proposals/{pk}/do/distribute/")
    steps.choose(supervisor.page, "lead", world.unit.pk)
    supervisor.follow()
    supervisor.no_trouble("distribute")


def _is_told() -> None:
    """By the address in the vault, that there is news, and of nothing else: offered, adopted, answered."""
    run_all()
    mine = [one for one in mail.outbox if one.to == [ADDRESS]]
    assert len(mine) == 3
    assert "充电" not in "".join(one.subject + one.body for one in mine)


def _judges(citizen: Someone, receipt: str, way: list[str]) -> None:
    """At the secret link: every step, the unit's answer, and the question whether it helps."""
    citizen.open(receipt)
    expect(citizen.page.locator("#chain .chain-done .chain-label")).to_have_text(way)
    citizen.sees(cases.LETTER["text"])
    citizen.page.check("[name=verdict][value=yes]")
    citizen.follow(citizen.page.locator("form[action$='/rate/'] button.primary"))
    citizen.no_trouble("rate")
    assert Suggestion.objects.get().state == "closed"
    expect(citizen.page.locator("#answer form")).to_have_count(0)
