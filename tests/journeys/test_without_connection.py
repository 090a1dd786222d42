"""Cut off or led away while writing: the text stays on the device and leaves it by the person's own press."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from shangliang.bodies.tests.world import make_world
from shangliang.opinions.models import Suggestion
from shangliang.proposals import acts
from shangliang.proposals.models import Proposal
from tests.journeys.people import Someone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "断网时写下的问题：飞线充电时有发生。"
SAID, REACHED = "村口的路灯坏了三盏，晚上看不见路。", "13955550000"


def test_words_written_without_a_connection_are_kept_and_sent_by_a_press(
    chromium: Browser, live_server: Any, transactional_db: None
) -> None:
    world = make_world()
    draft = acts.draft(world.body, by=world.member)
    member = Someone(chromium, live_server.url, "zh-hans", world.member)
    page, address = member.page, f"/proposals/{draft.pk}/edit/"
    member.open(address)
    page.wait_for_function("navigator.serviceWorker.controller !== null")

    member.context.set_offline(True)
    page.fill("[name=problem]", WORDS)
    expect(page.locator("[data-save-state]")).to_contain_text("保存在本设备上")
    page.evaluate("window.scrollTo(0, 0)")
    expect(page.locator("[data-save-state]")).to_be_in_viewport()
    page.goto(live_server.url + "/proposals/mine/")
    expect(page.locator("h1")).to_have_text("没有网络连接")
    expect(page.locator("[data-kept-texts] a")).to_have_attribute("href", live_server.url + address)
    assert Proposal.objects.get(pk=draft.pk).problem == ""
    kept = page.evaluate(
        "caches.keys().then(all => caches.open(all[0])).then(one => one.keys()).then(all => all.map(r => r.url))"
    )
    assert [one for one in kept if "/static/web/" not in one and "/offline/" not in one] == []

    member.context.set_offline(False)
    member.open(address)
    assert Proposal.objects.get(pk=draft.pk).problem == ""
    page.locator("[data-restore-yes]").click()
    expect(page.locator("[data-save-state]")).to_contain_text("已于")
    assert Proposal.objects.get(pk=draft.pk).problem == WORDS


def test_a_page_left_open_offers_to_send_when_the_connection_is_back(
    chromium: Browser, live_server: Any, transactional_db: None
) -> None:
    world = make_world()
    draft = acts.draft(world.body, by=world.member)
    member = Someone(chromium, live_server.url, "zh-hans", world.member)
    member.open(f"/proposals/{draft.pk}/edit/")
    member.context.set_offline(True)
    member.page.fill("[name=problem]", WORDS)
    expect(member.page.locator("[data-save-state]")).to_contain_text("保存在本设备上")
    member.context.set_offline(False)
    send = member.page.locator("[data-send-kept]")
    expect(send).to_be_visible()
    assert Proposal.objects.get(pk=draft.pk).problem == ""
    send.click()
    expect(send).to_have_count(0)
    assert Proposal.objects.get(pk=draft.pk).problem == WORDS


def test_a_word_is_there_again_after_the_way_to_signing_in_until_it_is_received(
    chromium: Browser, live_server: Any, transactional_db: None
) -> None:
    world = make_world()
    citizen = Someone(chromium, live_server.url, "zh-hans", viewport={"width": 360, "height": 740})
    page, address = citizen.page, f"/opinions/say/{world.body.region.code}/"
    citizen.open(address)
    page.fill("[name=text]", SAID)
    page.fill("[name=contact]", REACHED)

    page.locator("main a[href^='/sign-in/']").click()
    expect(page.locator("[name=password]")).to_be_visible()
    citizen.open(address)
    expect(page.locator("[name=text]")).to_have_value(SAID)
    expect(page.locator("[name=contact]")).to_have_value("")

    page.locator("[data-send]").click()
    expect(page.locator(".receipt-number")).to_be_visible()
    page.locator("[data-copy]").click()
    expect(page.get_by_text("已复制。").and_(page.locator("main *"))).to_be_visible()
    citizen.open(address)
    expect(page.locator("[name=text]")).to_have_value("")
    assert Suggestion.objects.get().text == SAID
    assert citizen.errors == []
