"""A line as slow as in the hills (slow 3G), and a person who presses twice because nothing seems to happen."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from shangliang.bodies.tests.world import make_world
from shangliang.ledger.models import Act
from shangliang.opinions.models import Suggestion
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests import cases
from tests.journeys.people import Someone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# As Chromium's own tools define it: 400 kbit/s either way, two seconds there and back.
SLOW_3G = {"offline": False, "latency": 2000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
LONG = 120_000
WORDS = "村口到镇上的末班车改到五点半，赶集的老人回不来，能不能晚一个钟头。"


def on_a_slow_line(someone: Someone) -> Someone:
    """From now on everything this person asks for takes long."""
    wire = someone.context.new_cdp_session(someone.page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_3G)
    someone.page.set_default_timeout(LONG)
    someone.page.set_default_navigation_timeout(LONG)
    return someone


def test_a_proposal_is_written_and_submitted_once(
    chromium: Browser, live_server: Any, transactional_db: None
) -> None:
    world = make_world()
    phone = {"width": 360, "height": 740}
    member = on_a_slow_line(Someone(chromium, live_server.url, "zh-hans", world.member, viewport=phone))
    page = member.page
    member.open("/proposals/draft/")
    page.locator("main form button.primary").first.click()
    page.wait_for_url("**/edit/")
    for name in ("title", "problem", "analysis", "suggestion"):
        page.fill(f"[name={name}]", cases.TEXT[name])
    page.check("[name=is_secrecy_declared]")
    page.locator("button[name=preview]").click()
    page.wait_for_url("**/preview/")
    page.locator("main a[href$='/submit/']").first.click()
    page.wait_for_url("**/submit/")
    page.locator("main form button.primary").first.dblclick()
    page.wait_for_url("**/receipt/")
    member.no_trouble("submit")
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.suggestion) == ("submitted", cases.TEXT["suggestion"])
    assert Act.objects.of_case(proposal).filter(kind="proposals.submit").count() == 1


def test_something_is_said_once(chromium: Browser, live_server: Any, transactional_db: None) -> None:
    world = make_world()
    visitor = on_a_slow_line(Someone(chromium, live_server.url, "zh-hans"))
    visitor.open(f"/opinions/say/{world.body.region.code}/")
    visitor.page.fill("[name=text]", WORDS)
    visitor.page.locator("button[data-send]").dblclick()
    expect(visitor.page.locator(".receipt")).to_be_visible(timeout=LONG)
    assert [one.text for one in Suggestion.objects.all()] == [WORDS]
