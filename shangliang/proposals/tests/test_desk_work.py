"""A day's work at the desks: what is first at hand, what stands beside it, and on to the next."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies.tests.world import World
from shangliang.core.time import today
from shangliang.proposals import acts
from shangliang.proposals.desks import office, supervision, units
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.tests import cases
from shangliang.proposals.tests.test_desk_units import led_and_joint, signed

DESK, UNITS, SUPERVISION = "/proposals/desk/", "/proposals/units/", "/proposals/supervision/"


def as_(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def primary(client: Client, address: str) -> str:
    """The act that a page offers first."""
    return str(client.get(address).context["panels"][0].name)


def published_and_closed(world: World) -> Proposal:
    proposal = cases.closed(world)
    acts.review_publicity(proposal, by=world.clerk, extent="full", title="题", text="文", reply="复")
    acts.clear_secrecy(proposal, by=world.lead)
    acts.publish(proposal, by=world.lead)
    return proposal


def waived(world: World) -> tuple[Assignment, Assignment]:
    """A lead unit answered without the opinion of a joint one that never came."""
    lead, joint = led_and_joint(world)
    acts.waive_opinions(lead, by=world.supervisor, reason="逾期未反馈")
    return cases.answer(world, lead), joint


def test_each_queue_offers_its_own_act_first(world: World, client: Client) -> None:
    archived = published_and_closed(world)
    assert primary(as_(client, world.lead), f"{DESK}{archived.pk}/?queue=archive") == "archive"
    asked, late = cases.signed_for(world), cases.distributed(world)
    acts.ask_extension(
        asked, by=world.unit_clerk, until=timezone.localdate() + timedelta(days=120), reason="情况复杂"
    )
    as_(client, world.supervisor)
    assert primary(client, f"{SUPERVISION}{asked.pk}/?queue=extensions") == "grant_extension"
    assert primary(client, f"{SUPERVISION}{cases.only_assignment(late).pk}/?queue=overdue") == "remind"
    promised = cases.answer(world, cases.signed_for(world), reply_class="B")
    assert primary(as_(client, world.unit_clerk), f"{UNITS}{promised.pk}/?queue=follow_up") == "follow_up"


def test_an_answered_case_shows_its_letters_and_enters_sheets_of_paper(world: World, client: Client) -> None:
    assignment = cases.replied(world)
    page = as_(client, world.clerk).get(f"{DESK}{assignment.proposal_id}/?queue=rating")
    assert cases.LETTER["text"] in page.content.decode()
    sheet = page.context["pages"][0]["href"]
    form = client.get(sheet)
    assert form.context["back"] == f"{DESK}{assignment.proposal_id}/?queue=rating"
    assert list(form.context["form"].fields)[:2] == ["person", "scan"]
    assert list(form.context["form"].fields["person"].queryset) == [world.member]
    acts.rate(assignment, by=world.member, **cases.JUDGED)
    again = client.get(f"{DESK}{assignment.proposal_id}/?queue=publicity")
    assert [one["key"] for one in again.context["pages"]] == ["v"]


@pytest.mark.parametrize("queue", ["rating", "publicity"])
def test_a_case_tells_the_same_clock_as_its_row(world: World, client: Client, queue: str) -> None:
    proposal = cases.replied(world).proposal
    Proposal.objects.filter(pk=proposal.pk).update(filed_at=timezone.now() - timedelta(days=90))
    as_(client, world.clerk)
    row = client.get(DESK, {"queue": queue}).context["rows"][0]
    assert client.get(row["href"]).context["clock"] == row["clock"]


def test_the_second_round_waits_since_somebody_was_dissatisfied(world: World, client: Client) -> None:
    assignment = cases.replied(world)
    acts.rate(
        assignment, by=world.member, **{**cases.JUDGED, "result": "dissatisfied", "text": "没有完成时间。"}
    )
    given = timezone.now() - timedelta(days=30)
    assignment.ratings.update(given=given)
    Proposal.objects.update(submitted_at=timezone.now() - timedelta(days=300))
    row = as_(client, world.clerk).get(DESK, {"queue": "second"}).context["rows"][0]
    assert row["clock"]["exact"] == given
    assert client.get(row["href"]).context["clock"] == row["clock"]
    assert office.oldest(world.body) == {"second": given}


def test_a_day_to_be_entered_begins_with_today(world: World, client: Client) -> None:
    assignment = cases.signed_for(world)
    for user, page in (
        (world.unit_clerk, f"/proposals/assignments/{assignment.pk}/do/log_contact/"),
        (world.clerk, f"/proposals/{assignment.proposal_id}/do/instruct/"),
    ):
        shown = as_(client, user).get(page).content.decode()
        dates = re.findall(r'<input[^>]*type="date"[^>]*>', shown)
        assert [f'value="{today().isoformat()}"' in one for one in dates] == [True], page


def test_a_case_in_no_queue_tells_no_queue_and_no_wait(world: World, client: Client) -> None:
    context = as_(client, world.clerk).get(f"{DESK}{cases.distributed(world).pk}/").context
    assert (str(context["standing"]), context["clock"]) == ("提案办工作台", None)


def test_a_waived_opinion_waits_nowhere_once_its_case_is_answered(world: World, client: Client) -> None:
    _lead, joint = waived(world)
    for user, queues, found in (
        (world.supervisor, "at_units", supervision.counts(world.body)),
        (world.other_unit_clerk, "handling", units.counts(world.other_unit_clerk)),
    ):
        address = SUPERVISION if queues == "at_units" else UNITS
        assert (found[queues], as_(client, user).get(address, {"queue": queues}).context["rows"]) == (0, [])
    assert as_(client, world.other_unit_clerk).get(f"{UNITS}{joint.pk}/").status_code == 200


def test_a_unit_goes_through_its_queue_and_round_again(world: World, client: Client) -> None:
    first, second = cases.signed_for(world), cases.signed_for(world)
    page = as_(client, world.unit_clerk).get(f"{UNITS}{first.pk}/?queue=handling")
    to_second = client.get(page.context["skip"])
    assert to_second["Location"] == f"{UNITS}{second.pk}/?queue=handling"
    to_first = client.get(client.get(to_second["Location"]).context["skip"])
    assert to_first["Location"] == f"{UNITS}{first.pk}/?queue=handling"
    assert client.get(f"{UNITS}{first.pk}/next/?queue=signing")["Location"] == f"{UNITS}?queue=signing"


def test_every_queue_leads_on_from_every_case(world: World, client: Client) -> None:
    one, above = cases.replied(world), [queue.name for queue in (*supervision.QUEUES, *office.QUEUES)]
    desks = [(world.unit_clerk, UNITS, [queue.name for queue in units.QUEUES])]
    desks += [(user, SUPERVISION, above) for user in (world.supervisor, world.lead)]
    for user, desk, names in desks:
        for name in names:
            answer = as_(client, user).get(f"{desk}{one.pk}/next/?queue={name}")
            assert answer.status_code == 302, name
        assert client.get(f"{desk}{one.pk}/next/?queue=nonsense").status_code in (302, 404)


@pytest.mark.parametrize("who", ["supervisor", "lead"])
def test_who_skips_and_goes_back_stays_at_their_desk(world: World, client: Client, who: str) -> None:
    late = [cases.only_assignment(cases.distributed(world)) for _ in range(2)]
    Assignment.deadlines.rel.related_model.objects.update(due=timezone.now() - timedelta(days=1))
    desk = SUPERVISION if who == "supervisor" else DESK
    listed = as_(client, getattr(world, who)).get(desk, {"queue": "overdue"})
    page = client.get(listed.context["rows"][0]["href"])
    assert page.context["desk"] == f"{desk}?queue=overdue"
    assert client.get(page.context["skip"])["Location"] == f"{SUPERVISION}{late[1].pk}/?queue=overdue"


def test_the_office_works_through_a_queue_of_assignments_too(world: World, client: Client) -> None:
    soon = cases.signed_for(world)
    soon.deadlines.filter(met=None).update(due=timezone.now() + timedelta(days=2))
    start = as_(client, world.clerk).get(DESK, {"queue": "soon"}).context["start"]
    page = client.get(start)
    assert (page.context["assignment"], page.context["desk"]) == (soon, f"{DESK}?queue=soon")
    assert client.get(page.context["skip"])["Location"] == f"{DESK}?queue=soon"


def test_nobody_elses_queue_is_walked_through(world: World, client: Client) -> None:
    assignment = signed(world)
    for user in (world.member, world.unit_clerk):
        as_(client, user)
        assert client.get(f"{SUPERVISION}{assignment.pk}/next/?queue=replies").status_code == 403
    as_(client, world.other_unit_clerk)
    assert client.get(f"{UNITS}{assignment.pk}/next/?queue=signing")["Location"] == f"{UNITS}?queue=signing"
    assert office.counts(world.body)["soon"] == 0
