"""The member's pages over HTTP: writing, files, signing, submitting, rating; and whatever is sent there."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies.models import Collective, Membership, Post
from shangliang.bodies.tests.world import World, hold, member
from shangliang.core.tests import samples
from shangliang.proposals import acts
from shangliang.proposals.models import Attachment, Cosignature, Proposal
from shangliang.proposals.tests import cases
from shangliang.proposals.views.cosigning import told_span

TYPED = {
    **cases.TEXT,
    "category": "society.housing",
    "is_public_consented": "on",
    "is_secrecy_declared": "on",
}


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def edit_url(case: Proposal) -> str:
    return reverse("proposals:edit", args=[case.pk])


def save(client: Client, case: Proposal, **more: Any) -> Any:
    """The draft's form as a browser sends it."""
    return client.post(edit_url(case), {**TYPED, "version": case.version, **more})


@pytest.fixture
def author(world: World) -> Client:
    return browser(world.member)


def test_a_member_begins_an_individual_draft_once_however_often_the_button_is_pressed(
    world: World, author: Client
) -> None:
    page = author.get(reverse("proposals:draft")).content.decode()
    key = re.search(r'name="key" value="(\w+)"', page)[1]

    first = author.post(reverse("proposals:draft"), {"key": key})
    second = author.post(reverse("proposals:draft"), {"key": key})

    made = Proposal.objects.get()
    assert (first.url, second.url, made.kind) == (edit_url(made), edit_url(made), "individual")


def test_a_contact_begins_a_collective_draft_in_the_name_of_the_collective(world: World) -> None:
    client = browser(world.contact)

    assert "民盟南湖区基层委员会" in client.get(reverse("proposals:draft")).content.decode()
    client.post(reverse("proposals:draft"), {})

    made = Proposal.objects.get()
    assert (made.kind, made.collective) == ("collective", world.party)


@pytest.mark.parametrize("name", ["draft", "mine", "signatures"])
def test_the_pages_of_members_are_closed_to_others(world: World, name: str) -> None:
    assert browser(world.unit_clerk).get(reverse(f"proposals:{name}")).status_code == 403
    assert Client().get(reverse(f"proposals:{name}")).status_code == 302


def test_what_is_typed_is_saved_and_stands_there_again(world: World, author: Client) -> None:
    case = acts.draft(world.body, by=world.member)

    answer = save(author, case, problem="藏文 བོད་ཡིག 维吾尔文 ئۇيغۇر 𠮷𡃁", contact_phone="13800000002")

    assert answer.status_code == 302
    page = author.get(edit_url(case)).content.decode()
    assert "藏文 བོད་ཡིག 维吾尔文 ئۇيغۇر 𠮷𡃁" in page
    assert TYPED["title"] in page


def test_autosave_answers_with_the_new_version(world: World, author: Client) -> None:
    case = acts.draft(world.body, by=world.member)
    quiet = {"headers": {"accept": "application/json", "x-autosave": "1"}}

    first = author.post(edit_url(case), {**TYPED, "version": case.version}, **quiet)
    second = author.post(edit_url(case), {**TYPED, "version": first.json()["version"]}, **quiet)
    stale = author.post(edit_url(case), {**TYPED, "version": first.json()["version"]}, **quiet)

    assert (first.status_code, second.status_code, stale.status_code) == (200, 200, 409)
    assert second.json()["version"] == first.json()["version"] + 1
    assert "changed meanwhile" in stale.json()["reason"]


def test_a_stale_form_keeps_what_was_typed_and_shows_the_newer_text_beside_it(
    world: World, author: Client
) -> None:
    case = cases.drafted(world)
    drawn = case.version
    acts.save(case, by=world.member, problem="另一台电脑上写的新问题。")

    answer = author.post(edit_url(case), {**TYPED, "problem": "这里写的旧问题。", "version": drawn})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "这里写的旧问题。" in page
    assert "what is stored now" in page
    assert "另一台电脑上" in page
    assert Proposal.objects.get(pk=case.pk).problem == "另一台电脑上写的新问题。"
    newest = re.search(r'name="version" value="(\d+)"', page)[1]
    again = author.post(edit_url(case), {**TYPED, "problem": "这里写的旧问题。", "version": newest})
    assert (again.status_code, Proposal.objects.get(pk=case.pk).problem) == (302, "这里写的旧问题。")


LONG = "长" * 100_000


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", LONG, "This has at most 200 characters."),
        ("problem", LONG + "一", "At most 100000 characters can be kept here."),
        ("contact_phone", "1" * 33, "This has at most 32 characters."),
        ("title", "关于\x00的建议", "Null characters are not allowed."),
        ("category", "no-such", "Select a valid choice."),
        ("suggested_units", "999999", "Select a valid choice."),
        ("suggested_units", "x' OR 1=1", "is not a valid value."),
    ],
)
def test_what_cannot_be_taken_is_said_clearly_and_nothing_typed_is_lost(
    world: World, author: Client, field: str, value: str, sentence: str
) -> None:
    case = acts.draft(world.body, by=world.member)

    answer = save(author, case, analysis="不可丢失的分析", **{field: value})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert sentence in page
    assert "不可丢失的分析" in page


def test_a_title_of_a_hundred_thousand_characters_stands_in_its_field_again(
    world: World, author: Client
) -> None:
    page = save(author, acts.draft(world.body, by=world.member), title=LONG).content.decode()

    assert f'value="{LONG}"' in page


def test_characters_that_hide_or_reorder_others_are_taken_out(world: World, author: Client) -> None:
    case = acts.draft(world.body, by=world.member)

    save(author, case, title="关于\u202e充电\u200b的\u2066建议\x07", problem="甲\r\n乙\x1b[31m")

    case.refresh_from_db()
    assert (case.title, case.problem) == ("关于充电的建议", "甲\n乙[31m")


def test_markup_is_shown_and_not_run(world: World, author: Client) -> None:
    case = acts.draft(world.body, by=world.member)
    save(author, case, title="<script>alert(1)</script>", problem="<img src=x onerror=alert(1)>")

    pages = [author.get(reverse(f"proposals:{name}", args=[case.pk])) for name in ("edit", "preview", "show")]

    assert [page for page in pages if b"<script>alert" in page.content or b"<img src=x" in page.content] == []


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "１"])
def test_a_nonsense_version_is_no_server_fault(world: World, author: Client, version: str) -> None:
    assert save(author, acts.draft(world.body, by=world.member), version=version).status_code in (302, 409)


def sent(name: str, content: bytes, kind: str = "application/octet-stream") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


TEXT_FILE = "附件说明：共三页。\n".encode()


def test_a_file_is_added_and_removed_and_the_text_stays(world: World, author: Client) -> None:
    case = acts.draft(world.body, by=world.member)

    added = save(author, case, upload=sent("调研.txt", TEXT_FILE), attach="1")
    kept = Attachment.objects.get()
    case.refresh_from_db()
    removed = save(author, case, detach=str(kept.pk))

    assert (added.status_code, removed.status_code) == (302, 302)
    assert (kept.name, kept.media_type, Attachment.objects.count()) == ("调研.txt", "text/plain", 0)
    assert Proposal.objects.get(pk=case.pk).suggestion == TYPED["suggestion"]


def test_a_file_chosen_before_pressing_save_is_not_forgotten(world: World, author: Client) -> None:
    save(author, acts.draft(world.body, by=world.member), upload=sent("调研.txt", TEXT_FILE))

    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("空.txt", b"", "The submitted file is empty."),
        ("程序.exe", b"MZ" + b"\0" * 100, "Files of this type are not accepted."),
        ("伪装.pdf", b"MZ" + b"\0" * 100, "The name says PDF, but the content is something else"),
        ("伪装.docx", b"%PDF-1.7\n", "The name says DOCX, but the content is something else (PDF)."),
        ("网页.txt", b"<html><script>alert(1)</script></html>", "The name says TXT, but the content"),
        ("炸弹.docx", samples.zip_bomb(60), "far too large"),
        ("宏.docx", samples.changed(samples.docx(), {"word/vbaProject.bin": b"x"}), "contains macros"),
        ("无扩展名", TEXT_FILE, "Files of this type are not accepted."),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Files of this type are not accepted."),
    ],
    ids=["empty", "program", "disguised program", "disguised", "page", "bomb", "macro", "no ending", "svg"],
)
def test_a_file_that_cannot_be_taken_is_refused_with_a_sentence_and_the_text_is_safe(
    world: World, author: Client, name: str, content: bytes, sentence: str
) -> None:
    case = acts.draft(world.body, by=world.member)

    answer = save(author, case, upload=sent(name, content), attach="1")

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert TYPED["problem"] in answer.content.decode()
    assert Proposal.objects.get(pk=case.pk).problem == TYPED["problem"]
    assert Attachment.objects.count() == 0


def test_a_file_larger_than_the_body_allows_is_refused(world: World, author: Client) -> None:
    world.body.rule_sets.create(kind="proposals", valid_from="2020-01-01", values={"most_file_megabytes": 1})
    case = acts.draft(world.body, by=world.member)

    answer = save(author, case, upload=sent("大.txt", b"a b\n" * 300_000), attach="1")

    assert (answer.status_code, "larger than 1 MB" in answer.content.decode()) == (422, True)


def test_no_more_files_than_the_body_allows(world: World, author: Client) -> None:
    world.body.rule_sets.create(kind="proposals", valid_from="2020-01-01", values={"most_files": 1})
    case = acts.draft(world.body, by=world.member)
    save(author, case, upload=sent("一.txt", TEXT_FILE))
    case.refresh_from_db()

    answer = save(author, case, upload=sent("二.txt", TEXT_FILE))

    assert (answer.status_code, Attachment.objects.count()) == (422, 1)


def test_a_file_goes_out_as_an_attachment_and_only_to_those_inside(world: World, author: Client) -> None:
    case = acts.draft(world.body, by=world.member)
    save(author, case, upload=sent("调研.txt", TEXT_FILE))
    url = reverse("proposals:download", args=[Attachment.objects.get().pk])

    answer = author.get(url)

    assert b"".join(answer.streaming_content) == TEXT_FILE
    assert answer["Content-Disposition"].startswith("attachment;")
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "text/plain")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert [browser(one).get(url).status_code for one in (world.clerk, world.cosigner)] == [404, 404]
    assert Client().get(url).status_code == 302


def test_the_preview_shows_what_the_receiver_will_see_and_who_that_is(world: World, author: Client) -> None:
    page = author.get(reverse("proposals:preview", args=[cases.drafted(world).pk])).content.decode()

    assert cases.TEXT["suggestion"] in page
    assert "received by the proposal office of 南湖区政协: 2 people work there." in page


def test_the_submit_page_lists_everything_missing_with_the_place_to_mend_it(
    world: World, author: Client
) -> None:
    case = acts.draft(world.body, by=world.member)

    page = author.get(reverse("proposals:submit", args=[case.pk])).content.decode()

    fields = re.findall(rf'href="{edit_url(case)}#id_(\w+)"', page)
    assert fields == ["title", "problem", "analysis", "suggestion", "is_secrecy_declared"]


def test_submitting_leads_to_a_receipt_with_number_and_code(world: World, author: Client) -> None:
    case = cases.drafted(world)
    url = reverse("proposals:submit", args=[case.pk])
    receipt = reverse("proposals:receipt", args=[case.pk])

    answer = author.post(url, {"version": case.version, "key": "k1", "next": receipt})
    again = author.post(url, {"version": case.version, "key": "k1", "next": receipt})
    page = author.get(receipt).content.decode()

    assert (answer.status_code, answer.url, again.status_code) == (302, receipt, 302)
    assert "No. 0001" in page
    assert reverse("proposals:code", args=[case.pk]) in page


def test_a_draft_that_lacks_something_is_not_submitted(world: World, author: Client) -> None:
    case = acts.draft(world.body, by=world.member)

    answer = author.post(reverse("proposals:submit", args=[case.pk]), {"version": case.version})

    assert (answer.status_code, Proposal.objects.get().state) == (422, "draft")


def test_there_is_no_receipt_before_submission(world: World, author: Client) -> None:
    url = reverse("proposals:receipt", args=[cases.drafted(world).pk])

    assert author.get(url).status_code == 404


def test_a_submitted_text_is_not_written_on(world: World, author: Client) -> None:
    case = cases.submitted(world)

    assert author.get(edit_url(case)).status_code == 409
    answer = save(author, case, problem="后来想到的")

    assert answer.status_code == 409
    assert "后来想到的" in answer.content.decode()
    assert Proposal.objects.get().problem == TYPED["problem"]


def test_nobody_writes_in_the_draft_of_another(world: World) -> None:
    case = cases.drafted(world)

    assert [browser(one).get(edit_url(case)).status_code for one in (world.cosigner, world.contact)] == [
        404
    ] * 2
    assert save(browser(world.cosigner), case, problem="乱写").status_code == 404


def test_similar_cases_with_their_replies_come_while_writing(world: World, author: Client) -> None:
    other = cases.replied(world).proposal
    case = acts.draft(world.body, by=world.member)
    url = reverse("proposals:similar", args=[case.pk])

    part = author.post(url, {"title": "小区电动自行车充电设施"}, headers={"HX-Request": "true"})

    assert reverse("proposals:show", args=[other.pk]) in part.content.decode()
    assert cases.LETTER["text"] in part.content.decode()
    assert "<html" not in part.content.decode()


def test_without_scripts_the_page_itself_shows_similar_cases(world: World, author: Client) -> None:
    other = cases.replied(world).proposal
    case = acts.draft(world.body, by=world.member)
    acts.save(case, by=world.member, title="关于小区电动自行车充电设施的建议")

    assert reverse("proposals:show", args=[other.pk]) in author.get(edit_url(case)).content.decode()


def in_sector(world: World, user: User, name: str) -> Collective:
    sector = Collective.objects.create(body=world.body, kind="sector", code=name, name=name)
    Membership.objects.filter(post__user=user).update(sector=sector)
    return sector


def test_members_are_found_by_name_or_sector_and_invited(world: World, author: Client) -> None:
    far = member(world.body, "far", "方远")
    sector = in_sector(world, far, "教育界")
    case = cases.drafted(world)
    url = reverse("proposals:invite", args=[case.pk])

    by_name = author.get(url, {"name": "明月"}).content.decode()
    by_sector = author.get(url, {"sector": sector.pk}).content.decode()
    author.post(url, {"people": [world.cosigner.pk, far.pk], "version": case.version})

    assert ("苏明月" in by_name, "方远" in by_name) == (True, False)
    assert ("苏明月" in by_sector, "方远" in by_sector) == (False, True)
    assert list(case.cosignatures.order_by("user_id").values_list("user_id", "state")) == [
        (world.cosigner.pk, "invited"),
        (far.pk, "invited"),
    ]


def test_whoever_was_ticked_stays_ticked_while_others_are_looked_for(world: World, author: Client) -> None:
    far = member(world.body, "far", "方远")
    case = cases.drafted(world)
    url = reverse("proposals:invite", args=[case.pk])

    page = author.post(url, {"people": [world.cosigner.pk], "name": "方", "sector": "", "find": "1"})

    told = page.content.decode()
    assert (page.status_code, Cosignature.objects.count()) == (200, 0)
    assert f'value="{world.cosigner.pk}" checked' in told
    assert f'value="{far.pk}"><span>方远' in told


def test_a_list_of_members_that_is_cut_says_so(
    world: World, author: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    member(world.body, "far", "方远")
    url = reverse("proposals:invite", args=[cases.drafted(world).pk])
    whole = author.get(url).content.decode()

    monkeypatch.setattr("shangliang.proposals.views.cosigning.MOST_SHOWN", 1)

    assert "Only the first" not in whole
    assert "Only the first 1 are shown" in author.get(url).content.decode()


@pytest.mark.parametrize(("hours", "told"), [(3, "3 小时"), (24, "24 小时"), (240, "10 天")])
def test_the_time_to_sign_is_told_as_people_say_it(hours: int, told: str) -> None:
    assert told_span(hours) == told


def test_an_invitation_to_nobody_or_a_stranger_is_refused(world: World, author: Client) -> None:
    case = cases.drafted(world)
    url = reverse("proposals:invite", args=[case.pk])

    answers = [author.post(url, {"people": one}).status_code for one in ([], [world.clerk.pk], ["x"])]

    assert (answers, Cosignature.objects.count()) == ([422] * 3, 0)


def test_a_proposal_open_to_all_needs_no_invitation(world: World, author: Client) -> None:
    case = cases.drafted(world)
    acts.save(case, by=world.member, is_open_to_cosign=True)

    author.post(reverse("proposals:invite", args=[case.pk]), {"people": []})

    page = browser(world.cosigner).get(reverse("proposals:signatures")).content.decode()
    assert cases.TEXT["title"] in page
    author_page = author.get(reverse("proposals:signatures")).content.decode()
    assert cases.TEXT["title"] not in author_page


def test_an_invitation_waits_with_its_time_until_it_is_answered(world: World) -> None:
    case = cases.drafted(world)
    acts.invite_to_sign(case, by=world.member, people=[world.cosigner])
    client = browser(world.cosigner)

    before = client.get(reverse("proposals:mine")).content.decode()
    client.post(reverse("proposals:perform", args=[case.pk, "sign"]), {"version": case.version})
    after = client.get(reverse("proposals:mine")).content.decode()

    assert ("hours left" in before, "You are asked to sign" in before) == (True, True)
    assert "You are asked to sign" not in after
    assert case.cosignatures.get().state == "signed"


def test_an_invitation_whose_time_is_over_does_not_wait_any_more(world: World) -> None:
    case = cases.drafted(world)
    acts.invite_to_sign(case, by=world.member, people=[world.cosigner])
    case.cosignatures.update(expires=timezone.now() - timedelta(minutes=1))

    assert (
        "You are asked to sign" not in browser(world.cosigner).get(reverse("proposals:mine")).content.decode()
    )


def test_the_signers_stand_on_the_case_with_their_answers(world: World, author: Client) -> None:
    case = cases.drafted(world)
    acts.invite_to_sign(case, by=world.member, people=[world.cosigner])

    page = author.get(reverse("proposals:show", args=[case.pk])).content.decode()

    assert "苏明月" in page
    assert "co-signer, invited" in page


def test_my_page_shows_drafts_cases_with_clock_and_what_to_rate(world: World, author: Client) -> None:
    draft, running = cases.drafted(world), cases.signed_for(world)
    acts.save(draft, by=world.member, title="还在写的")
    before = author.get(reverse("proposals:mine")).content.decode()
    cases.answer(world, running)
    after = author.get(reverse("proposals:mine")).content.decode()

    assert "还在写的" in before
    assert re.search(r"Day \d+ of \d+ working days", before)
    assert reverse("proposals:rate", args=[running.pk]) not in before
    assert reverse("proposals:rate", args=[running.pk]) in after
    assert "days left" in after


def test_a_contact_sees_the_cases_of_the_collective_also_those_of_a_predecessor(world: World) -> None:
    case = acts.draft_for_collective(world.body, by=world.contact, collective=world.party)
    acts.save(case, by=world.contact, title="集体提案一件")
    successor = hold(User.objects.create_user("new", name="新联络"), world.body, Post.Role.CONTACT,
                     collective=world.party)  # fmt: skip

    assert "集体提案一件" in browser(successor).get(reverse("proposals:mine")).content.decode()
    assert browser(successor).get(edit_url(case)).status_code == 200


@pytest.mark.parametrize("name", ["mine", "signatures"])
def test_a_list_costs_the_same_with_one_row_and_with_three(world: World, name: str) -> None:
    client = browser(world.member if name == "mine" else world.cosigner)
    cost = []
    for _count in (1, 2):
        for _more in range(_count):
            cases.replied(world)
            cases.signed_for(world)
            opened = cases.drafted(world)
            acts.save(opened, by=world.member, is_open_to_cosign=True)
            acts.invite_to_sign(opened, by=world.member, people=[world.cosigner])
        client.get(reverse(f"proposals:{name}"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"proposals:{name}"))
        cost.append(len(queries))

    assert cost[0] == cost[1], cost


def test_my_cases_are_paged_by_a_cursor_that_may_be_nonsense(world: World, author: Client) -> None:
    made = [cases.submitted(world).pk for _ in range(22)]
    url = reverse("proposals:mine")

    first = author.get(url).content.decode()
    cursor = re.search(r"\?before=(\d+)", first)[1]
    second = author.get(url, {"before": cursor}).content.decode()

    shown = [int(pk) for page in (first, second) for pk in re.findall(r'href="/proposals/(\d+)/"', page)]
    assert shown == sorted(made, reverse=True)
    assert {author.get(url, {"before": bad}).status_code for bad in ("x", "-1", "9" * 50, "²")} == {200}


def test_the_letter_stands_beside_the_rating_form(world: World, author: Client) -> None:
    assignment = cases.replied(world)

    page = author.get(reverse("proposals:rate", args=[assignment.pk])).content.decode()

    assert cases.LETTER["text"] in page
    assert 'name="result"' in page
    assert "days left" in page


def test_each_proposer_rates_for_themselves_and_only_once(world: World, author: Client) -> None:
    assignment = cases.replied(world)
    url = reverse("proposals:rate", args=[assignment.pk])

    answer = author.post(url, cases.JUDGED)
    again = author.post(url, cases.JUDGED)

    assert (answer.status_code, again.status_code, assignment.ratings.count()) == (302, 409, 1)
    refused = [browser(one).post(url, cases.JUDGED).status_code for one in (world.unit_clerk, world.clerk)]
    assert (refused, browser(world.stranger).get(url).status_code) == ([403, 403], 404)


def test_dissatisfaction_without_words_is_asked_for_again_and_the_choices_stay(
    world: World, author: Client
) -> None:
    url = reverse("proposals:rate", args=[cases.replied(world).pk])

    answer = author.post(url, {**cases.JUDGED, "result": "dissatisfied"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Please say what you are not satisfied with" in page
    assert re.search(r'name="result" value="dissatisfied"[^>]*checked', page)


def test_the_second_round_shows_both_letters_and_the_first_rating(world: World, author: Client) -> None:
    assignment = cases.replied(world)
    url = reverse("proposals:rate", args=[assignment.pk])
    author.post(url, {**cases.JUDGED, "result": "dissatisfied", "text": "没有时间表"})
    assignment.refresh_from_db()
    cases.answer(world, assignment, text="第二次答复：年底前完成。")

    page = author.get(url).content.decode()

    assert cases.LETTER["text"] in page
    assert "第二次答复：年底前完成。" in page
    assert "没有时间表" in page
    assert "This is the second reply" in page


@pytest.mark.parametrize("digits", [30, 4_500])
def test_searching_whom_to_invite_leaves_out_numbers_that_fit_no_column(
    world: World, client: Client, digits: int
) -> None:
    case = cases.drafted(world)
    client.force_login(world.member)
    given = {"people": ["9" * digits, world.cosigner.pk], "sector": "9" * digits, "find": "1"}
    shown = client.post(f"/proposals/{case.pk}/invite/", given)
    assert (shown.status_code, shown.context["chosen"]) == (200, {world.cosigner.pk})
