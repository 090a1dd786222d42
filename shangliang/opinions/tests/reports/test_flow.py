"""The way of a report through one office: written, edited beside the original, issued, sent, told."""

import pytest
from django.utils import timezone

from shangliang.bodies.tests.world import World
from shangliang.core.errors import Conflict, Invalid, NotAllowed
from shangliang.ledger.models import Credit, Link
from shangliang.notices.models import Notice
from shangliang.opinions import acts
from shangliang.opinions.models import Issue, Report, Suggestion
from shangliang.opinions.tests.cases import received
from shangliang.opinions.tests.reports import cases

State = Report.State


def credited(role: str) -> dict[str, float]:
    """Who is credited in a role, with what weight, summed over all acts."""
    found: dict[str, float] = {}
    for one in Credit.objects.filter(role=role).select_related("person"):
        found[one.person.username] = found.get(one.person.username, 0) + float(one.weight)
    return found


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "充电设施问题"}, "title"),
        ({"text": "长" * 1501}, "text"),
        ({"text": ""}, "text"),
        ({"is_secrecy_declared": False}, "is_secrecy_declared"),
    ],
)
def test_a_report_that_is_not_as_asked_is_not_taken(world: World, change: dict[str, str], field: str) -> None:
    report = acts.begin(world.body, by=world.member)
    written = {"title": cases.TITLE, "text": cases.TEXT, "is_secrecy_declared": True, **change}
    acts.save(report, by=world.member, **written)
    with pytest.raises(Invalid) as refusal:
        acts.submit(report, by=world.member)
    assert refusal.value.field == field


def test_from_draft_to_feedback_the_original_stays_as_it_was(world: World) -> None:
    report = cases.submitted(world)
    acts.edit(report, by=world.clerk)
    acts.save_edit(report, by=world.clerk, edited_title=report.title, edited_text="改写后的内容。")
    acts.check(report, by=world.lead)
    acts.sign(report, by=world.lead)
    issue = acts.publish_issue(cases.periodical(world), by=world.lead, reports=[report])
    report.refresh_from_db()
    acts.send(report, by=world.clerk, addressee="party")
    acts.record_result(
        cases.dispatch_of(report, "party"), by=world.clerk, outcome="instructed", day=timezone.localdate(),
        instruction="请教育局阅处。",
    )  # fmt: skip
    acts.give_feedback(report, by=world.clerk, text="区领导已作批示。")
    assert (report.state, report.text, report.edited_text) == (State.CLOSED, cases.TEXT, "改写后的内容。")
    assert (issue.number, issue.size) == (1, 1)
    assert credited("issued_county") == {"member-330402": 1}
    assert credited("instructed_county") == {"member-330402": 1}
    told = Notice.objects.filter(person=world.member).values_list("act__kind", flat=True)
    assert "reports.give_feedback" in told and "dispatches.record_result" in told


def test_who_edited_does_not_check(world: World) -> None:
    report = cases.submitted(world)
    acts.edit(report, by=world.clerk)
    with pytest.raises(NotAllowed):
        acts.check(report, by=world.clerk)


def test_only_an_urgent_report_is_signed_unchecked(world: World) -> None:
    plain, urgent = cases.submitted(world), cases.submitted(world, is_urgent=True)
    with pytest.raises(Conflict):
        acts.hurry(urgent, by=world.clerk)
    for one in (plain, urgent):
        acts.edit(one, by=world.clerk)
    acts.sign_urgent(urgent, by=world.lead)
    with pytest.raises(Conflict):
        acts.sign_urgent(plain, by=world.lead)


def test_several_combined_keep_their_list_and_share_the_credit(world: World) -> None:
    parts = [cases.submitted(world), cases.submitted(world, world.cosigner), cases.submitted(world)]
    host = cases.combined(world, *parts)
    cases.issued(world, host)
    assert [one.author_id for one in host.originals.order_by("id")] == [p.author_id for p in parts]
    assert {one.state for one in host.originals.all()} == {State.COMBINED}
    assert credited("issued_county_part") == pytest.approx(
        {"member-330402": 0.6667, "cosigner-330402": 0.3333}
    )
    assert credited("issued_county") == {}


def test_an_original_taken_out_stands_alone_again(world: World) -> None:
    first, second = cases.submitted(world), cases.submitted(world, world.cosigner)
    host = cases.combined(world, first, second)
    first.refresh_from_db()
    acts.take_out(first, by=world.clerk)
    assert (first.state, first.combined_into) == (State.SUBMITTED, None)
    with pytest.raises(Conflict):
        acts.set_aside(host, by=world.clerk, reason="known")


def test_issues_are_numbered_without_gaps_even_after_one_that_failed(world: World) -> None:
    first, second, unsigned = (cases.submitted(world) for _ in range(3))
    cases.issued(world, first)
    with pytest.raises(Conflict):
        acts.publish_issue(cases.periodical(world), by=world.lead, reports=[unsigned])
    cases.issued(world, second)
    assert list(Issue.objects.order_by("id").values_list("number", flat=True)) == [1, 2]


def test_nothing_joins_an_issue_that_is_out(world: World) -> None:
    issue = cases.issue_of(world, cases.submitted(world), cases.submitted(world))
    late = cases.signed(world, cases.submitted(world))
    with pytest.raises(Conflict):
        acts.issue(late, by=world.lead, issue=issue)


def test_nothing_is_sent_to_the_same_place_twice(world: World) -> None:
    report = cases.issued(world, cases.submitted(world))
    acts.send(report, by=world.clerk, addressee="unit", unit=world.unit)
    acts.send(report, by=world.clerk, addressee="unit", unit=world.other_unit)
    with pytest.raises(Conflict):
        acts.send(report, by=world.clerk, addressee="unit", unit=world.unit)


def test_a_contact_point_reports_until_its_leave_ends(world: World) -> None:
    informant = acts.invite(
        world.body, by=world.lead, kind="point", account=world.stranger.username, name="东栅街道联系点"
    )
    report = acts.begin_as_informant(world.body, by=world.stranger)
    assert report.informant == informant
    acts.dismiss(informant, by=world.lead)
    with pytest.raises(NotAllowed):
        acts.begin_as_informant(world.body, by=world.stranger)


def test_a_word_from_the_public_becomes_a_report_and_its_citizen_is_told(world: World) -> None:
    word = received(world)
    acts.turn_into_report(word, by=world.clerk, title=cases.TITLE, text=cases.TEXT)
    report = Report.objects.get()
    assert report.author is None
    link = Link.objects.get(relation="grew out of")
    assert (link.from_id, link.to_id) == (report.pk, word.pk)
    acts.give_feedback(cases.issued(world, report), by=world.clerk, text="已列入改造计划。")
    word.refresh_from_db()
    assert (word.state, word.answer) == (Suggestion.State.ANSWERED, "已列入改造计划。")


def test_what_cannot_be_a_report_leaves_the_word_where_it_was(world: World) -> None:
    word = received(world)
    with pytest.raises(Invalid):
        acts.turn_into_report(word, by=world.clerk, title="路", text=cases.TEXT)
    word.refresh_from_db()
    assert word.state == Suggestion.State.RECEIVED


def test_drafts_and_the_reports_of_others_stay_unseen(world: World) -> None:
    draft = acts.begin(world.body, by=world.member)
    theirs = cases.submitted(world, world.cosigner)
    assert list(Report.objects.visible_to(world.clerk)) == [theirs]
    assert list(Report.objects.visible_to(world.member)) == [draft]
    nobody = (world.leader, world.unit_clerk, world.stranger, world.admin, world.supervisor)
    assert [list(Report.objects.visible_to(one)) for one in nobody] == [[]] * 5
