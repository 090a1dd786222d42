"""Leaders and reports: what was sent to party and government is theirs to read and to write on, and nothing else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from shangliang.bodies.models import Post
from shangliang.bodies.tests.world import World
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.homes import Home, Rows, Visit, part_named
from shangliang.notices.models import Notice
from shangliang.notices.waiting import Counted
from shangliang.opinions import acts
from shangliang.opinions.models import Dispatch, Result
from shangliang.opinions.tests.reports import cases
from shangliang.opinions.tests.test_pages import as_


def sent(world: World, addressee: str = "party") -> Dispatch:
    """An issued report on a leader's desk."""
    report = cases.issued(world, cases.submitted(world))
    acts.send(report, by=world.clerk, addressee=addressee)
    return cases.dispatch_of(report, addressee)


def waiting(world: World, name: str) -> int:
    """How many rows a part of the leader's home has."""
    part = part_named(Visit(Home.LEADER, world.leader, world.body), name)
    return len(part.rows) if isinstance(part, Rows) else 0


def test_a_leader_reads_writes_and_waits_for_what_came_of_it(world: World) -> None:
    dispatch = sent(world)
    assert Notice.objects.filter(person=world.leader, act__kind="dispatches.dispatch").exists()
    assert (waiting(world, "to_read"), waiting(world, "report_directions")) == (1, 0)
    browser, page = as_(world.leader), reverse("opinions:report_received", args=[dispatch.pk])
    write = reverse("opinions:received_perform", args=[dispatch.pk, "instruct"])
    assert write in browser.get(page).content.decode()
    assert browser.post(write, {"text": " "}).status_code == 422
    assert browser.post(write, {"text": "请速办。"}).status_code == 302
    shown = browser.get(page).content.decode()
    assert "请速办。" in shown and write not in shown
    assert (waiting(world, "to_read"), waiting(world, "report_directions")) == (0, 1)
    acts.give_feedback(dispatch.report, by=world.clerk, text="已列入计划。")
    assert waiting(world, "report_directions") == 0


def test_the_words_of_an_instruction_stay_with_the_leader_and_the_office(world: World) -> None:
    dispatch = sent(world)
    acts.instruct(dispatch, by=world.leader, text="请速办。")
    report = dispatch.report_id
    pages = {
        "clerk": reverse("opinions:report_case", args=[report]),
        "member": reverse("opinions:report", args=[report]),
    }
    found = {
        name: "请速办。" in as_(getattr(world, name)).get(url).content.decode() for name, url in pages.items()
    }
    assert found == {"clerk": True, "member": False}


def test_nobody_writes_twice_and_units_do_not_write(world: World) -> None:
    dispatch = sent(world)
    acts.instruct(dispatch, by=world.leader, text="请速办。")
    with pytest.raises(Conflict):
        acts.instruct(dispatch, by=world.leader, text="再办。")
    to_unit = cases.issued(world, cases.submitted(world))
    acts.send(to_unit, by=world.clerk, addressee="unit", unit=world.unit)
    where = cases.dispatch_of(to_unit, "unit")
    write = reverse("opinions:received_perform", args=[where.pk, "instruct"])
    assert as_(world.unit_lead).post(write, {"text": "请速办。"}).status_code == 403
    assert as_(world.leader).post(write, {"text": "请速办。"}).status_code == 404
    assert Result.objects.count() == 1


def test_an_instruction_on_paper_stands_at_the_desk_of_its_leader(world: World) -> None:
    dispatch = sent(world, "government")
    told = {"outcome": "instructed", "day": timezone.localdate(), "instruction": "请研究。"}
    with pytest.raises(Invalid):
        acts.record_result(dispatch, by=world.clerk, leader=world.member, **told)  # type: ignore[arg-type]
    acts.record_result(dispatch, by=world.clerk, leader=world.leader, **told)  # type: ignore[arg-type]
    assert waiting(world, "report_directions") == 1


def test_the_daily_letter_tells_offices_and_leaders_of_reports_that_wait(world: World) -> None:
    sent(world)
    cases.submitted(world, is_urgent=True)

    def lines(person: str) -> dict[str, int]:
        posts = Post.objects.filter(user=getattr(world, person)).select_related("user", "body", "unit")
        return {one.href: one.many for one in Counted().for_posts(posts) if "/reports/" in one.href}

    desk = "/opinions/reports/desk/?queue="
    assert lines("lead") == {f"{desk}new": 1, f"{desk}urgent": 1}
    assert lines("leader") == {"/opinions/reports/received/": 1}
    assert lines("unit_clerk") == lines("member") == {}
