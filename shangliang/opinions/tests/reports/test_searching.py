"""Information reports in the search: found by whoever reads them, by no word of a version they may not read."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shangliang.accounts import privacy
from shangliang.accounts.models import User
from shangliang.bodies.acts import rename_collective
from shangliang.bodies.tests.world import World
from shangliang.insight.text import index
from shangliang.insight.text.asking import asked_in, filters_of
from shangliang.insight.text.search import Results, find
from shangliang.opinions import acts
from shangliang.opinions.models import Report
from shangliang.opinions.tests.reports import cases
from shangliang.opinions.tests.reports.cases import Ladder
from shangliang.opinions.tests.test_pages import as_

pytestmark = pytest.mark.django_db
# In the original alone, in the edited version alone.
WRITTEN, EDITED = "秘鲁羊驼", "安第斯骆马"
ROLES = (
    *("member", "cosigner", "contact", "clerk", "lead", "supervisor", "leader", "auditor", "admin"),
    *("unit_clerk", "unit_lead", "other_unit_clerk", "other_unit_lead", "stranger"),
)


def results(user: Any, words: str, **asked: str) -> Results:
    """As the page asks, of reports alone."""
    wanted = asked_in({"q": words, **asked})
    return find(user, words, kinds=["report"], filters=filters_of(wanted, None))


def found(user: Any, words: str) -> list[int]:
    """The ids of the reports found."""
    return [one.pk for one in results(user, words).hits]


def who_finds(world: World, words: str) -> set[str]:
    """The roles of a body that find something; whoever finds nothing counts nothing and is suggested nothing."""
    finding = set()
    for role in ROLES:
        told = find(getattr(world, role), words)
        if told.hits:
            finding.add(role)
        assert told.total == sum(told.bodies.values()) == len(told.hits) >= sum(told.years.values())
    nothing = find(AnonymousUser(), words)
    assert (nothing.total, nothing.suggestion) == (0, "")
    return finding


def written(world: World) -> Report:
    """Handed in with a rare word that the editor replaced by another."""
    report = acts.begin(world.body, by=world.member)
    more = {"title": cases.TITLE, "text": f"{cases.TEXT}{WRITTEN}", "is_secrecy_declared": True}
    acts.save(report, by=world.member, **more)
    return report


def edited(world: World) -> Report:
    """In the editor's version."""
    report = written(world)
    acts.submit(report, by=world.member)
    acts.edit(report, by=world.clerk)
    acts.save_edit(report, by=world.clerk, edited_title=cases.TITLE, edited_text=f"{cases.TEXT}{EDITED}")
    return report


def test_a_draft_is_found_by_its_author_alone_and_at_once(county: World) -> None:
    report = written(county)
    assert who_finds(county, WRITTEN) == {"member"}
    acts.submit(report, by=county.member)
    assert who_finds(county, WRITTEN) == {"member", "clerk", "lead"}
    acts.take_back_report(report, by=county.member)
    assert who_finds(county, WRITTEN) == {"member"}


def test_each_version_is_matched_for_those_who_read_it(county: World) -> None:
    report = edited(county)
    assert who_finds(county, WRITTEN) == {"member", "clerk", "lead"}
    assert who_finds(county, EDITED) == {"clerk", "lead"}
    cases.issued(county, report)
    assert who_finds(county, EDITED) == {"clerk", "lead"}
    acts.send(report, by=county.clerk, addressee="unit", unit=county.unit)
    assert who_finds(county, EDITED) == {"clerk", "lead", "unit_clerk", "unit_lead"}
    acts.send(report, by=county.clerk, addressee="party")
    assert who_finds(county, EDITED) == {"clerk", "lead", "unit_clerk", "unit_lead", "leader"}
    assert who_finds(county, WRITTEN) == {"member", "clerk", "lead"}


def test_a_conference_above_finds_its_own_copy_and_nobody_beside(ladder: Ladder) -> None:
    report = cases.issued(ladder.county, edited(ladder.county))
    for world in (ladder.city, ladder.province, ladder.other):
        assert who_finds(world, EDITED) == set()
    above = cases.sent_up(ladder.county, report)
    assert who_finds(ladder.city, EDITED) == {"clerk", "lead"}
    assert found(ladder.city.clerk, EDITED) == [above.pk]
    assert found(ladder.city.clerk, "林知远") == []
    assert who_finds(ladder.city, WRITTEN) == set()
    for world in (ladder.province, ladder.other):
        assert who_finds(world, EDITED) == set()
    assert found(ladder.county.clerk, EDITED) == [report.pk]


def test_the_office_finds_by_number_and_source_and_no_receiver_does(county: World) -> None:
    report = cases.issued(county, edited(county))
    acts.send(report, by=county.clerk, addressee="unit", unit=county.unit)
    for words in (report.number, "林知远", "lzy"):
        assert (words, found(county.clerk, words)) == (words, [report.pk])
        assert (words, found(county.member, words)) == (words, [report.pk])
        assert (words, found(county.unit_clerk, words)) == (words, [])
    for words in ("ljxq", "老舊小區"):
        assert (words, found(county.unit_clerk, words)) == (words, [report.pk])


def test_collectives_and_contact_points_are_found_by_their_names(county: World) -> None:
    joint = acts.begin_for_collective(county.body, by=county.contact, collective=county.party)
    acts.save(joint, by=county.contact, title=cases.TITLE, text=cases.TEXT, is_secrecy_declared=True)
    acts.submit(joint, by=county.contact)
    username = county.stranger.username
    acts.invite(county.body, by=county.lead, kind="point", account=username, name="烟雨社区")
    point = acts.begin_as_informant(county.body, by=county.stranger)
    acts.save(point, by=county.stranger, title=cases.TITLE, text=cases.TEXT, is_secrecy_declared=True)
    acts.submit(point, by=county.stranger)
    assert (found(county.clerk, "民盟"), found(county.contact, "民盟")) == ([joint.pk], [joint.pk])
    assert (found(county.clerk, "烟雨社区"), found(county.stranger, "烟雨社区")) == ([point.pk], [point.pk])
    assert found(county.clerk, "何联络") == []
    rename_collective(county.body, by=county.admin, collective=county.party, name="民革南湖区总支")
    assert (found(county.clerk, "民盟"), found(county.clerk, "民革")) == ([], [joint.pk])


def test_how_far_it_is_is_told_to_the_office_and_the_author_alone(county: World) -> None:
    report = cases.issued(county, edited(county))
    acts.send(report, by=county.clerk, addressee="party")
    assert dict(results(county.clerk, "充电").states) == {"sent": 1}
    assert results(county.member, "充电", kind="report", state="sent").hits[0].state == "已报送"
    told = results(county.leader, "充电")
    assert (len(told.hits), told.hits[0].state, dict(told.states)) == (1, "", {})
    assert results(county.leader, "充电", kind="report", state="sent").hits == ()


@pytest.mark.parametrize(
    ("role", "where"),
    [("clerk", "/reports/desk/"), ("unit_clerk", "/reports/received/"), ("leader", "/reports/received/")],
)
def test_a_hit_leads_to_the_page_on_which_its_reader_reads_it(county: World, role: str, where: str) -> None:
    report = cases.issued(county, edited(county))
    acts.send(report, by=county.clerk, addressee="unit", unit=county.unit)
    acts.send(report, by=county.clerk, addressee="government")
    answer = as_(getattr(county, role)).get(_address(getattr(county, role)), follow=True)
    assert where in answer.redirect_chain[-1][0]
    assert EDITED in answer.content.decode()


def _address(user: User) -> str:
    return find(user, "充电").hits[0].address


def test_the_author_reads_it_where_the_hit_leads_and_an_outsider_nothing(county: World) -> None:
    edited(county)
    page = as_(county.member).get(_address(county.member))
    assert (page.status_code, WRITTEN in page.content.decode()) == (200, True)
    for role in ("stranger", "unit_clerk", "leader", "cosigner"):
        assert (role, as_(getattr(county, role)).get(_address(county.member)).status_code) == (role, 404)


def test_a_draft_that_is_found_opens_to_its_author(county: World) -> None:
    written(county)
    assert as_(county.member).get(_address(county.member), follow=True).status_code == 200


def test_an_erased_author_leaves_the_index(county: World) -> None:
    report = edited(county)
    assert found(county.clerk, "林知远") == [report.pk]
    privacy.forget(county.member)
    User.objects.filter(pk=county.member.pk).update(name="", erased="2026-01-01T00:00Z")
    assert (found(county.clerk, "林知远"), found(county.clerk, "充电")) == ([], [report.pk])


def test_after_every_act_the_index_says_what_the_database_says(ladder: Ladder) -> None:
    county = ladder.county
    index.forget()
    find(county.clerk, "充电")
    host = cases.combined(county, cases.submitted(county), cases.submitted(county, county.cosigner))
    above = cases.sent_up(county, cases.issued(county, host))
    assert index.differences() == []
    acts.recall_report(cases.dispatch_of(host), by=county.clerk, reason="有误")
    above.refresh_from_db()
    acts.give_feedback(host, by=county.clerk, text="已采纳。")
    assert (above.state, index.differences()) == ("withdrawn", [])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_page_and_api_show_kind_passage_and_narrowing(county: World, language: str) -> None:
    report = edited(county)
    browser = Client(headers={"accept-language": language})
    browser.force_login(county.clerk)
    page = browser.get("/search/", {"q": EDITED}).content.decode()
    assert ("社情民意信息" if language == "zh-hans" else "Information reports") in page
    assert f"<mark>{EDITED}</mark>" in page
    assert "kind=report" in page
    assert f'href="/opinions/reports/{report.pk}/"' in page
    told = browser.get("/api/search", {"q": EDITED, "kind": "report"}).json()
    assert [(one["kind"], one["id"]) for one in told["hits"]] == [("report", report.pk)]
    assert as_(county.cosigner).get("/api/search", {"q": EDITED}).json()["hits"] == []


@pytest.mark.parametrize("role", ["clerk", "member", "unit_clerk"])
def test_three_reports_cost_as_many_queries_as_one(county: World, role: str) -> None:
    browser = as_(getattr(county, role))

    def sent() -> None:
        report = cases.issued(county, cases.submitted(county))
        acts.send(report, by=county.clerk, addressee="unit", unit=county.unit)

    def queries() -> int:
        index.forget()
        browser.get("/search/?q=充电&kind=report")
        with CaptureQueriesContext(connection) as counted:
            browser.get("/search/?q=充电&kind=report")
        return len(counted)

    sent()
    one = queries()
    sent()
    sent()
    assert queries() == one
    assert len(found(getattr(county, role), "充电")) == 3
