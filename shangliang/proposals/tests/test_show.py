"""The page of one case over HTTP: what it holds for whom, its timeline and chain, its cost."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from shangliang.bodies.models import Unit
from shangliang.bodies.reference.calendar import WorkCalendar
from shangliang.bodies.tests.world import World
from shangliang.core.changes import Passage, changed_passages
from shangliang.ledger.models import Act, Link
from shangliang.ledger.void import void_act
from shangliang.proposals import acts
from shangliang.proposals.chain import chain_of
from shangliang.proposals.loading import case_of, origin_of, versions_of
from shangliang.proposals.models import AssignmentDeadline, Proposal
from shangliang.proposals.reading import reading_of
from shangliang.proposals.telling import told_clock
from shangliang.proposals.tests import cases, walks
from shangliang.proposals.timeline import Entry, acts_of, timeline_of


def page_for(user: Any, case: Proposal, query: str = "") -> str:
    """The page as somebody gets it, in English."""
    client = Client(headers={"accept-language": "en"})
    if user is not None:
        client.force_login(user)
    answer = client.get(reverse("proposals:show", args=[case.pk]) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def entries_for(user: Any, case: Proposal) -> list[Entry]:
    case = Proposal.objects.get(pk=case.pk)
    with translation.override("en"):
        return timeline_of(case, reading_of(case, user).standing, acts_of(case))


def chain_for(user: Any, case: Proposal) -> list[tuple[str, str]]:
    case = Proposal.objects.get(pk=case.pk)
    with translation.override("en"):
        steps = chain_of(case, reading_of(case, user).standing, acts_of(case))
        return [(one.label, one.state) for one in steps]


def publish(world: World, case: Proposal) -> Proposal:
    text = {"title": "关于充电的建议", "text": "充电难。", "reply": "已办。"}
    acts.review_publicity(case, by=world.clerk, extent="summary", **text)
    acts.clear_secrecy(case, by=world.lead)
    acts.publish(case, by=world.clerk)
    return case


def test_a_stranger_gets_the_answer_of_a_case_that_does_not_exist(world: World, client: Client) -> None:
    case = cases.filed(world)

    answers = [client.get(reverse("proposals:show", args=[pk])).status_code for pk in (case.pk, 987_654)]

    assert answers == [404, 404]


def test_the_public_page_holds_the_public_text_and_nothing_of_the_rest(world: World) -> None:
    case = publish(world, cases.closed(world))

    text = page_for(None, case)

    assert "充电难。" in text
    leaks = ("飞线充电", "物业缺位", "郑主任", "卫科员", "0573-00000000", "南教函", "class A")
    assert [word for word in leaks if word in text] == []
    assert "code.svg" in text


def test_who_acted_is_told_by_role_and_by_name_only_to_the_staff(world: World) -> None:
    case = publish(world, cases.closed(world))

    told = {name: {one.role for one in entries_for(user, case)} for name, user in people(world).items()}

    assert told["visitor"] == {
        "member",
        "office lead",
        "supervision office",
        "unit clerk",
        "the system",
        "office clerk",
    }
    assert told["author"] == told["visitor"]
    assert "office lead 郑主任" in told["office"]


def people(world: World) -> dict[str, Any]:
    return {
        "visitor": AnonymousUser(),
        "author": world.member,
        "unit": world.unit_clerk,
        "office": world.clerk,
    }


def test_each_reads_the_steps_that_are_theirs(world: World) -> None:
    case = publish(world, cases.closed(world))

    kinds = {name: [e.kind.split(".")[1] for e in entries_for(u, case)] for name, u in people(world).items()}

    public = [
        "submit", "file", "distribute", "open", "sign_for", "deliver", "await_rating", "rate", "close_rated",
        "publish",
    ]  # fmt: skip
    inner = ["draft_reply", "countersign", "sign_reply", "approve_reply"]
    assert kinds["visitor"] == public
    assert kinds["author"] == ["draft", *public]
    assert kinds["unit"] == [*public[:5], *inner, *public[5:]]
    reviews = ["review_publicity", "clear_secrecy"]
    assert kinds["office"] == [
        "submit", "pass_first_review", *public[1:5], *inner, *public[5:9], *reviews, "publish",
    ]  # fmt: skip


def test_a_voided_entry_stays_struck_with_its_reason(world: World) -> None:
    case = publish(world, cases.closed(world))
    wrong = Act.objects.of_case(case).get(kind="proposals.distribute")
    void_act(wrong, by=world.lead, reason="录入有误")

    for_office = next(e for e in entries_for(world.clerk, case) if e.kind == "proposals.distribute")
    for_public = next(e for e in entries_for(AnonymousUser(), case) if e.kind == "proposals.distribute")

    assert (for_office.struck, for_office.note) == (True, "Does not count: 录入有误")
    assert (for_public.struck, for_public.note) == (True, "Entered by mistake; it does not count.")
    assert "<s>" in page_for(None, case)


def test_the_chain_goes_from_word_to_publication(world: World) -> None:
    draft, filed = cases.drafted(world), cases.filed(world)
    published = publish(world, cases.closed(world))

    assert chain_for(world.member, draft) == [
        ("spoken", "done"), ("written", "now"), ("filed", "todo"), ("assigned", "todo"), ("replied", "todo"),
        ("rated", "todo"), ("published", "todo"),
    ]  # fmt: skip
    assert [state for _, state in chain_for(world.member, filed)] == ["done"] * 3 + ["now"] + ["todo"] * 3
    assert [state for _, state in chain_for(AnonymousUser(), published)] == ["done"] * 7


@pytest.mark.parametrize("name", ["submitted", "filed", "distributed", "replied", "closed", "published"])
def test_every_dot_leads_to_something_on_the_page(world: World, name: str) -> None:
    brought = publish(world, cases.closed(world)) if name == "published" else getattr(cases, name)(world)
    case = getattr(brought, "proposal", brought)
    readers = [world.member, world.clerk, *([None] if name == "published" else [])]
    for user in readers:
        page = page_for(user, case)
        chain = page[page.index('id="chain"') : page.index('id="text"')]
        led_to = set(re.findall(r'href="#(\w+)"', chain))
        assert led_to
        assert [one for one in led_to if f'id="{one}"' not in page] == [], user


def test_the_chain_of_a_case_not_filed_ends_there(world: World) -> None:
    case = cases.reviewed(world)
    acts.refuse(case, by=world.lead, reason="promotion", note="属于推介")

    assert chain_for(world.member, case) == [("spoken", "done"), ("written", "done"), ("not filed", "stop")]
    assert "属于推介" in page_for(world.member, case)


def test_a_promised_follow_up_is_a_step_of_its_own(world: World) -> None:
    case = cases.answer(world, cases.signed_for(world), reply_class="B").proposal

    assert chain_for(world.member, case)[-1] == ("followed up", "now")


def test_the_first_step_opens_where_the_case_grew_out_of_something_said(world: World) -> None:
    case = cases.filed(world)
    said = Act.objects.of_case(case).get(kind="proposals.submit")
    Link.objects.create(
        act=said, from_type="proposals.proposal", from_id=case.pk, to_type="opinions.clue", to_id=1,
        relation="grew out of",
    )  # fmt: skip
    reading = reading_of(case, world.clerk)

    assert chain_of(case, reading.standing, acts_of(case))[0].date != ""


def deadline(days_ago: int, due_in: int, **more: Any) -> AssignmentDeadline:
    now = timezone.now()
    start, due = now - timedelta(days=days_ago), now + timedelta(days=due_in)
    return AssignmentDeadline(kind="reply", started=start, due=due, calendar="", **more)


def test_the_clock_counts_working_days(world: World) -> None:
    calendar = WorkCalendar({}, 0)
    running, late = deadline(30, 60), deadline(60, -20)
    met = deadline(30, 60, met=timezone.now())
    today = timezone.localdate()
    used = calendar.workdays_between(today - timedelta(30), today)
    whole = calendar.workdays_between(today - timedelta(30), today + timedelta(60))
    over = calendar.workdays_between(today - timedelta(20), today)

    with translation.override("en"):
        told = [told_clock(one, calendar) for one in (running, late, met)]

    assert told[0].text.startswith(f"Day {used} of {whole} working days, due ")
    assert (told[0].tone, told[1].tone, told[2].tone) == ("", "stop", "good")
    assert told[1].text.startswith(f"{over} working days overdue, was due ")


def test_a_changed_text_is_shown_character_by_character() -> None:
    assert changed_passages("一、统一规划布点。二、优惠。", "一、统一规划。二、优惠。三、监管。") == [
        Passage("一、统一规划", "kept"),
        Passage("布点", "gone"),
        Passage("。二、优惠。", "kept"),
        Passage("三、监管。", "come"),
    ]


def test_words_of_latin_script_change_as_words() -> None:
    assert changed_passages("the last bus", "the late bus") == [
        Passage("the ", "kept"),
        Passage("last", "gone"),
        Passage("late", "come"),
        Passage(" bus", "kept"),
    ]


def test_two_long_texts_without_a_common_sentence_cost_no_more_than_reading_them() -> None:
    before, after = "甲乙" * 50_000, "丙丁" * 50_000

    assert [one.kind for one in changed_passages(before, after)] == ["gone", "come"]


def test_what_was_mended_after_a_return_is_shown_to_the_proposers_and_the_office(world: World) -> None:
    case = cases.submitted(world)
    acts.return_for_change(case, by=world.clerk, note="请补充数据")
    acts.save(case, by=world.member, suggestion="一、统一规划。")
    acts.submit(case, by=world.member)

    with_changes = page_for(world.clerk, case, "?changes=1")

    assert "There are 2 versions" in page_for(world.member, case)
    gone = '<del><span class="said-only">taken out:</span>布点</del>'
    assert gone in with_changes


def spread(world: World, count: int) -> Proposal:
    """A case with as many units, all of which replied, each after a contact."""
    units = [
        Unit.objects.create(region=world.body.region, kind="x", name=f"第{number}单位之{count}")
        for number in range(count)
    ]
    case = cases.filed(world)
    plan = (
        [{"unit": units[0], "duty": "lead"}]
        if count == 1
        else [{"unit": one, "duty": "separate"} for one in units]
    )
    acts.distribute(case, by=world.supervisor, plan=plan)
    for one in case.assignments.all():
        world.unit_clerk.posts.update(unit=one.unit)
        world.unit_lead.posts.update(unit=one.unit)
        world.unit_clerk._posts = world.unit_lead._posts = None
        acts.sign_for(one, by=world.unit_clerk)
        acts.log_contact(one, by=world.unit_clerk, day=timezone.localdate(), way="visit", note="面商")
        cases.answer(world, one)
        acts.rate(one, by=world.member, **cases.JUDGED)
    return case


@pytest.mark.parametrize("who", ["visitor", "author", "unit", "office"])
def test_the_page_costs_the_same_for_one_unit_and_for_four(world: World, client: Client, who: str) -> None:
    cost = []
    for count in (1, 4):
        case = publish(world, Proposal.objects.get(pk=spread(world, count).pk))
        user = people(world)[who]
        if user.is_authenticated:
            client.force_login(user)
        client.get(reverse("proposals:show", args=[case.pk]))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("proposals:show", args=[case.pk])).status_code == 200
        cost.append(len(queries))

    assert cost[0] == cost[1], cost
    assert cost[0] < 60


def test_what_the_page_does_not_ask_for_is_not_there(world: World) -> None:
    plain = cases.filed(world)
    full = cases.filed(world)
    walks.handling(world)
    walks.unrated(world)
    Link.objects.create(
        act=Act.objects.of_case(full).earliest("id"), from_type="proposals.proposal", from_id=full.pk,
        to_type="opinions.clue", to_id=1, relation="grew out of",
    )  # fmt: skip

    def told(case: Proposal, user: Any) -> tuple[Any, ...]:
        texts = [one.number for one in versions_of(case)]
        return reading_of(case, user), texts, origin_of(case)

    lacks = {name for name, value in vars(case_of(plain.pk)).items() if name.startswith("has_") and not value}
    assert {"has_cosignatures", "has_visits", "has_origin"} <= lacks
    for pk in Proposal.objects.values_list("pk", flat=True):
        case = Proposal.objects.get(pk=pk)
        assert told(case_of(pk), world.clerk) == told(case, world.clerk)


def test_the_buttons_say_why_an_act_is_not_open_and_who_can(world: World) -> None:
    text = page_for(world.member, cases.submitted(world))

    assert "What is not open now, and why" in text
    assert "Only the office of this body can do this." in text
    assert 'href="/proposals/' in text
    assert "Only the system itself" not in text


def test_the_code_of_a_case_is_a_drawing_without_scripts(world: World, client: Client) -> None:
    case = publish(world, cases.closed(world))

    answer = client.get(reverse("proposals:code", args=[case.pk]))

    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content
    assert b"script" not in answer.content
    assert client.get(reverse("proposals:code", args=[cases.filed(world).pk])).status_code == 404


def test_a_refusal_gives_the_rule_who_decided_and_the_next_step(world: World) -> None:
    case = cases.reviewed(world)
    acts.refuse(case, by=world.lead, reason="promotion", note="属于推介")

    text = page_for(world.member, case)

    assert "It promotes a particular work or product." in text
    assert "Decided by: office lead · today" in text
    assert "The office can reconsider it" in text


def test_what_was_to_be_mended_is_told_until_it_is_and_then_kept_for_the_office(world: World) -> None:
    case = cases.submitted(world)
    acts.return_for_change(case, by=world.clerk, note="请补充数据")
    returned = page_for(world.member, case)
    acts.submit(case, by=world.member)
    again = page_for(world.clerk, case)

    assert ("请补充数据" in returned, "Mend it and submit it again" in returned) == (True, True)
    assert ("What was asked for before" in again, "Mend it and submit it again" in again) == (True, False)


def test_choosing_a_key_case_again_is_called_naming_another_leader(world: World) -> None:
    case = cases.filed(world)
    for name in ("nominate_key", "consult_key"):
        getattr(acts, name)(case, by=world.clerk)
    assert "Choose as key proposal" in page_for(world.lead, case)
    acts.choose_key(case, by=world.lead, leader=world.leader)
    again = page_for(world.lead, case)
    assert "Name another leader" in again and "Choose as key proposal" not in again
