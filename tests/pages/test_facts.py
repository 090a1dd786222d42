"""The record of a body tells its facts in words: labels, names and codes, in both languages, at constant cost."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from shangliang.bodies.fact_words import Told, fact_of
from shangliang.bodies.tests.world import World, make_world
from shangliang.ledger.flow import flows
from shangliang.ledger.models import Act
from shangliang.opinions import acts
from shangliang.opinions.tests.cases import forwarded, received
from shangliang.opinions.tests.reports import cases
from shangliang.opinions.tests.test_pages import as_


@pytest.fixture
def world(db: None) -> World:
    """One body with everybody in it."""
    return make_world()


def some_acts(world: World) -> None:
    """Acts whose facts are a unit, codes of lists and of choices, a report's number."""
    forwarded(world)
    acts.decline(received(world), by=world.clerk, reason="dispute", next_step="请向人民调解委员会申请调解。")
    report = cases.issued(world, cases.submitted(world))
    acts.send(report, by=world.clerk, addressee="unit", unit=world.unit)
    acts.set_aside(cases.submitted(world), by=world.clerk, reason="known")


def declared() -> list[tuple[str, str]]:
    """(kind of act, fact) of every declared fact."""
    specs = [act.spec for flow in flows.values() for act in (*flow.openings.values(), *flow.acts.values())]
    return [(spec.kind, name) for spec in specs for name in spec.facts]


def test_every_fact_of_every_act_is_declared() -> None:
    assert [one for one in declared() if fact_of(*one) is None] == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_label_is_written_in_the_readers_language(language: str) -> None:
    with translation.override(language):
        labels = {str(fact.label) for fact in (fact_of(*one) for one in declared()) if fact}
    is_chinese = re.compile(r"[\u4e00-\u9fff]")
    assert [one for one in labels if one and bool(is_chinese.search(one)) != (language == "zh-hans")] == []


def test_the_record_says_names_and_reasons_instead_of_numbers_and_codes(world: World) -> None:
    some_acts(world)
    page = as_(world.auditor).get(f"/bodies/{world.body.pk}/manage/record/").content.decode()
    told = re.findall(r'<p class="item-text">([^<]*)</p>', page)
    assert f"报送对象：有关单位；单位：{world.unit}" in told
    assert any("理由：情况已掌握或问题已在解决" in one for one in told)
    assert not any("=" in one or "dispute" in one or "known" in one for one in told), told


def test_facts_are_told_at_the_same_cost_for_many_entries_as_for_few(world: World) -> None:
    counts = []
    for _turn in range(2):
        some_acts(world)
        entries = list(Act.objects.filter(body=world.body))
        with CaptureQueriesContext(connection) as asked:
            told = Told(world.body, entries)
            assert all(told.line(one) is not None for one in entries)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_row_that_is_gone_and_a_fact_nobody_knows_are_told_too(world: World) -> None:
    one = Act(kind="nobody.knows", facts={"unit": 0, "strange": "x", "is_urgent": True})
    with translation.override("en"):
        assert Told(world.body, [one]).of(one) == [("unit", "–"), ("strange", "x"), ("urgent", "yes")]


def test_days_moments_and_plans_are_told_as_people_write_them(world: World) -> None:
    plan = [{"unit": world.unit.pk, "duty": "lead"}]
    facts: dict[str, Any] = {"cutoff": "2026-03-04T04:05:00+00:00", "starts": "2026-03-04", "plan": plan}
    one = Act(kind="nobody.distributes", facts=facts)
    with translation.override("zh-hans"), timezone.override("Asia/Shanghai"):
        cutoff, starts, units = Told(world.body, [one]).of(one)
    assert (cutoff[1], starts[1]) == ("2026-03-04 12:05", "2026年3月4日")
    assert units[1] == f"{world.unit} 主办"


def test_the_office_reads_to_which_unit_a_report_was_sent(world: World) -> None:
    report = cases.issued(world, cases.submitted(world))
    acts.send(report, by=world.clerk, addressee="unit", unit=world.unit)
    page = as_(world.clerk).get(f"/opinions/reports/desk/{report.pk}/").content.decode()
    assert f"有关单位 · {world.unit}" in page
    own = as_(world.member).get(f"/opinions/reports/{report.pk}/").content.decode()
    assert str(world.unit) not in own
