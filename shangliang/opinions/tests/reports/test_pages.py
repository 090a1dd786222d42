"""The pages of reports: writing, the editor's desk, issues, results, the unit's shelf, the register."""

import io
import zipfile
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shangliang.bodies.tests.world import World, make_world
from shangliang.core.documents import printed
from shangliang.opinions import acts
from shangliang.opinions.models import Report, Result
from shangliang.opinions.tests.cases import received
from shangliang.opinions.tests.reports import cases
from shangliang.opinions.tests.test_pages import as_

ROOT = "/opinions/reports/"
TYPED = {"title": cases.TITLE, "text": cases.TEXT, "is_secrecy_declared": "on"}


def shown(client: Client, address: str, status: int = 200) -> str:
    """What a page says."""
    answer: Any = client.get(address)
    assert answer.status_code == status, address
    return str(answer.content.decode())


def begun(world: World) -> tuple[Client, str]:
    """A member at the page of a new draft."""
    browser = as_(world.member)
    place = world.member.posts.get().pk
    return browser, browser.post(f"{ROOT}new/", {"place": f"post-{place}"}).url


def test_a_member_writes_saves_and_hands_in(world: World) -> None:
    browser, draft = begun(world)
    assert browser.post(draft, TYPED, headers={"accept": "application/json"}).json()["version"] == 1
    answer = browser.post(draft, {**TYPED, "submit": "1"})
    report = Report.objects.get()
    assert answer.url == f"{ROOT}{report.pk}/" and report.state == "submitted"
    assert report.number in shown(browser, answer.url)


def test_what_is_refused_at_handing_in_loses_no_word(world: World) -> None:
    browser, draft = begun(world)
    answer: Any = browser.post(draft, {**TYPED, "title": "充电", "submit": "1"})
    assert answer.status_code == 422
    assert cases.TEXT in answer.content.decode() and Report.objects.get().text == cases.TEXT


def test_the_draft_tells_when_a_second_matter_begins(world: World) -> None:
    browser, draft = begun(world)
    browser.post(draft, {**TYPED, "text": f"{cases.TEXT}此外还有一个问题：此外还反映停车难。"})
    assert "另一件事" in shown(browser, draft)


def test_a_contact_point_finds_its_simple_desk_and_nothing_else(world: World) -> None:
    acts.invite(world.body, by=world.lead, kind="point", account=world.stranger.username, name="东栅联系点")
    browser = as_(world.stranger)
    assert "东栅联系点" in shown(browser, f"{ROOT}new/")
    assert f'href="{ROOT}"' in shown(browser, "/opinions/")
    shown(browser, f"{ROOT}desk/", 403)
    shown(as_(world.unit_clerk), f"{ROOT}new/", 403)


def test_the_desk_edits_beside_the_original(world: World) -> None:
    report = cases.submitted(world)
    acts.edit(report, by=world.clerk)
    browser = as_(world.clerk)
    text = cases.TEXT.replace("不足", "严重不足")
    typed = {"edited_title": report.title, "edited_text": text, "version": report.version}
    assert browser.post(f"{ROOT}desk/{report.pk}/text/", typed).status_code == 302
    found = shown(browser, f"{ROOT}desk/{report.pk}/")
    assert "严重</ins>" in found and "<del>" not in found
    report.refresh_from_db()
    assert report.text == cases.TEXT


def test_a_decision_at_the_desk_asks_for_its_reason(world: World) -> None:
    report = cases.submitted(world)
    browser, page = as_(world.clerk), f"{ROOT}desk/{report.pk}/"
    assert browser.post(page, {"act": "set_aside", "version": report.version}).status_code == 422
    sent = {"act": "set_aside", "reason": "known", "version": report.version}
    assert browser.post(page, sent).status_code == 302
    assert "情况已掌握" in shown(as_(world.member), f"{ROOT}{report.pk}/")


def test_several_are_combined_and_issued_as_a_paper(world: World) -> None:
    parts = [cases.submitted(world), cases.submitted(world, world.cosigner)]
    desk = as_(world.lead)
    chosen = {"reports": [one.pk for one in parts], "title": cases.TITLE}
    assert as_(world.clerk).post(f"{ROOT}desk/combine/", chosen).status_code == 302
    host = cases.signed(world, Report.objects.get(kind="combined"))
    assert desk.post(f"{ROOT}issues/", {"name": "社情民意信息"}).status_code == 302
    page = desk.post(
        f"{ROOT}issues/new/", {"reports": [host.pk], "periodical": cases.periodical(world).pk}
    ).url
    assert cases.TITLE in shown(desk, page)
    paper: Any = desk.get(f"{page}issue.docx")
    words = zipfile.ZipFile(io.BytesIO(paper.content)).read("word/document.xml").decode()
    assert "第1期" in words and "飞线充电" in words
    assert desk.get(f"{page}issue.pdf").content.startswith(b"%PDF-")
    assert desk.get(f"{page}issue.exe").status_code == 404


def test_without_a_chinese_typeface_the_pdf_is_refused_with_the_reason(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = cases.issue_of(world, cases.submitted(world))
    monkeypatch.setattr(printed, "_families", lambda: frozenset({"DejaVu Sans"}))
    answer: Any = as_(world.clerk).get(f"{ROOT}issues/{issue.pk}/issue.pdf")
    assert answer.status_code == 409 and "中文字体" in answer.content.decode()


def test_a_result_is_written_down_with_its_scanned_sheet(world: World) -> None:
    report = cases.issued(world, cases.submitted(world))
    acts.send(report, by=world.clerk, addressee="government")
    where, desk = cases.dispatch_of(report, "government"), as_(world.clerk)
    sheet = SimpleUploadedFile("批示.txt", "同意。".encode(), "text/plain")
    typed = {"outcome": "instructed", "day": str(timezone.localdate()), "instruction": "请速办，王某某。"}
    answer = desk.post(f"{ROOT}sent/{where.pk}/do/record_result/", {**typed, "document": sheet})
    assert answer.status_code == 302
    result = Result.objects.get()
    assert b"".join(desk.get(f"{ROOT}results/{result.pk}/")).decode() == "同意。"  # type: ignore[arg-type]
    assert "请速办" in shown(desk, f"{ROOT}desk/{report.pk}/")
    author = as_(world.member)
    assert "请速办" not in shown(author, f"{ROOT}{report.pk}/")
    shown(author, f"{ROOT}results/{result.pk}/", 403)


def test_a_unit_reads_what_it_was_sent_but_not_who_wrote_it(world: World) -> None:
    report = cases.issued(world, cases.submitted(world))
    acts.send(report, by=world.clerk, addressee="unit", unit=world.unit)
    where = cases.dispatch_of(report, "unit")
    page = f"{ROOT}received/{where.pk}/"
    found = shown(as_(world.unit_clerk), page)
    assert "飞线充电" in found and str(world.member) not in found
    assert cases.TITLE in shown(as_(world.unit_lead), f"{ROOT}received/")
    shown(as_(world.other_unit_clerk), page, 404)
    assert as_(world.unit_clerk).get(f"{ROOT}{report.pk}/").headers["location"] == page
    shown(as_(world.other_unit_clerk), f"{ROOT}{report.pk}/", 404)


def test_the_office_registers_a_contact_point_on_its_page(world: World) -> None:
    desk = as_(world.lead)
    typed = {"kind": "point", "account": world.stranger.username, "name": "东栅联系点"}
    assert desk.post(f"{ROOT}people/", typed).status_code == 302
    assert "东栅联系点" in shown(desk, f"{ROOT}people/")
    assert desk.post(f"{ROOT}people/", typed).status_code == 422


def test_a_word_becomes_a_report_at_the_triage_desk(world: World) -> None:
    word = received(world, "张三电话13812345678，小区充电桩不够。")
    desk = as_(world.clerk)
    assert "13812345678</textarea>" not in shown(desk, f"/opinions/desk/{word.pk}/")
    typed = {"act": "turn_into_report", "title": cases.TITLE, "text": cases.TEXT, "version": word.version}
    assert desk.post(f"/opinions/desk/{word.pk}/", typed).status_code == 302
    assert Report.objects.get().kind == "public"


def test_the_bulletin_shows_the_figures_of_the_year(world: World) -> None:
    cases.issued(world, cases.submitted(world))
    assert ">1<" in shown(as_(world.clerk), f"{ROOT}bulletin/{timezone.localdate().year}/")


@pytest.mark.parametrize("address", ["desk/?queue=new", "", "issues/", "people/", "received/"])
def test_lists_ask_as_often_with_three_rows_as_with_one(world: World, address: str) -> None:
    user = {"": world.member, "received/": world.unit_clerk}.get(address, world.clerk)
    counts = []
    for most in (1, 3):
        while Report.objects.filter(state="submitted").count() < most:
            report = cases.submitted(world)
            acts.send(cases.issued(world, report), by=world.clerk, addressee="unit", unit=world.unit)
            cases.submitted(world)
        browser = as_(user)
        browser.get(ROOT)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            shown(browser, f"{ROOT}{address}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def on(day: str) -> Any:
    """Ten in the morning of a day in March 2026, which has no holidays."""
    return time_machine.travel(f"2026-03-{day}T10:00:00+08:00", tick=False)


@pytest.mark.django_db
def test_reports_say_how_long_they_wait_and_the_longest_waiting_come_first() -> None:
    with on("02"):
        world = make_world()
        slow = acts.begin(world.body, by=world.member)
        first = cases.submitted(world, title="关于公交站台的建议")
    with on("09"):
        acts.save(slow, by=world.member, title=cases.TITLE, text=cases.TEXT, is_secrecy_declared=True)
        acts.submit(slow, by=world.member)
    with on("12"):
        office, desk = as_(world.clerk), f"{ROOT}desk/"
        rows = office.get(desk).context["rows"]
        assert [one["title"] for one in rows] == [str(first), str(slow)]
        told = [(one["clock"].text, one["clock"].tone) for one in rows]
        assert told == [("已等候 8 个工作日", "wait"), ("已等候 3 个工作日", "soft")]
        assert office.get(f"{desk}{first.pk}/next/?queue=new").url == rows[1]["href"]  # type: ignore[attr-defined]
        assert office.get(f"{desk}{slow.pk}/next/?queue=new").url == rows[0]["href"]  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_a_report_to_send_waits_since_its_issue_and_a_finished_one_no_more() -> None:
    with on("02"):
        world = make_world()
        finished, issued = cases.submitted(world), cases.submitted(world)
        newer = cases.submitted(world)
    with on("20"):
        cases.issued(world, issued)
        for one in (newer, finished):
            acts.set_aside(one, by=world.clerk, reason="empty", note="")
        desk = f"{ROOT}desk/"
        [row] = as_(world.clerk).get(f"{desk}?queue=issued").context["rows"]
        assert (row["clock"].text, row["clock"].tone) == ("今日收到", "soft")
        done = as_(world.clerk).get(f"{desk}?queue=done").context["rows"]
        assert [(one["href"], one["clock"]) for one in done] == [
            (f"{desk}{one.pk}/?queue=done", None) for one in (newer, finished)
        ]
