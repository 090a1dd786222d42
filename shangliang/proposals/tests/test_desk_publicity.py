"""Publication on the desk: private data is pointed at, a second person clears; the leader's page; scores."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shangliang.bodies.tests.world import World
from shangliang.core import redaction
from shangliang.core.time import today
from shangliang.proposals import acts
from shangliang.proposals.desks import comparing
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests import cases

PUBLIC = {"extent": "full", "title": "关于充电设施的建议", "text": "正文", "reply": ""}


@pytest.mark.parametrize(
    ("passage", "kind"),
    [
        ("13912345678", "phone"),
        ("139 1234 5678", "phone"),
        ("0573-82123456", "phone"),
        ("33040219800101123X", "identity"),
        ("lin.zhiyuan@example.org", "mail"),
        ("浙F12345", "plate"),
        ("浙F·D12345", "plate"),
    ],
)
def test_private_looking_passages_are_found(passage: str, kind: str) -> None:
    found = redaction.findings(f"联系人{passage}，请回复")
    assert [(one.kind, one.passage) for one in found] == [(kind, passage)]


@pytest.mark.parametrize(
    "text", ["2026年3月12日", "投资13912万元", "第0123号提案", "国发〔2026〕12号", "共1391234567890元"]
)
def test_ordinary_numbers_are_left_alone(text: str) -> None:
    assert redaction.findings(text) == []


def test_redacting_keeps_the_length_and_leaves_nothing_to_find() -> None:
    text = "电话13912345678，车牌浙F12345。"
    assert redaction.redacted(text) == "电话×××××××××××，车牌×××××××。"


def test_what_the_public_text_leaves_out_is_marked() -> None:
    left, right = comparing.differences("甲方同意。联系张三。\n乙方同意。", "甲方同意。\n乙方基本同意。")
    assert [[(one["text"], one["shared"]) for one in line] for line in left] == [
        [("甲方同意。", False), ("联系张三。", True)],
        [("乙方同意。", True)],
    ]
    assert right[-1][-1] == {"text": "乙方基本同意。", "shared": True}


def test_private_data_is_asked_about_once_and_then_may_stand(world: World, client: Client) -> None:
    proposal = cases.closed(world)
    client.force_login(world.clerk)
    page = reverse("proposals:desk_publicity", args=[proposal.pk])
    given = {**PUBLIC, "text": "致电13912345678", "act": "review_publicity"}
    asked = client.post(page, given)
    assert (asked.status_code, len(asked.context["findings"])) == (422, 1)
    client.post(page, {**given, "looked_at": "1"})
    assert Proposal.objects.get(pk=proposal.pk).publicity == "reviewed"


def test_redacting_fills_the_form_and_decides_nothing(world: World, client: Client) -> None:
    proposal = cases.closed(world)
    client.force_login(world.clerk)
    page = reverse("proposals:desk_publicity", args=[proposal.pk])
    answer = client.post(page, {**PUBLIC, "text": "致电13912345678", "act": "redact"})
    assert (answer.status_code, answer.context["findings"]) == (200, [])
    assert "致电×××××××××××" in answer.content.decode()
    assert Proposal.objects.get(pk=proposal.pk).publicity == "pending"


def test_who_prepared_the_text_cannot_clear_it_and_a_second_person_can(world: World, client: Client) -> None:
    proposal = cases.closed(world)
    acts.review_publicity(proposal, by=world.lead, **PUBLIC)
    page = reverse("proposals:desk_clearance", args=[proposal.pk])
    client.force_login(world.lead)
    shown = client.get(page)
    assert [one.name for one in shown.context["panels"]] == ["refuse_clearance"]
    assert client.post(page, {"act": "clear_secrecy"}).status_code == 403
    assert Proposal.objects.get(pk=proposal.pk).publicity == "reviewed"


def test_clearing_goes_on_to_the_next_case_to_clear(world: World, client: Client) -> None:
    first, second = cases.closed(world), cases.closed(world)
    for one in (first, second):
        acts.review_publicity(one, by=world.clerk, **PUBLIC)
    client.force_login(world.lead)
    answer = client.post(
        reverse("proposals:desk_clearance", args=[first.pk]), {"act": "clear_secrecy"}, follow=True
    )
    assert answer.redirect_chain[-1][0] == reverse("proposals:desk_case", args=[second.pk]) + "?queue=secrecy"


def key_case(world: World) -> Proposal:
    proposal = cases.distributed(world)
    acts.nominate_key(proposal, by=world.clerk)
    acts.consult_key(proposal, by=world.clerk)
    acts.choose_key(proposal, by=world.lead, leader=world.leader)
    return proposal


def test_a_leader_reads_their_cases_visits_directions_and_candidates(world: World, client: Client) -> None:
    proposal, candidate = key_case(world), cases.filed(world)
    acts.nominate_key(candidate, by=world.clerk)
    acts.log_visit(proposal, by=world.leader, day=today(), place="新嘉街道", note="现场察看")
    acts.instruct(proposal, by=world.leader, leader=world.leader, day=today(), text="请抓紧办理")
    client.force_login(world.leader)
    shown = client.get("/proposals/leaders/").context
    assert [(one["visits"][0]["role"], one["instructions"][0]["what"]) for one in shown["cases"]] == [
        ("新嘉街道", "请抓紧办理")
    ]
    assert shown["cases"][0]["units"][0]["clock"] is not None
    assert [row["href"] for row in shown["candidates"]] == [f"/proposals/{candidate.pk}/"]
    assert len(shown["instructions"]) == 1


def test_a_chosen_key_proposal_offers_another_leader_and_not_to_be_chosen(
    world: World, client: Client
) -> None:
    waiting = cases.distributed(world)
    acts.nominate_key(waiting, by=world.clerk)
    acts.consult_key(waiting, by=world.clerk)
    chosen = key_case(world)
    client.force_login(world.lead)
    shown = client.get("/proposals/desk/key/").context["cases"]
    labels = {
        one["href"]: [offer["label"] for offer in one["offers"] if offer["act"] == "choose_key"]
        for one in shown
    }
    assert labels == {
        reverse("proposals:desk_case", args=[waiting.pk]): ["确定为重点提案"],
        reverse("proposals:desk_case", args=[chosen.pk]): ["更换领办领导"],
    }


def test_a_leader_comes_back_after_logging_a_visit(world: World, client: Client) -> None:
    key_case(world)
    client.force_login(world.leader)
    link = client.get("/proposals/leaders/").context["cases"][0]["visit"]
    given = {"day": today().isoformat(), "place": "新嘉街道", "note": "现场察看"}
    answer = client.post(link, given)
    assert answer.url == "/proposals/leaders/"


@pytest.mark.parametrize(
    ("url", "who"), [("/proposals/leaders/", "leader"), ("/proposals/desk/key/", "lead")]
)
def test_key_lists_take_the_same_queries_for_three_as_for_one(
    world: World, client: Client, url: str, who: str
) -> None:
    client.force_login(getattr(world, who))
    numbers = []
    for many in (1, 2):
        for _one in range(many):
            acts.log_visit(key_case(world), by=world.leader, day=today(), place="新嘉街道", note="察看")
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        numbers.append(len(seen))
    assert numbers[0] == numbers[1]


def test_scores_are_saved_by_row_and_a_wrong_one_is_told(world: World, client: Client) -> None:
    first, second, third = (cases.filed(world) for _one in range(3))
    client.force_login(world.clerk)
    given = {f"score-{first.pk}": "92", f"score-{second.pk}": "120", f"score-{third.pk}": ""}
    answer = client.post("/proposals/desk/good/", given, follow=True)
    assert len(list(answer.context["messages"])) == 2
    rows = Proposal.objects.order_by("pk").values_list("quality_score", flat=True)
    assert list(rows) == [92, None, None]


def test_the_score_list_takes_the_same_queries_for_three_as_for_one(world: World, client: Client) -> None:
    client.force_login(world.lead)
    numbers = []
    for many in (1, 2):
        for _one in range(many):
            cases.filed(world)
        with CaptureQueriesContext(connection) as seen:
            client.get("/proposals/desk/good/")
        numbers.append(len(seen))
    assert numbers[0] == numbers[1]


def test_an_answered_case_says_by_when_it_must_be_public(world: World, client: Client) -> None:
    world.body.rule_sets.create(kind="proposals", valid_from="2020-01-01", values={"publish_days": 1})
    cases.closed(world)
    client.force_login(world.clerk)
    page = client.get(reverse("proposals:desk") + "?queue=publicity").content.decode()
    assert "剩余" in page or "left" in page
    assert "waiting" not in page
