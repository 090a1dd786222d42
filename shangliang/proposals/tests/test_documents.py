"""Papers and packages: in the official layout, whole, the same each time, and only for those inside."""

import csv
import hashlib
import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from docx import Document

from shangliang.bodies.tests.world import World
from shangliang.core.files import check_upload
from shangliang.ledger.models import Act
from shangliang.proposals import acts, letters, packages, reports
from shangliang.proposals.models import Proposal, Rating
from shangliang.proposals.statistics import session_scope
from shangliang.proposals.tests import cases
from shangliang.proposals.tests.test_lists import publish


def text_of(content: bytes) -> str:
    """Every paragraph and cell of a Word file."""
    page = Document(io.BytesIO(content))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in page.paragraphs] + cells)


def chinese(words: object) -> str:
    """Words as documents say them."""
    with override(letters.CHINESE):
        return str(words)


def whole_case(world: World) -> Proposal:
    """Signed by two, with a file, answered by a lead unit after a joint opinion, rated, published."""
    proposal = cases.drafted(world)
    sheet = check_upload("说明?.txt", io.BytesIO("说明".encode()))
    acts.attach(proposal, by=world.member, upload=sheet)
    acts.attach(proposal, by=world.member, upload=sheet)
    acts.invite_to_sign(proposal, by=world.member, people=[world.cosigner])
    acts.sign(proposal, by=world.cosigner)
    acts.submit(proposal, by=world.member)
    acts.pass_first_review(proposal, by=world.clerk, opinion="file", category="society.housing")
    acts.accept(proposal, by=world.lead)
    plan = [{"unit": world.unit, "duty": "lead"}, {"unit": world.other_unit, "duty": "joint"}]
    acts.distribute(proposal, by=world.supervisor, plan=plan)
    joint, lead = proposal.assignments.get(duty="joint"), proposal.assignments.get(duty="lead")
    acts.sign_for(joint, by=world.other_unit_clerk)
    acts.give_opinion(joint, by=world.other_unit_clerk, text="建议统筹布点。")
    acts.sign_for(lead, by=world.unit_clerk)
    cases.answer(world, lead)
    acts.rate(lead, by=world.member, **cases.JUDGED)
    return publish(world, proposal)


def fresh(proposal: Proposal) -> Proposal:
    """As a view fetches it."""
    return Proposal.objects.select_related("body", "session__term", "author", "collective").get(
        pk=proposal.pk
    )


def test_the_proposal_is_a_document_in_chinese_whatever_the_page_speaks(world: World, client: Client) -> None:
    proposal = cases.filed(world)
    client.force_login(world.member)
    answer = client.get(reverse("proposals:paper", args=[proposal.pk]), headers={"accept-language": "en"})
    text = text_of(answer.content)
    expected = [
        "九届二次会议第0001号提案",
        "一、问题",
        "二、分析",
        "三、建议",
        "林知远",
        "住房和城乡建设",
        chinese(Proposal.Kind.INDIVIDUAL.label),
    ]
    assert [one for one in expected if one not in text] == []
    assert "Session" not in text


def test_each_proposer_gets_an_answer_of_their_own(world: World, client: Client) -> None:
    proposal = whole_case(world)
    client.force_login(world.cosigner)
    lead = proposal.assignments.get(duty="lead")
    texts = [
        text_of(client.get(reverse("proposals:reply_letter", args=[proposal.pk, lead.pk, 1, place])).content)
        for place in (1, 2)
    ]
    assert ["林知远委员：" in texts[0], "苏明月委员：" in texts[1]] == [True, True]
    expected = ["关于南湖区政协九届二次会议第0001号提案的答复", "南教函〔2026〕8号", "（A）", "南湖区教育局"]
    assert [one for one in expected if one not in texts[0]] == []
    assert client.get(reverse("proposals:reply_letter", args=[proposal.pk, lead.pk, 1, 3])).status_code == 404
    assert client.get(reverse("proposals:reply_letter", args=[proposal.pk, lead.pk, 2, 1])).status_code == 404


def test_joint_opinions_are_papers_of_staff_and_units(world: World, client: Client) -> None:
    proposal = whole_case(world)
    joint = proposal.assignments.get(duty="joint")
    address = reverse("proposals:opinion", args=[proposal.pk, joint.pk, 1])
    client.force_login(world.unit_clerk)
    assert "建议统筹布点。" in text_of(client.get(address).content)
    client.force_login(world.member)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("", {302}),
        ("stranger", {404, 403}),
        ("admin", {404, 403}),
        ("member", {200, 403}),
        ("unit_clerk", {200, 403}),
        ("supervisor", {200, 403}),
        ("clerk", {200}),
    ],
)
def test_papers_are_for_those_inside_and_packages_for_the_office(
    world: World, client: Client, role: str, statuses: set[int]
) -> None:
    proposal = whole_case(world)
    if role:
        client.force_login(getattr(world, role))
    names = ("documents", "paper", "package")
    answers = [client.get(reverse(f"proposals:{name}", args=[proposal.pk])) for name in names]
    assert {one.status_code for one in answers} == statuses


def test_a_page_names_every_paper(world: World, client: Client) -> None:
    proposal = whole_case(world)
    client.force_login(world.clerk)
    context = client.get(reverse("proposals:documents", args=[proposal.pk])).context
    assert [client.get(one["href"]).status_code for one in context["files"]] == [200] * 4
    assert context["has_package"]


def package_of(world: World, proposal: Proposal) -> zipfile.ZipFile:
    with packages.case_package(fresh(proposal), world.clerk) as source:
        return zipfile.ZipFile(io.BytesIO(source.read()))


def test_a_package_holds_the_whole_case_with_checksums(world: World) -> None:
    package = package_of(world, whole_case(world))
    assert package.namelist() == [
        "提案.docx",
        "答复/01-南湖区教育局-第1轮-01-林知远委员.docx",
        "答复/01-南湖区教育局-第1轮-02-苏明月委员.docx",
        "会办意见/02-南湖区交通运输局-第1轮.docx",
        "公开文本.txt",
        "附件/01-说明_.txt",
        "附件/02-说明_.txt",
        "评价.json",
        "案卷.json",
        "时间线.csv",
        "时间线.json",
        "SHA256SUMS",
    ]
    for line in package.read("SHA256SUMS").decode().splitlines():
        digest, _, name = line.partition("  ")
        assert (name, hashlib.sha256(package.read(name)).hexdigest()) == (name, digest)


def test_the_record_in_a_package_is_the_ledger_by_role(world: World) -> None:
    proposal = whole_case(world)
    package = package_of(world, proposal)
    rows = json.loads(package.read("时间线.json"))
    table = list(csv.reader(io.StringIO(package.read("时间线.csv").decode("utf-8-sig"))))
    kinds = list(Act.objects.of_case(proposal).values_list("kind", flat=True))
    assert [one["kind"] for one in rows] == [row[3] for row in table[1:]] == kinds
    whole = package.read("时间线.json").decode()
    assert [name for name in ("林知远", "苏明月", "周文书", '"people"') if name in whole] == []


def test_ratings_and_particulars_are_in_the_package(world: World) -> None:
    package = package_of(world, whole_case(world))
    ratings, case = json.loads(package.read("评价.json")), json.loads(package.read("案卷.json"))
    assert [(one["unit"], one["person"], one["result"]) for one in ratings] == [
        ("南湖区教育局", "林知远", chinese(Rating.Result.SATISFIED.label))
    ]
    assert (case["name"], case["number"]) == ("南湖区政协九届二次会议第0001号提案", 1)


def test_the_same_case_gives_the_same_package(world: World) -> None:
    proposal = whole_case(world)
    first, second = (packages.case_package(fresh(proposal), world.clerk).read() for _ in range(2))
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


def test_the_report_on_the_review_says_the_figures(world: World, client: Client) -> None:
    whole_case(world)
    cases.submitted(world)
    acts.refuse(cases.reviewed(world), by=world.lead, reason="empty")
    client.force_login(world.clerk)
    text = text_of(client.get(reverse("proposals:review_report"), headers={"accept-language": "en"}).content)
    expected = [
        "关于南湖区政协九届二次会议提案审查情况的报告",
        "共收到提案3件",
        "立案1件，立案率33.33%",
        "不予立案1件",
        "尚在审查1件。以上合计3件",
        "社会建设1件，占100.0%",
        "南湖区教育局",
    ]
    assert [one for one in expected if one not in text] == []


def test_a_report_on_nothing_can_be_written(world: World) -> None:
    empty = text_of(reports.review_report(session_scope(world.body, None)))
    assert "共收到提案0件" in empty and "立案率—%" in empty


def test_the_list_of_filed_cases_holds_each_with_its_units(world: World, client: Client) -> None:
    cases.submitted(world)
    cases.distributed(world)
    client.force_login(world.lead)
    text = text_of(client.get(reverse("proposals:filed_list")).content)
    assert [one in text for one in ("（共1件）", "0001", "南湖区教育局", "0002")] == [True, True, True, False]


def test_too_long_a_list_is_refused_with_the_way_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    cases.filed(world)
    monkeypatch.setattr(reports, "MOST_LISTED", 0)
    client = Client()
    client.force_login(world.clerk)
    assert client.get(reverse("proposals:filed_list")).status_code == 422


@pytest.mark.parametrize("name", ["review_report", "filed_list", "past_cases"])
def test_reports_and_past_cases_are_the_office_s(world: World, client: Client, name: str) -> None:
    found: dict[str, Any] = {}
    for role in ("member", "unit_clerk", "supervisor", "clerk"):
        client.force_login(getattr(world, role))
        found[role] = client.get(reverse(f"proposals:{name}")).status_code
    assert found == {"member": 403, "unit_clerk": 403, "supervisor": 403, "clerk": 200}


def test_proposers_of_merged_cases_are_addressed_too(world: World) -> None:
    host = cases.filed(world)
    acts.merge(cases.reviewed(world), by=world.lead, into=host)
    other = acts.draft_for_collective(world.body, by=world.contact, collective=world.party)
    assert letters.addressees(host) == ["林知远委员"]
    assert letters.addressees(other) == ["民盟南湖区基层委员会"]


def test_a_letter_says_what_the_unit_wrote_and_nothing_twice(world: World, client: Client) -> None:
    proposal = whole_case(world)
    client.force_login(world.clerk)
    page = client.get(reverse("proposals:documents", args=[proposal.pk])).content.decode()
    letters_only = re.findall(r'href="([^"]+/(?:reply|opinion)-[^"]+\.docx)"', page)
    assert len(letters_only) == 3
    for address in letters_only:
        assert "现提出会办意见如下" not in text_of(client.get(address).content)
        assert text_of(client.get(address).content).count("收悉") <= 1


def test_who_was_asked_and_did_not_sign_is_no_proposer(world: World, client: Client) -> None:
    proposal = cases.drafted(world)
    acts.invite_to_sign(proposal, by=world.member, people=[world.cosigner])
    acts.decline_to_sign(proposal, by=world.cosigner)
    acts.submit(proposal, by=world.member)
    client.force_login(world.clerk)
    paper = text_of(client.get(reverse("proposals:paper", args=[proposal.pk])).content)
    assert (str(world.member) in paper, str(world.cosigner) in paper) == (True, False)
    acts.pass_first_review(proposal, by=world.clerk, opinion="file", category="society.housing")
    acts.accept(proposal, by=world.lead)
    acts.distribute(proposal, by=world.supervisor, plan=[{"unit": world.unit, "duty": "lead"}])
    assignment = cases.only_assignment(proposal)
    acts.sign_for(assignment, by=world.unit_clerk)
    cases.answer(world, assignment)
    page = client.get(reverse("proposals:show", args=[proposal.pk]))
    assert page.context["reading"].names == str(world.member)
    assert str(world.cosigner) in [one.name for one in page.context["reading"].proposers]
