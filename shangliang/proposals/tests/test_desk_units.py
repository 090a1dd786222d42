"""The unit's desk and the supervision office's desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shangliang.bodies.tests.world import World
from shangliang.core.time import today
from shangliang.proposals import acts
from shangliang.proposals.desks import supervision, units
from shangliang.proposals.models import Assignment
from shangliang.proposals.tests import cases

UNITS, SUPERVISION = "/proposals/units/", "/proposals/supervision/"


def signed(world: World) -> Assignment:
    """A reply signed by the unit, before the supervision office."""
    assignment = cases.signed_for(world)
    acts.draft_reply(assignment, by=world.unit_clerk, **cases.LETTER)
    acts.countersign(assignment, by=world.unit_clerk)
    acts.sign_reply(assignment, by=world.unit_lead)
    return assignment


def led_and_joint(world: World) -> tuple[Assignment, Assignment]:
    """One case with a lead and a joint unit, both at work."""
    proposal = cases.filed(world)
    plan = [{"unit": world.unit, "duty": "lead"}, {"unit": world.other_unit, "duty": "joint"}]
    acts.distribute(proposal, by=world.supervisor, plan=plan)
    lead, joint = proposal.assignments.order_by("id")
    acts.sign_for(lead, by=world.unit_clerk)
    acts.sign_for(joint, by=world.other_unit_clerk)
    return lead, joint


def every_kind(world: World) -> None:
    """One assignment in each place of the unit's desk."""
    cases.distributed(world)
    cases.signed_for(world)
    overdue = cases.signed_for(world)
    overdue.deadlines.filter(met=None).update(due=timezone.now() - timedelta(days=2))
    soon = cases.signed_for(world)
    soon.deadlines.filter(met=None).update(due=timezone.now() + timedelta(days=2))
    acts.ask_return(
        cases.only_assignment(cases.distributed(world)), by=world.unit_clerk, reason="职责不符",
        proposed_unit=world.other_unit,
    )  # fmt: skip
    signed(world)
    cases.answer(world, cases.signed_for(world), reply_class="B")
    cases.closed(world)


def test_every_queue_of_a_unit_counts_and_lists_the_same(world: World, client: Client) -> None:
    every_kind(world)
    client.force_login(world.unit_clerk)
    counted = units.counts(world.unit_clerk)
    assert counted == {
        "signing_for": 1, "handling": 3, "soon": 1, "overdue": 1, "returned": 1, "signing": 1, "rating": 1,
        "follow_up": 1,
    }  # fmt: skip
    for name, number in counted.items():
        assert (name, len(client.get(UNITS, {"queue": name}).context["rows"])) == (name, number)
    assert len(client.get(UNITS, {"queue": "done"}).context["rows"]) == 1


def test_what_is_due_first_stands_first(world: World, client: Client) -> None:
    later, sooner = cases.signed_for(world), cases.signed_for(world)
    sooner.deadlines.filter(met=None).update(due=timezone.now() + timedelta(days=1))
    client.force_login(world.unit_clerk)
    rows = client.get(UNITS, {"queue": "handling"}).context["rows"]
    assert [row["href"].split("?")[0] for row in rows] == [f"{UNITS}{one.pk}/" for one in (sooner, later)]


@pytest.mark.parametrize(("url", "who"), [(UNITS, "unit_clerk"), (SUPERVISION, "supervisor")])
def test_three_rows_take_no_more_queries_than_one(world: World, client: Client, url: str, who: str) -> None:
    client.force_login(getattr(world, who))
    queue = "handling" if url == UNITS else "at_units"
    numbers = []
    for many in (1, 2):
        for _one in range(many):
            cases.signed_for(world)
        with CaptureQueriesContext(connection) as seen:
            client.get(url, {"queue": queue})
        numbers.append(len(seen))
    assert numbers[0] == numbers[1]


def test_another_unit_finds_neither_row_nor_page(world: World, client: Client) -> None:
    assignment = cases.signed_for(world)
    client.force_login(world.other_unit_clerk)
    assert client.get(UNITS, {"queue": "handling"}).context["rows"] == []
    assert client.get(reverse("proposals:unit_case", args=[assignment.pk])).status_code == 404
    given = {"text": "不是我们的"}
    assert client.post(reverse("proposals:unit_reply", args=[assignment.pk]), given).status_code == 404


def test_a_reply_saves_itself_and_says_its_version(world: World, client: Client) -> None:
    assignment = cases.signed_for(world)
    client.force_login(world.unit_clerk)
    url = reverse("proposals:unit_reply", args=[assignment.pk])
    answer = client.post(
        url, {"text": "初稿", "version": assignment.version}, headers={"accept": "application/json"}
    )
    assert (answer.status_code, answer.json()["version"]) == (200, assignment.version + 1)
    stale = client.post(
        url, {"text": "二稿", "version": assignment.version}, headers={"accept": "application/json"}
    )
    assert (stale.status_code, list(stale.json())) == (409, ["reason"])
    assert assignment.replies.get().text == "初稿"


def test_the_letter_begins_with_what_it_answers(world: World, client: Client) -> None:
    assignment = cases.signed_for(world)
    client.force_login(world.unit_clerk)
    answer = client.get(reverse("proposals:unit_case", args=[assignment.pk]))
    assert cases.TEXT["title"] in answer.context["editor"]["form"].initial["text"]
    assert len(answer.context["missing"]) == 6


def test_what_a_letter_needs_is_marked_and_the_usual_contact_stands_there(
    world: World, client: Client
) -> None:
    cases.replied(world)
    assignment = cases.signed_for(world)
    client.force_login(world.unit_clerk)
    form = client.get(reverse("proposals:unit_case", args=[assignment.pk])).context["editor"]["form"]
    assert [name for name, field in form.fields.items() if not field.required] == []
    told = {name: form[name].value() for name in ("contact_name", "contact_phone", "number")}
    assert told == {**{name: cases.LETTER[name] for name in ("contact_name", "contact_phone")}, "number": ""}


def test_an_unfinished_letter_is_kept_and_told_what_it_lacks(world: World, client: Client) -> None:
    assignment = cases.signed_for(world)
    client.force_login(world.unit_clerk)
    given = {"act": "draft_reply", "text": "答复正文", "version": assignment.version}
    answer = client.post(reverse("proposals:unit_case", args=[assignment.pk]), given)
    form = answer.context["editor"]["form"]
    assert answer.status_code == 422
    assert (sorted(form.errors), form["text"].value()) == (
        ["contact_name", "contact_phone", "number", "reply_class"],
        "答复正文",
    )


def test_a_letter_goes_through_all_hands_on_the_desks(world: World, client: Client) -> None:
    assignment = cases.signed_for(world)
    page = reverse("proposals:unit_case", args=[assignment.pk])
    client.force_login(world.unit_clerk)
    client.post(page, {"act": "draft_reply", **cases.LETTER})
    client.post(page, {"act": "countersign"})
    client.force_login(world.unit_lead)
    client.post(page, {"act": "sign_reply"})
    client.force_login(world.supervisor)
    approval = reverse("proposals:supervision_case", args=[assignment.pk]) + "?queue=replies"
    answer = client.post(approval, {"act": "approve_reply"})
    assert answer.url == SUPERVISION + "?queue=replies"
    client.force_login(world.unit_clerk)
    client.post(page, {"act": "deliver"})
    assignment.refresh_from_db()
    assert assignment.state == "replied"
    assert [step["state"] for step in client.get(page).context["steps"]] == ["done"] * 6


def test_the_lead_unit_sees_which_opinion_is_missing_and_then_reads_it(world: World, client: Client) -> None:
    lead, joint = led_and_joint(world)
    page = reverse("proposals:unit_case", args=[lead.pk])
    client.force_login(world.unit_clerk)
    before = client.get(page)
    assert str(world.other_unit) in str(before.context["missing"][-1])
    acts.give_opinion(joint, by=world.other_unit_clerk, text="同意，可设停放区。")
    after = client.get(page).context["opinions"]
    assert [(one["is_in"], one["text"]) for one in after] == [(True, "同意，可设停放区。")]


def test_a_joint_unit_writes_an_opinion_and_no_letter(world: World, client: Client) -> None:
    _lead, joint = led_and_joint(world)
    client.force_login(world.other_unit_clerk)
    page = reverse("proposals:unit_case", args=[joint.pk])
    assert client.get(page).context["editor"]["name"] == "give_opinion"
    client.post(page, {"act": "give_opinion", "text": "同意。"})
    joint.refresh_from_db()
    assert joint.state == "opinion_in"


def test_every_queue_of_the_supervision_office_counts_and_lists_the_same(
    world: World, client: Client
) -> None:
    every_kind(world)
    cases.filed(world)
    asked = cases.signed_for(world)
    due = timezone.localdate(asked.deadlines.get(met=None).due)
    acts.ask_extension(asked, by=world.unit_clerk, until=due + timedelta(days=20), reason="需会商")
    client.force_login(world.supervisor)
    counted = supervision.counts(world.body)
    assert counted == {
        "distribution": 1, "returns": 1, "replies": 1, "extensions": 1, "overdue": 1, "at_units": 6,
    }  # fmt: skip
    for name, number in counted.items():
        assert (name, len(client.get(SUPERVISION, {"queue": name}).context["rows"])) == (name, number)


def test_a_return_is_shown_with_reason_unit_and_transfers_and_routed_anew(
    world: World, client: Client
) -> None:
    assignment = cases.only_assignment(cases.distributed(world))
    acts.ask_return(assignment, by=world.unit_clerk, reason="属交通事务", proposed_unit=world.other_unit)
    client.force_login(world.supervisor)
    row = client.get(SUPERVISION, {"queue": "returns"}).context["rows"][0]
    assert all(part in row["text"] for part in ("属交通事务", str(world.other_unit), "0", "3"))
    page = reverse("proposals:supervision_case", args=[assignment.pk]) + "?queue=returns"
    panel = next(one for one in client.get(page).context["panels"] if one.name == "reroute")
    assert panel.form.initial["to"] == world.other_unit.pk
    client.post(page, {"act": "reroute", "to": world.other_unit.pk})
    assert cases.only_assignment(assignment.proposal).unit == world.other_unit


def test_granting_time_moves_the_due_day_and_settles_the_request(world: World, client: Client) -> None:
    assignment = cases.signed_for(world)
    until = timezone.localdate(assignment.deadlines.get(met=None).due) + timedelta(days=30)
    acts.ask_extension(assignment, by=world.unit_clerk, until=until, reason="需会商")
    client.force_login(world.supervisor)
    page = reverse("proposals:supervision_case", args=[assignment.pk]) + "?queue=extensions"
    answer = client.post(page, {"act": "grant_extension"})
    assert answer.url == SUPERVISION + "?queue=extensions"
    assert timezone.localdate(assignment.deadlines.get(met=None).due) == until
    assert supervision.counts(world.body)["extensions"] == 0
    again = client.post(page, {"act": "grant_extension"})
    assert again.status_code == 409


def test_late_units_are_counted_and_lead_to_their_rows(world: World, client: Client) -> None:
    for _one in range(2):
        late = cases.signed_for(world)
        late.deadlines.filter(met=None).update(due=timezone.now() - timedelta(days=9))
    client.force_login(world.supervisor)
    table = client.get(SUPERVISION, {"queue": "overdue"}).context["late_units"]
    assert [(row["cells"][0]["text"], row["cells"][1]["text"]) for row in table] == [(world.unit.name, 2)]
    other = client.get(SUPERVISION, {"queue": "overdue", "unit": world.other_unit.pk})
    assert other.context["rows"] == []


def test_one_reminder_is_on_the_record(world: World, client: Client) -> None:
    assignment = cases.signed_for(world)
    client.force_login(world.supervisor)
    client.post(reverse("proposals:supervision_case", args=[assignment.pk]), {"act": "remind"})
    from shangliang.ledger.models import Act

    facts = Act.objects.about(assignment).last().facts
    assert (facts["clock"], facts["days"] > 0) == ("reply", True)


def test_a_contact_is_logged_from_the_page(world: World, client: Client) -> None:
    assignment = cases.signed_for(world)
    client.force_login(world.unit_clerk)
    page = reverse("proposals:unit_case", args=[assignment.pk])
    client.post(page, {"act": "log_contact", "day": today().isoformat(), "way": "visit", "note": "上门沟通"})
    assert [one["note"] for one in client.get(page).context["contacts"]] == ["上门沟通"]
