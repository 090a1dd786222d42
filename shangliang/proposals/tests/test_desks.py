"""The office's desk: queues and counts, deciding and going on, locks, likeness and merging."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies.tests.world import World, make_world
from shangliang.proposals import acts
from shangliang.proposals.acts.leading import FILED_ONCE, LIVE
from shangliang.proposals.acts.merging import HOSTS
from shangliang.proposals.desks import leading, likeness, office
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests import cases

DESK = "/proposals/desk/"


def at_desk(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def titled(world: World, title: str) -> Proposal:
    """A submitted case with a title of its own."""
    proposal = cases.drafted(world)
    acts.save(proposal, by=world.member, title=title)
    acts.submit(proposal, by=world.member)
    return proposal


def late(proposal: Proposal) -> None:
    """Its clocks ran out yesterday."""
    deadlines = cases.only_assignment(proposal).deadlines
    deadlines.update(due=timezone.now() - timedelta(days=1))


def test_every_queue_counts_what_stands_in_it(world: World) -> None:
    for bring in (
        cases.submitted,
        cases.reviewed,
        cases.filed,
        cases.distributed,
        cases.replied,
        cases.closed,
    ):
        bring(world)
    late(cases.distributed(world))
    found = {name: count for name, count in office.counts(world.body).items() if count}
    assert found == {
        "new": 1,
        "final": 1,
        "distribution": 1,
        "overdue": 1,
        "rating": 1,
        "publicity": 2,
    }


@pytest.mark.parametrize("queue", [queue.name for queue in office.QUEUES])
def test_a_queue_lists_as_many_rows_as_it_counts(world: World, client: Client, queue: str) -> None:
    for bring in (cases.submitted, cases.reviewed, cases.filed, cases.replied, cases.closed):
        bring(world)
    late(cases.distributed(world))
    answer = at_desk(client, world.lead).get(DESK, {"queue": queue})
    assert answer.status_code == 200
    assert len(answer.context["rows"]) == office.counts(world.body)[queue]


@pytest.mark.parametrize("queue", ["new", "overdue"])
def test_a_longer_queue_takes_no_more_queries(world: World, client: Client, queue: str) -> None:
    at_desk(client, world.lead)
    bring = cases.submitted if queue == "new" else cases.distributed
    numbers = []
    for many in (1, 2):
        for _one in range(many):
            made = bring(world)
            if queue == "overdue":
                late(made)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(DESK, {"queue": queue})
        numbers.append(len(seen))
    assert numbers[0] == numbers[1]


def test_the_office_of_another_body_finds_nothing_of_it(world: World, client: Client) -> None:
    proposal = cases.submitted(world)
    other = make_world("330411", "秀洲")
    at_desk(client, other.lead)
    assert client.get(DESK).context["rows"] == []
    assert client.get(reverse("proposals:desk_case", args=[proposal.pk])).status_code == 404


@pytest.mark.parametrize("who", ["member", "unit_clerk", "leader", "auditor", "stranger"])
def test_only_offices_have_the_desk_and_others_are_told(world: World, client: Client, who: str) -> None:
    answer = at_desk(client, getattr(world, who)).get(DESK)
    assert answer.status_code == 403


def test_filters_narrow_the_queue(world: World, client: Client) -> None:
    cases.submitted(world)
    other = cases.drafted(world)
    acts.save(other, by=world.member, category="economy.trade", title="关于夜间集市的建议")
    acts.submit(other, by=world.member)
    answer = at_desk(client, world.clerk).get(DESK, {"category": "economy.trade"})
    assert [row["title"] for row in answer.context["rows"]] == ["关于夜间集市的建议"]


def test_a_cursor_goes_on_where_the_page_ended(world: World, client: Client) -> None:
    made = [titled(world, f"关于第{n}件事的建议").title for n in range(23)]
    first = at_desk(client, world.clerk).get(DESK)
    second = client.get(first.context["next_page"])
    titles = [row["title"] for page in (first, second) for row in page.context["rows"]]
    assert titles == made


def test_a_nonsense_cursor_shows_the_beginning(world: World, client: Client) -> None:
    cases.submitted(world)
    answer = at_desk(client, world.clerk).get(DESK, {"after": "99999-99-99T00:00:00~x~1"})
    assert len(answer.context["rows"]) == 1


def test_a_decision_goes_on_to_the_longest_waiting_free_case(world: World, client: Client) -> None:
    first, held, third = (cases.submitted(world) for _one in range(3))
    other = User.objects.get(pk=world.lead.pk)
    acts.hold(held, by=other)
    at_desk(client, world.clerk)
    page = reverse("proposals:desk_case", args=[first.pk]) + "?queue=new"
    given = {"act": "pass_first_review", "opinion": "file", "category": "society.housing"}
    answer = client.post(page, {**given, "version": first.version}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("proposals:desk_case", args=[third.pk]) + "?queue=new"
    first.refresh_from_db()
    assert first.state == "final_review"


def test_skipping_goes_round_and_the_end_of_the_queue_is_said(world: World, client: Client) -> None:
    first, second = cases.submitted(world), cases.submitted(world)
    at_desk(client, world.clerk)
    page = client.get(reverse("proposals:desk_case", args=[second.pk]), {"queue": "new"})
    assert (
        client.get(page.context["skip"]).url == reverse("proposals:desk_case", args=[first.pk]) + "?queue=new"
    )
    empty = client.get(reverse("proposals:desk_next"), {"queue": "archive"})
    assert empty.url == reverse("proposals:desk") + "?queue=archive"


def test_a_held_case_names_who_holds_it_and_refuses_others(world: World, client: Client) -> None:
    proposal = cases.reviewed(world)
    acts.hold(proposal, by=world.clerk)
    page = reverse("proposals:desk_case", args=[proposal.pk])
    shown = at_desk(client, world.lead).get(page)
    assert "周文书" in shown.context["held"]
    answer = client.post(page, {"act": "file", "category": "society.housing", "version": proposal.version})
    assert answer.status_code == 409
    proposal.refresh_from_db()
    assert proposal.state == "final_review"


def test_taking_up_keeps_one_on_the_page(world: World, client: Client) -> None:
    proposal = cases.submitted(world)
    page = reverse("proposals:desk_case", args=[proposal.pk]) + "?queue=new"
    answer = at_desk(client, world.clerk).post(page, {"act": "hold", "version": proposal.version})
    proposal.refresh_from_db()
    assert (answer.url, proposal.held_by) == (page, world.clerk)


def test_a_missing_reason_keeps_what_was_typed_and_takes_the_case_up(world: World, client: Client) -> None:
    proposal = cases.reviewed(world)
    page = reverse("proposals:desk_case", args=[proposal.pk])
    given = {"act": "refuse", "note": "缺少具体建议", "reason": "", "version": proposal.version}
    answer = at_desk(client, world.lead).post(page, given)
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state, proposal.held_by) == (422, "final_review", world.lead)
    assert "缺少具体建议" in answer.content.decode()


def test_a_second_click_does_nothing_more(world: World, client: Client) -> None:
    first, second = cases.reviewed(world), cases.reviewed(world)
    page = reverse("proposals:desk_case", args=[first.pk])
    given = {"act": "file", "category": "society.housing", "version": first.version, "key": "one-click"}
    at_desk(client, world.lead)
    answers = [client.post(page, given) for _click in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert Proposal.objects.get(pk=first.pk).number == 1
    assert Proposal.objects.get(pk=second.pk).state == "final_review"


def test_the_lead_reads_the_opinion_of_the_first_review(world: World, client: Client) -> None:
    proposal = cases.submitted(world)
    acts.pass_first_review(
        proposal, by=world.clerk, opinion="merge", category="society.housing", note="与第1号相同"
    )
    answer = at_desk(client, world.lead).get(reverse("proposals:desk_case", args=[proposal.pk]))
    told = answer.context["first_review"]
    assert (str(told["who"]), told["note"]) == ("周文书", "与第1号相同")


def test_an_open_case_of_a_like_title_is_offered_for_merging(world: World) -> None:
    host = titled(world, "关于老旧小区电动自行车充电设施建设的建议")
    titled(world, "关于发展乡村旅游民宿的建议")
    proposal = cases.reviewed(world)
    assert likeness.like(proposal, world.lead)[0].pk == host.pk


def test_the_same_text_under_another_title_is_offered_first_and_said_to_be_the_same(
    world: World, client: Client
) -> None:
    host = titled(world, "关于发展乡村旅游民宿的建议")
    proposal = cases.reviewed(world)
    first = likeness.like(proposal, world.lead)[0]
    assert first.pk == host.pk
    assert first.verdict in ("copy", "likely")
    answer = at_desk(client, world.lead).get(reverse("proposals:desk_case", args=[proposal.pk]))
    assert answer.context["alike"][0]["badges"][0]["tone"] == "wait"


def test_two_cases_stand_side_by_side_and_are_merged_from_there(world: World, client: Client) -> None:
    host, proposal = cases.submitted(world), cases.reviewed(world)
    at_desk(client, world.lead)
    shown = client.get(reverse("proposals:desk_compare", args=[proposal.pk, host.pk]))
    assert "林知远" in shown.context["left"]["meta"]
    assert all(one["shared"] for line in shown.context["left"]["paragraphs"] for one in line)
    given = {"act": "merge", "into": host.pk, "version": proposal.version}
    client.post(reverse("proposals:desk_case", args=[proposal.pk]), given)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.merged_into) == ("merged", host)
    client.post(reverse("proposals:desk_case", args=[proposal.pk]), {"act": "unmerge"})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.merged_into) == ("final_review", None)


def test_a_case_is_merged_by_the_number_of_the_other(world: World, client: Client) -> None:
    host, proposal = cases.filed(world), cases.reviewed(world)
    page = reverse("proposals:desk_case", args=[proposal.pk])
    at_desk(client, world.lead)
    answers = [client.post(page, {"act": "merge", "number": number}) for number in ("", 99, host.number)]
    proposal.refresh_from_db()
    assert [one.status_code for one in answers] == [422, 422, 302]
    assert proposal.merged_into == host


def test_earlier_cases_come_with_their_replies(world: World, client: Client) -> None:
    cases.closed(world)
    proposal = cases.submitted(world)
    answer = at_desk(client, world.clerk).get(reverse("proposals:desk_similar", args=[proposal.pk]))
    assert [(one.reply, one.verdict) for one in answer.context["rows"]] == [(cases.LETTER["text"], "copy")]
    assert "<mark>" in answer.content.decode()


def test_the_desks_know_the_same_states_as_the_acts() -> None:
    assert (set(likeness.HOSTS), leading.LIVE, leading.FILED_ONCE) == (set(HOSTS), LIVE, FILED_ONCE)
