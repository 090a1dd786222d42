"""A browser that runs no script, and a sheet of paper: both must do."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from shangliang.bodies.tests.world import make_world
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests import cases
from tests.journeys.people import Someone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_proposal_is_written_and_submitted_without_scripts(
    chromium: Browser, live_server: Any, transactional_db: None
) -> None:
    world = make_world()
    narrow = {"width": 360, "height": 800}
    member = Someone(
        chromium, live_server.url, "zh-hans", world.member, java_script_enabled=False, viewport=narrow
    )
    page = member.page
    member.open("/")
    page.locator("a[href='/proposals/draft/']").first.click()
    page.locator("main form button.primary").first.click()
    for name in ("title", "problem", "analysis", "suggestion"):
        page.fill(f"[name={name}]", cases.TEXT[name])
    page.check("[name=is_secrecy_declared]")
    page.locator("button[name=preview]").click()
    member.sees(cases.TEXT["suggestion"])
    page.locator("main a[href$='/submit/']").first.click()
    page.locator("main form button.primary").first.click()
    member.no_trouble("submit")
    assert page.url.endswith("/receipt/")
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.title) == ("submitted", cases.TEXT["title"])
    member.open("/")
    expect(page.locator("#home-cases")).to_be_visible()
    member.sees(cases.TEXT["title"])


def test_a_place_is_found_by_name_without_scripts(
    chromium: Browser, live_server: Any, transactional_db: None
) -> None:
    make_world()
    visitor = Someone(chromium, live_server.url, "en", java_script_enabled=False)
    visitor.open("/")
    visitor.page.fill("[name=name]", "南湖")
    visitor.page.locator("form[action='/places/'] button").click()
    visitor.page.locator("#place-found a").first.click()
    assert visitor.page.url.endswith("/?body=330402")


@pytest.mark.parametrize("language", ["zh-hans", pytest.param("en", marks=pytest.mark.once)])
def test_the_guide_for_members_is_two_pages_of_paper(
    chromium: Browser, live_server: Any, transactional_db: None, language: str
) -> None:
    visitor = Someone(chromium, live_server.url, language)
    visitor.open("/help/member/print/")
    paper = visitor.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
