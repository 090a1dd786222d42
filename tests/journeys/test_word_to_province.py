"""A word said by QR code climbs to the province and comes back down, in a real browser, in both languages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from shangliang.accounts.queries import public_user
from shangliang.bodies.models import Body, Region
from shangliang.bodies.tests.world import World, make_world
from shangliang.ledger.models import Credit
from shangliang.ledger.tallies import differences
from shangliang.opinions import acts
from shangliang.opinions.models import Dispatch, Report, Suggestion
from shangliang.opinions.tests import cases as words
from shangliang.opinions.tests.reports import cases
from tests.journeys.people import Someone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 740}
CANARY = "13955550000"
SAID = f"小区充电桩太少，飞线充电很危险，请在出入口附近多装一些。电话{CANARY}"
EARLIER, ANSWER = "小区充电桩太少，飞线充电很危险，请多装一些。", "今年新增集中充电点四十处。"
EDITED = "据反映，老旧小区充电设施不足，飞线充电隐患突出。建议统一规划布点，统一收费标准。"
INSTRUCTION, FEEDBACK = "请住建部门牵头，年内拿出方案。", "省里已要求年内出台老旧小区充电设施建设方案。"
# What the pages call it.
TOLD = {
    "zh-hans": {
        "chain": [
            *("建言", "政协办审看", "已转为社情民意信息", "已编发"),
            *("市级：采用", "省级：采用", "省级：领导批示", "反馈"),
        ],
        "part": "省级：领导批示（综合采用）",
    },
    "en": {
        "chain": [
            *("said", "read by the office", "made into an information report", "issued", "city: adopted"),
            *("province: adopted", "province: instructed by a leader", "feedback"),
        ],
        "part": "province: instructed by a leader, as one of several",
    },
}


@dataclass
class Ladder:
    """Three levels, and the way in for anybody."""

    county: World
    city: World
    province: World
    enter: Callable[..., Someone]


@pytest.fixture
def ladder(chromium: Browser, live_server: Any, transactional_db: None) -> Ladder:
    """Province over city over county."""
    province, city = make_world("330000", "浙东"), make_world("330400", "嘉禾")
    county = make_world("330402", "南湖")
    _raise(province.body, None, "province")
    _raise(city.body, province.body, "city")
    _raise(county.body, city.body, "county")

    def enter(language: str, user: Any = None, **context: Any) -> Someone:
        return Someone(chromium, live_server.url, language, user, **context)

    return Ladder(county, city, province, enter)


def _raise(body: Body, parent: Body | None, level: str) -> None:
    path = f"{parent.path if parent else '000000/'}{body.region.code}/"
    Body.objects.filter(pk=body.pk).update(parent=parent, path=path, level=level)
    Region.objects.filter(pk=body.region_id).update(level=level)
    body.refresh_from_db()


@pytest.mark.parametrize("language", ["zh-hans", pytest.param("en", marks=pytest.mark.once)])
def test_a_word_becomes_a_report_that_the_province_adopts(ladder: Ladder, language: str) -> None:
    county, province = ladder.county, ladder.province
    citizen = ladder.enter(language, viewport=PHONE)
    clerk, lead = ladder.enter(language, county.clerk), ladder.enter(language, county.lead)
    member = ladder.enter(language, county.member)
    receipt = _say(citizen, clerk, county)
    _report_the_same(member)
    _turn_into_report(clerk)
    host = _combine(clerk)
    _edit_and_issue(clerk, lead, host)
    _send(clerk, host, "upper")
    top = _through_the_city(ladder, host)
    at_top = ladder.enter(language, province.clerk)
    _edit_and_issue(at_top, ladder.enter(language, province.lead), top)
    _send(at_top, top, "party")
    _instruct(ladder.enter(language, province.leader))
    _give_feedback(clerk, host)
    _reads_every_step(citizen, receipt, TOLD[language]["chain"])
    _finds_the_credit(member, TOLD[language]["part"])
    assert differences() == []


def _say(citizen: Someone, clerk: Someone, county: World) -> str:
    """By the code that the office hung up; what others said and were answered is shown while writing."""
    known = words.received(county, text=EARLIER, is_public_consented=True)
    acts.answer(known, by=county.clerk, text=ANSWER)
    acts.publish(known, by=county.clerk, text=EARLIER, answer=ANSWER)
    acts.rate(known, by=public_user(), verdict="yes")
    clerk.open("/opinions/codes/")
    clerk.page.fill("[name=label]", "和平社区")
    _submit(clerk)
    printed = clerk.page.locator(".short-address").inner_text()
    citizen.open(printed.strip().removeprefix(citizen.address))
    # Dictated or pasted: the text is there, and no key was pressed.
    citizen.page.fill("[name=text]", SAID)
    expect(citizen.page.locator(".similar-words")).to_contain_text(ANSWER)
    citizen.page.locator("[data-send]").click()
    citizen.page.wait_for_url("**/opinions/r/**")
    return citizen.page.url.removeprefix(citizen.address)


def _submit(someone: Someone) -> None:
    """The one primary button of the page, and the page it leads to."""
    with someone.page.expect_navigation():
        someone.page.locator("main form button.primary").first.click()
    someone.no_trouble(someone.page.url)


def _report_the_same(member: Someone) -> None:
    member.open("/opinions/reports/")
    member.page.locator("a[href$='/reports/new/']").first.click()
    member.page.locator("main form button.primary").first.click()
    member.page.fill("[name=title]", cases.TITLE)
    member.page.fill("[name=text]", cases.TEXT)
    member.page.check("[name=is_secrecy_declared]")
    with member.page.expect_navigation():
        member.page.locator("button.primary[name=submit]").click()
    member.no_trouble("submit")
    assert Report.objects.get(kind="member").state == "submitted"


def _decide(someone: Someone, name: str, fill: Callable[[Page], object] | None = None) -> None:
    """An act of a desk: unfold it, fill its form, press it."""
    page = someone.page
    form = page.locator(f"form:has(button[value={name}])")
    fold = page.locator("details", has=form)
    if fold.count() and not form.is_visible():
        fold.locator("summary").click()
    if fill:
        fill(page)
    with page.expect_navigation():
        form.locator(f"button[value={name}]").click()
    someone.no_trouble(name)


def _turn_into_report(clerk: Someone) -> None:
    said = Suggestion.objects.get(text=SAID)
    clerk.open("/opinions/desk/")
    clerk.page.locator(f"a[href^='/opinions/desk/{said.pk}/']").click()
    text = clerk.page.locator("#turn_into_report-text")
    assert CANARY not in text.input_value()
    _decide(clerk, "turn_into_report", lambda page: page.fill("#turn_into_report-title", cases.TITLE))


def _combine(clerk: Someone) -> Report:
    """What the citizen said and what the member wrote are one matter."""
    clerk.open("/opinions/reports/desk/combine/")
    for one in Report.objects.filter(state="submitted"):
        clerk.page.check(f"[name=reports][value='{one.pk}']")
    clerk.page.fill("[name=title]", cases.TITLE)
    _submit(clerk)
    return Report.objects.get(kind="combined")


def _edit_and_issue(clerk: Someone, lead: Someone, report: Report) -> None:
    """Edited beside the original, checked by another, signed, put out in a periodical of one's own."""
    clerk.open(f"/opinions/reports/desk/{report.pk}/")
    if report.state == "submitted":
        _decide(clerk, "edit")
    clerk.page.fill("[name=edited_text]", f"{report.body.short_name}{EDITED}")
    with clerk.page.expect_navigation():
        clerk.page.locator("#editor button:not([hidden])").last.click()
    expect(clerk.page.locator("#changes ins").first).to_be_visible()
    for name in ("check", "sign"):
        lead.open(f"/opinions/reports/desk/{report.pk}/")
        _decide(lead, name)
    lead.open("/opinions/reports/issues/")
    lead.page.locator("details.fold summary").click()
    lead.page.fill("[name=name]", "社情民意信息")
    _submit(lead)
    lead.open("/opinions/reports/issues/new/")
    lead.page.check(f"[name=reports][value='{report.pk}']")
    _submit(lead)
    report.refresh_from_db()
    assert report.state == "issued"


def _send(clerk: Someone, report: Report, addressee: str) -> None:
    clerk.open(f"/opinions/reports/desk/{report.pk}/")
    _decide(clerk, "send", lambda page: page.select_option("#send-addressee", addressee))
    assert Dispatch.objects.filter(report=report, addressee=addressee).count() == 1


def _through_the_city(ladder: Ladder, report: Report) -> Report:
    """The city's pages are the same as the county's; here its acts are enough."""
    middle = Report.objects.get(below_key=cases.dispatch_of(report).key)
    return cases.sent_up(ladder.city, cases.issued(ladder.city, middle))


def _instruct(leader: Someone) -> None:
    """It lies on the leader's desk until somebody has written on it; then it waits for what came of it."""
    leader.open("/")
    leader.page.locator("section[aria-labelledby=home-to_read] li a").first.click()
    leader.page.locator("a[href$='/do/instruct/']").click()
    leader.page.fill("[name=text]", INSTRUCTION)
    _submit(leader)
    leader.open("/")
    waiting = leader.page.locator("section[aria-labelledby=home-report_directions]")
    expect(waiting).to_contain_text(INSTRUCTION)
    expect(leader.page.locator("#home-to_read")).to_have_count(0)


def _give_feedback(clerk: Someone, report: Report) -> None:
    clerk.open(f"/opinions/reports/desk/{report.pk}/")
    _decide(clerk, "give_feedback", lambda page: page.fill("#give_feedback-text", FEEDBACK))


def _reads_every_step(citizen: Someone, receipt: str, steps: list[str]) -> None:
    """At the secret link: the whole way, the answer; and whoever spoke says whether it helps."""
    citizen.open(receipt)
    expect(citizen.page.locator("#chain .chain-done .chain-label")).to_have_text(steps)
    citizen.sees(FEEDBACK)
    assert INSTRUCTION not in citizen.page.content()
    citizen.page.check("[name=verdict][value=yes]")
    with citizen.page.expect_navigation():
        citizen.page.locator("form[action$='/rate/'] button.primary").click()
    assert Suggestion.objects.get(text=SAID).state == "closed"


def _finds_the_credit(member: Someone, part: str) -> None:
    member.open("/opinions/reports/")
    expect(member.page.locator("#credit")).to_contain_text(part)
    member.page.locator(".items a").first.click()
    expect(member.page.locator("#credit")).to_contain_text(part)
    member.sees(FEEDBACK)
    assert INSTRUCTION not in member.page.content()
    roles = Credit.objects.filter(act__case_type="opinions.report").values_list("role", "weight")
    found = {role: float(weight) for role, weight in roles}
    assert found["instructed_province_part"] == found["adopted_province_part"] == 0.5
