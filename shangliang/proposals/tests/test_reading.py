"""What a reading tells whom: canaries put where they could leak, looked for in everything a person gets."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile

from shangliang.accounts.models import User
from shangliang.bodies.models import Post, Unit
from shangliang.bodies.tests.world import World, hold, member, person
from shangliang.core.errors import NotVisible
from shangliang.proposals import acts
from shangliang.proposals.models import Assignment, Attachment, Proposal, Rating, Reply
from shangliang.proposals.models.ratings import reads_all_ratings
from shangliang.proposals.models.visibility import is_plainly_inside
from shangliang.proposals.reading import files_for, reading_of, titles_of
from shangliang.proposals.similar import similar_cases
from shangliang.proposals.standing import may_open, reads_in_full
from shangliang.proposals.tests import cases

PHONE, SECRET, DRAFT, JOINT = "13800000001", "密语甲", "草稿乙", "会办丙"
NOTE, RATED, REDACTED, REVIEW = "批注丁", "评价戊", "隐去己", "初审庚"


def fresh(case: Proposal) -> Proposal:
    return Proposal.objects.get(pk=case.pk)


def everything(case: Proposal, user: Any) -> str:
    """All words of a person's reading; empty if there is none."""
    try:
        return repr(reading_of(fresh(case), user))
    except NotVisible:
        return ""


@pytest.fixture
def case(world: World) -> Proposal:
    """A case with a canary in every private corner: lead unit answered, joint unit gave its opinion."""
    proposal = cases.drafted(world)
    acts.save(
        proposal,
        by=world.member,
        contact_phone=PHONE,
        problem=f"城区充电难，{REDACTED}。",
        analysis=f"物业缺位{SECRET}。",
    )
    acts.invite_to_sign(proposal, by=world.member, people=[world.cosigner])
    acts.sign(proposal, by=world.cosigner)
    acts.submit(proposal, by=world.member)
    acts.pass_first_review(proposal, by=world.clerk, opinion="file", category="society.housing", note=REVIEW)
    acts.return_for_change(proposal, by=world.lead, note=NOTE)
    acts.submit(proposal, by=world.member)
    acts.pass_first_review(proposal, by=world.clerk, opinion="file", category="society.housing", note=REVIEW)
    acts.accept(proposal, by=world.lead)
    plan = [{"unit": world.unit, "duty": "lead"}, {"unit": world.other_unit, "duty": "joint"}]
    acts.distribute(proposal, by=world.supervisor, plan=plan)
    for assignment in proposal.assignments.all():
        acts.sign_for(assignment, by=clerk_of(world, assignment))
    return proposal


def clerk_of(world: World, assignment: Assignment) -> User:
    return world.unit_clerk if assignment.unit_id == world.unit.pk else world.other_unit_clerk


def lead_of(case: Proposal) -> Assignment:
    return case.assignments.get(duty="lead")


def answered(world: World, case: Proposal) -> Assignment:
    acts.give_opinion(case.assignments.get(duty="joint"), by=world.other_unit_clerk, text=JOINT)
    return cases.answer(world, lead_of(case))


def published(world: World, case: Proposal) -> None:
    text = {"title": "关于充电设施的建议", "text": "城区充电难。", "reply": "已办理。"}
    acts.review_publicity(case, by=world.clerk, extent="full", **text)
    acts.clear_secrecy(case, by=world.lead)
    acts.publish(case, by=world.clerk)


@pytest.fixture
def outsiders(world: World) -> dict[str, Any]:
    """People of every kind who are not part of the case."""
    third = Unit.objects.create(region=world.body.region, kind="water", name="南湖区水利局")
    return {
        "visitor": AnonymousUser(),
        "stranger": world.stranger,
        "other member": member(world.body, "other", "方远"),
        "contact": world.contact,
        "unit of another case": hold(person("third", "孔科员"), world.body, Post.Role.UNIT_LEAD, unit=third),
        "administrator": world.admin,
    }


def test_nobody_outside_reads_anything_of_an_unpublished_case(
    case: Proposal, outsiders: dict[str, Any]
) -> None:
    assert {name: everything(case, user) for name, user in outsiders.items()} == dict.fromkeys(outsiders, "")


@pytest.mark.parametrize("canary", [PHONE, SECRET, DRAFT, JOINT, NOTE, RATED, REDACTED, REVIEW])
def test_no_canary_reaches_those_outside_of_a_published_case(
    world: World, case: Proposal, outsiders: dict[str, Any], canary: str
) -> None:
    assignment = answered(world, case)
    acts.rate(assignment, by=world.member, **{**cases.JUDGED, "text": RATED})
    published(world, fresh(case))
    Proposal.objects.filter(pk=case.pk).update(decision_note=NOTE, publicity_reason=SECRET)
    Reply.objects.filter(assignment__proposal=case).update(sent_back_note=DRAFT)

    found = {name: everything(case, user) for name, user in outsiders.items()}

    assert all("已办理" in words for words in found.values())
    assert [name for name, words in found.items() if canary in words] == []


def test_the_public_reads_the_proposers_names_and_the_public_text(world: World, case: Proposal) -> None:
    answered(world, case)
    published(world, fresh(case))

    reading = reading_of(fresh(case), AnonymousUser())

    assert [one.name for one in reading.proposers] == ["林知远", "苏明月"]
    assert (reading.title, reading.text, reading.serial) == ("关于充电设施的建议", "城区充电难。", None)
    assert (reading.files, reading.handlings, reading.instructions) == ((), (), ())


def test_a_case_taken_back_from_the_public_is_not_read_any_more(world: World, case: Proposal) -> None:
    answered(world, case)
    published(world, fresh(case))
    acts.unpublish(fresh(case), by=world.lead, reason="有误")

    with pytest.raises(NotVisible):
        reading_of(fresh(case), world.stranger)


def test_a_draft_reply_is_read_by_the_unit_and_those_who_watch_over_it_only(
    world: World, case: Proposal
) -> None:
    acts.save_reply(lead_of(case), by=world.unit_clerk, text=DRAFT)

    people = {
        "author": world.member,
        "cosigner": world.cosigner,
        "unit": world.unit_clerk,
        "joint unit": world.other_unit_clerk,
        "office": world.clerk,
        "supervision": world.supervisor,
        "leader": world.leader,
        "auditor": world.auditor,
    }

    readers = [name for name, user in people.items() if DRAFT in everything(case, user)]
    assert readers == ["unit", "office", "supervision"]


def test_a_joint_opinion_goes_to_the_units_and_the_staff_not_to_the_proposers(
    world: World, case: Proposal
) -> None:
    answered(world, case)
    people = {"author": world.member, "lead unit": world.unit_clerk, "office": world.clerk}

    assert [name for name, user in people.items() if JOINT in everything(case, user)] == [
        "lead unit",
        "office",
    ]


def test_a_rating_is_the_raters_and_the_offices_until_the_case_is_closed(
    world: World, case: Proposal
) -> None:
    assignment = answered(world, case)
    acts.rate(assignment, by=world.cosigner, **{**cases.JUDGED, "text": RATED})
    people = {
        "rater": world.cosigner,
        "first proposer": world.member,
        "unit": world.unit_clerk,
        "supervision": world.supervisor,
        "office": world.clerk,
    }

    before = [name for name, user in people.items() if RATED in everything(case, user)]
    acts.rate(assignment, by=world.member, **cases.JUDGED)
    after = [name for name, user in people.items() if RATED in everything(case, user)]

    assert (before, after) == (["rater", "office"], ["rater", "unit", "supervision", "office"])


def test_notes_of_the_review_are_for_the_office_and_decisions_for_the_proposers(
    world: World, case: Proposal
) -> None:
    proposal = fresh(case)
    proposal.decision_note = NOTE
    proposal.save(update_fields=["decision_note"])
    people = {"author": world.member, "unit": world.unit_clerk, "office": world.clerk, "lead": world.leader}

    assert [name for name, user in people.items() if REVIEW in everything(case, user)] == ["office"]
    assert [name for name, user in people.items() if NOTE in everything(case, user)] == [
        "author",
        "office",
        "lead",
    ]


def test_the_telephone_number_is_for_the_author_the_office_and_the_units(
    world: World, case: Proposal
) -> None:
    people = {
        "author": world.member,
        "cosigner": world.cosigner,
        "unit": world.unit_clerk,
        "office": world.clerk,
        "supervision": world.supervisor,
        "leader": world.leader,
    }

    readers = [name for name, user in people.items() if PHONE in everything(case, user)]
    assert readers == ["author", "unit", "office", "supervision"]


def test_the_scan_of_a_rating_is_fetched_by_those_who_may_see_the_rating(
    world: World, case: Proposal
) -> None:
    assignment = answered(world, case)
    sheet = scan_of(world, case)
    Rating.objects.create(
        assignment=assignment, user=world.cosigner, round=1, proxy=world.clerk, scan=sheet, **cases.JUDGED
    )

    people = {
        "unit": world.unit_clerk,
        "author": world.member,
        "rater": world.cosigner,
        "office": world.clerk,
    }

    fetched = [name for name, user in people.items() if files_for(user).filter(pk=sheet.pk).exists()]
    assert fetched == ["rater", "office"]


def scan_of(world: World, case: Proposal) -> Attachment:
    row = Attachment(proposal=case, kind="scan", name="s.pdf", media_type="application/pdf", size=1)
    row.added_by = world.clerk
    row.file.save("s.pdf", ContentFile(b"x"))
    return row


def test_a_merged_case_shows_its_title_only_to_whom_it_is_open(world: World, case: Proposal) -> None:
    other = merged_into(world, case)

    author = reading_of(fresh(case), world.member).merged
    office = reading_of(fresh(case), world.clerk).merged

    assert [(one.title, one.proposers) for one in author] == [("", ("何其",))]
    assert [(one.title, one.pk) for one in office] == [("关于充电桩的另一件", other.pk)]


def merged_into(world: World, host: Proposal) -> Proposal:
    second = member(world.body, "second", "何其")
    other = acts.draft(world.body, by=second)
    acts.save(other, by=second, is_secrecy_declared=True, **{**cases.TEXT, "title": "关于充电桩的另一件"})
    acts.submit(other, by=second)
    acts.pass_first_review(other, by=world.clerk, opinion="merge", category="society.housing")
    acts.merge(other, by=world.lead, into=host)
    return other


def test_titles_of_a_list_are_the_public_ones_for_those_outside(world: World, case: Proposal) -> None:
    answered(world, case)
    published(world, fresh(case))
    hidden = cases.filed(world)
    rows = [fresh(case), fresh(hidden)]

    assert titles_of(rows, AnonymousUser()) == {case.pk: "关于充电设施的建议"}
    assert titles_of(rows, world.clerk) == {one.pk: one.title for one in rows}


def test_a_search_does_not_find_a_public_case_by_the_words_taken_out_of_it(
    world: World, case: Proposal, outsiders: dict[str, Any]
) -> None:
    answered(world, case)
    published(world, fresh(case))
    user = outsiders["other member"]

    hidden = similar_cases(user, world.body, title="老旧小区增设电动自行车", suggestion=REDACTED)
    open_ = similar_cases(user, world.body, title="充电设施建设", suggestion="")

    assert [one.pk for one in hidden] == []
    assert [(one.pk, one.title, one.reply) for one in open_] == [(case.pk, "关于充电设施的建议", "已办理。")]


def test_similar_cases_come_with_their_reply_and_the_best_first(world: World) -> None:
    far = cases.submitted(world)
    near = cases.replied(world).proposal
    path = {
        "title": "关于修建公园步道的建议",
        "problem": "步道破损。",
        "analysis": "",
        "suggestion": "一、修补。",
    }
    Proposal.objects.filter(pk=far.pk).update(**path)

    found = similar_cases(
        world.clerk, world.body, title="小区电动自行车充电设施布点", suggestion="统一规划布点"
    )

    assert [(one.pk, one.reply) for one in found] == [(near.pk, cases.LETTER["text"])]


def test_the_case_one_is_writing_is_not_similar_to_itself(world: World) -> None:
    case = cases.submitted(world)

    assert similar_cases(world.clerk, world.body, title=case.title, besides=case.pk) == []


@pytest.mark.parametrize("title", ["", "关于的建议", "！？", "a", "建议\u202e", "' OR 1=1 --", "%_\\"])
def test_words_that_tell_nothing_find_nothing(world: World, title: str) -> None:
    cases.submitted(world)

    assert similar_cases(world.clerk, world.body, title=title) == []


def test_a_case_handed_in_again_is_told_from_one_on_the_same_matter(world: World) -> None:
    case = cases.submitted(world)
    again = f"{cases.TEXT['problem']}\n{cases.TEXT['suggestion']}"

    copies = similar_cases(world.clerk, world.body, title=case.title, suggestion=again, question="same_text")
    others = similar_cases(
        world.clerk, world.body, title="电动自行车充电桩", suggestion="多建一些。", question="same_text"
    )

    assert [(one.pk, one.verdict) for one in copies] == [(case.pk, "copy")]
    assert others == []


def test_what_one_may_not_read_is_not_compared(world: World, outsiders: dict[str, Any]) -> None:
    cases.submitted(world)

    assert similar_cases(outsiders["other member"], world.body, title=cases.TEXT["title"]) == []


@pytest.mark.parametrize("begin", ["drafted", "submitted", "distributed", "replied", "closed"])
def test_what_is_known_without_a_query_is_what_the_database_says(world: World, begin: str) -> None:
    made = getattr(cases, begin)(world)
    case = fresh(made.proposal if isinstance(made, Assignment) else made)
    people = [AnonymousUser(), *User.objects.filter(is_active=True)]
    inside = {one.pk for one in people if Proposal.objects.inside(one).filter(pk=case.pk).exists()}
    opened = {one.pk for one in people if Proposal.objects.visible_to(one).filter(pk=case.pk).exists()}
    assert {one.pk for one in people if is_plainly_inside(case, one)} - inside == set()
    assert {one.pk for one in people if reads_in_full(case, one)} == inside
    assert {one.pk for one in people if may_open(case, one)} == opened
    ratings = Rating.objects.filter(assignment__proposal=case)
    for one in people:
        if reads_all_ratings(one, case.body_id):
            assert set(ratings) == set(ratings & Rating.objects.visible_to(one))
