"""Who hears of a report's steps: its authors, the offices, and the citizen out of whose words it grew."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail

from shangliang.accounts.models import User
from shangliang.accounts.queries import public_user
from shangliang.bodies.tests.world import World
from shangliang.jobs.queue import run_all
from shangliang.ledger.models import Act
from shangliang.notices.channels import Message
from shangliang.notices.channels.base import Sender
from shangliang.notices.models import Notice
from shangliang.opinions import acts, vault
from shangliang.opinions import letters as opinion_letters
from shangliang.opinions.chain import whole_chain
from shangliang.opinions.models import Dispatch, Report, Suggestion
from shangliang.opinions.tests import cases as words
from shangliang.opinions.tests.reports import cases
from shangliang.opinions.tests.reports.cases import Ladder

WHO = vault.Envelope("王小明", "wang@example.org")


def told(kind: str) -> set[User]:
    """Who has a notice of the acts of a kind."""
    return {one.person for one in Notice.objects.filter(act__kind=kind).select_related("person")}


def letters() -> int:
    """How many letters the citizen got since it was asked last."""
    run_all()
    found = len(mail.outbox)
    mail.outbox.clear()
    return found


def from_the_public(world: World) -> Report:
    """A report out of a citizen's word."""
    word = words.received(world, speaker=WHO)
    acts.turn_into_report(word, by=world.clerk, title=cases.TITLE, text=cases.TEXT)
    return Report.objects.get(body=world.body, kind="public")


def test_the_citizen_hears_of_each_step_of_the_report_and_reads_it_at_the_secret_link(ladder: Ladder) -> None:
    county, city = ladder.county, ladder.city
    report = from_the_public(county)
    assert letters() == 1
    cases.issued(county, report)
    assert letters() == 1
    above = cases.issued(city, cases.sent_up(county, report))
    acts.send(above, by=city.clerk, addressee="party")
    acts.instruct(cases.dispatch_of(above, "party"), by=city.leader, text="请速办。")
    assert letters() == 2
    acts.give_feedback(report, by=county.clerk, text="已列入计划。")
    assert letters() == 1
    word = Suggestion.objects.get()
    done = [one.label for one in whole_chain(word) if one.state == "done"]
    assert done[2:] == ["已转为社情民意信息", "已编发", "市级：采用", "市级：领导批示", "反馈"]


def test_combined_with_others_the_citizen_still_hears(world: World) -> None:
    report = from_the_public(world)
    host = cases.combined(world, report, cases.submitted(world))
    letters()
    cases.issued(world, host)
    assert letters() == 1


def test_a_recall_is_told_to_its_author_and_to_the_office_above(ladder: Ladder) -> None:
    report = cases.issued(ladder.county, cases.submitted(ladder.county))
    cases.sent_up(ladder.county, report)
    acts.recall_report(Dispatch.objects.get(), by=ladder.county.clerk, reason="情况有变")
    assert ladder.county.member in told("dispatches.recall")
    assert told("reports.withdraw") == {ladder.city.clerk, ladder.city.lead}


def test_not_used_above_is_told_below_and_kept_above_is_not(ladder: Ladder) -> None:
    above = cases.sent_up(ladder.county, cases.issued(ladder.county, cases.submitted(ladder.county)))
    acts.keep(above, by=ladder.city.clerk)
    assert told("dispatches.hear_state") == set()
    acts.set_aside(above, by=ladder.city.clerk, reason="known")
    assert told("dispatches.hear_state") == {ladder.county.member, ladder.county.clerk, ladder.county.lead}


def test_taken_out_of_a_combined_report_its_author_is_told(world: World) -> None:
    first = cases.submitted(world)
    cases.combined(world, first, cases.submitted(world, world.cosigner))
    first.refresh_from_db()
    acts.take_out(first, by=world.clerk)
    assert told("reports.take_out") == {world.member}


def test_separated_words_are_news_to_their_speaker_and_supporters(world: World) -> None:
    clue = words.offered(world, is_public_consented=True, speaker=WHO)
    acts.publish(clue, by=world.clerk, text="建议重新划线")
    acts.support(clue, by=world.stranger)
    acts.merge(clue, by=world.clerk, into=words.offered(world))
    letters()
    acts.separate(clue, by=world.clerk)
    assert letters() == 1
    assert told("suggestions.separate") == {world.stranger}


@pytest.mark.parametrize("way", ["recall", "withdraw_offer", "take_from_hotline"])
def test_what_is_taken_back_is_news_to_its_speaker(world: World, way: str) -> None:
    if way == "recall":
        referral = words.forwarded(world, speaker=WHO)
        letters()
        acts.recall(referral, by=world.clerk, reason="内容有误")
        assert told("referrals.recall") == {world.unit_clerk, world.unit_lead}
    elif way == "withdraw_offer":
        clue = words.offered(world, speaker=WHO)
        letters()
        acts.withdraw_offer(clue, by=world.clerk, reason="另有安排")
    else:
        word = words.received(world, speaker=WHO)
        acts.hand_over(word, by=world.clerk, text="路灯不亮")
        letters()
        acts.take_from_hotline(word, by=world.clerk, reason="热线无法办理")
    assert letters() == 1


def test_a_citizen_who_says_no_finds_the_case_with_the_office_again(world: World) -> None:
    report = from_the_public(world)
    acts.give_feedback(cases.issued(world, report), by=world.clerk, text="已列入计划。")
    word = Suggestion.objects.get()
    acts.rate(word, by=public_user(), verdict="no")
    assert (word.state, word.round) == ("received", 2)
    assert Act.objects.filter(kind="suggestions.rate").count() == 1


def test_who_left_a_mobile_number_gets_an_sms_that_says_nothing_else(
    world: World, monkeypatch: pytest.MonkeyPatch, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    words.answered(world, speaker=vault.Envelope(contact="13966660000"))
    run_all()
    assert "13966660000" not in capsys.readouterr().out
    settings.SMS_GATEWAY_URL = "https://sms.invalid/"
    sent: list[Message] = []

    class Gateway:
        @contextmanager
        def opened(self) -> Iterator[Sender]:
            yield sent.append

    monkeypatch.setattr(opinion_letters, "adapter_for", lambda way: Gateway())
    for contact in ("+86 139-5555-0000", "0573-8888888", "东门小卖部"):
        words.answered(world, speaker=vault.Envelope(contact=contact))
    run_all()
    run_all()
    first = Suggestion.objects.order_by("id")[1]
    assert [(one.to, first.number in one.text, "划线" in one.text) for one in sent] == [
        ("13955550000", True, False)
    ]
    assert mail.outbox == []
