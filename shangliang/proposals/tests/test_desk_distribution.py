"""Distribution: of one case, of many with a plan for each; bulk acts with their preview."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shangliang.bodies.tests.world import World
from shangliang.proposals import acts
from shangliang.proposals.desks import routing
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.tests import cases

MANY = "/proposals/desk/bulk/distribute/"
PUBLIC = {"extent": "summary", "title": "关于充电设施的建议", "text": "摘要"}


def suggesting(world: World) -> Proposal:
    """A filed case whose proposer suggests both units."""
    proposal = cases.drafted(world)
    acts.save(proposal, by=world.member, suggested_units=[world.unit, world.other_unit])
    acts.submit(proposal, by=world.member)
    acts.pass_first_review(proposal, by=world.clerk, opinion="file", category="society.housing")
    acts.accept(proposal, by=world.lead)
    return proposal


def plan_of(proposal: Proposal) -> list[tuple[str, str]]:
    return sorted(proposal.assignments.values_list("unit__kind", "duty"))


@pytest.mark.parametrize("who", ["supervisor", "clerk"])
def test_the_suggested_units_stand_in_the_form_and_are_assigned(
    world: World, client: Client, who: str
) -> None:
    proposal = suggesting(world)
    client.force_login(getattr(world, who))
    page = reverse("proposals:desk_distribute", args=[proposal.pk])
    form = client.get(page).context["panels"][0].form
    assert (form.initial["lead"], form.initial["joint"]) == (world.unit, [world.other_unit])
    given = {"act": "distribute", "lead": world.unit.pk, "joint": [world.other_unit.pk]}
    client.post(page, {**given, "version": proposal.version})
    assert plan_of(proposal) == [("education", "lead"), ("transport", "joint")]


def test_one_separate_unit_or_both_kinds_are_refused_with_the_input_kept(
    world: World, client: Client
) -> None:
    proposal = cases.filed(world)
    client.force_login(world.supervisor)
    page = reverse("proposals:desk_distribute", args=[proposal.pk])
    alone = client.post(page, {"act": "distribute", "separate": [world.unit.pk]})
    both = client.post(
        page, {"act": "distribute", "lead": world.unit.pk, "separate": [world.unit.pk, world.other_unit.pk]}
    )
    assert [alone.status_code, both.status_code, plan_of(proposal)] == [422, 422, []]
    assert list(alone.context["panels"][0].form.errors) == ["separate"]


def test_numbers_longer_than_any_column_are_no_choice(world: World, client: Client) -> None:
    proposal = cases.filed(world)
    client.force_login(world.supervisor)
    page, long = reverse("proposals:desk_distribute", args=[proposal.pk]), "9" * 25
    for field in ("lead", "joint", "separate"):
        told = client.post(page, {"act": "distribute", field: [long]})
        assert told.status_code == 422 and field in told.context["panels"][0].form.errors
    assert client.post(MANY, {"case": [long], "next": "/proposals/supervision/"}).status_code < 500


def test_without_suggestion_the_unit_that_led_the_category_before_is_named(world: World) -> None:
    cases.distributed(world)
    usual = routing.usual_units(world.body, {"society.housing", "society.transport", "ecology.air"})
    assert usual == {"society.housing": world.unit, "society.transport": world.other_unit}


def chosen(*proposals: Proposal) -> dict[str, object]:
    return {"case": [one.pk for one in proposals], "next": "/proposals/supervision/"}


def test_many_cases_get_a_plan_each_a_preview_and_one_act_each(world: World, client: Client) -> None:
    first, second = suggesting(world), cases.filed(world)
    gone = cases.distributed(world)
    client.force_login(world.supervisor)
    start = client.post(MANY, chosen(first, second, gone))
    assert [row["line"].is_open for row in start.context["rows"]] == [True, True, False]
    plans = {f"row-{first.pk}-lead": world.unit.pk, f"row-{first.pk}-joint": [world.other_unit.pk]}
    preview = client.post(MANY, {**chosen(first, second, gone), **plans, "step": "preview"})
    told = [row["line"].is_open for row in preview.context["rows"]]
    assert told == [True, False, False]
    sentence = str(preview.context["rows"][0]["line"].sentence)
    assert str(world.unit) in sentence and str(world.other_unit) in sentence
    keys = {
        f"row-{row['line'].pk}-{part}": getattr(row["line"], part)
        for row in preview.context["rows"]
        for part in ("key", "version")
    }
    for _click in range(2):
        done = client.post(MANY, {**chosen(first, second, gone), **plans, **keys, "step": "do"})
        assert [line.is_open for line in done.context["lines"]] == [True, False, False]
    assert plan_of(first) == [("education", "lead"), ("transport", "joint")]
    assert plan_of(second) == []


def test_a_case_that_moved_after_the_preview_is_refused_alone(world: World, client: Client) -> None:
    first, second = cases.filed(world), cases.filed(world)
    client.force_login(world.supervisor)
    rows = {}
    for one in (first, second):
        rows |= {f"row-{one.pk}-lead": world.unit.pk, f"row-{one.pk}-key": f"k{one.pk}"}
        rows[f"row-{one.pk}-version"] = one.version
    acts.nominate_key(first, by=world.clerk)
    done = client.post(MANY, {**chosen(first, second), **rows, "step": "do"})
    assert [line.is_open for line in done.context["lines"]] == [False, True]
    assert (plan_of(first), plan_of(second)) == ([], [("education", "lead")])


def test_planning_three_cases_takes_no_more_queries_than_one(world: World, client: Client) -> None:
    made = [cases.filed(world) for _one in range(3)]
    client.force_login(world.supervisor)
    numbers = []
    for some in (made[:1], made):
        with CaptureQueriesContext(connection) as seen:
            client.post(MANY, chosen(*some))
        numbers.append(len(seen))
    assert numbers[0] == numbers[1]


def cleared(world: World) -> Proposal:
    proposal = cases.closed(world)
    acts.review_publicity(proposal, by=world.clerk, **PUBLIC)
    acts.clear_secrecy(proposal, by=world.lead)
    return proposal


def test_publishing_many_says_which_cannot_be_and_publishes_the_others_once(
    world: World, client: Client
) -> None:
    ready, unready = cleared(world), cases.closed(world)
    client.force_login(world.clerk)
    url = reverse("proposals:bulk", args=["publish"])
    preview = client.post(url, {"case": [ready.pk, unready.pk]})
    lines = preview.context["lines"]
    assert [line.is_open for line in lines] == [True, False]
    row = f"{lines[0].pk}:{lines[0].version}:{lines[0].key}"
    for _click in range(2):
        done = client.post(url, {"step": "do", "row": [row]})
        assert [line.is_open for line in done.context["lines"]] == [True]
    states = Proposal.objects.filter(pk__in=[ready.pk, unready.pk]).order_by("pk")
    assert list(states.values_list("publicity", flat=True)) == ["published", "pending"]


def test_reminding_many_tells_each_unit_its_nearest_due_day(world: World, client: Client) -> None:
    waiting = cases.only_assignment(cases.distributed(world))
    answered = cases.replied(world)
    client.force_login(world.supervisor)
    url = reverse("proposals:bulk", args=["remind"])
    preview = client.post(url, {"case": [waiting.pk, answered.pk]})
    lines = preview.context["lines"]
    assert [line.is_open for line in lines] == [True, False]
    row = f"{waiting.pk}:{waiting.version}:k1"
    done = client.post(url, {"step": "do", "row": [row]})
    assert [line.is_open for line in done.context["lines"]] == [True]
    assert Assignment.objects.get(pk=waiting.pk).version == waiting.version + 1


def test_a_bulk_act_on_cases_of_another_body_finds_no_rows(world: World, client: Client) -> None:
    from shangliang.bodies.tests.world import make_world

    ready = cleared(world)
    client.force_login(make_world("330411", "秀洲").lead)
    preview = client.post(reverse("proposals:bulk", args=["publish"]), {"case": [ready.pk]})
    assert (preview.context["lines"], preview.context["left_out"]) == ([], 1)


def test_previewing_three_rows_takes_no_more_queries_than_one(world: World, client: Client) -> None:
    made = [cases.only_assignment(cases.distributed(world)).pk for _one in range(3)]
    client.force_login(world.supervisor)
    numbers = []
    for some in (made[:1], made):
        with CaptureQueriesContext(connection) as seen:
            client.post(reverse("proposals:bulk", args=["remind"]), {"case": some})
        numbers.append(len(seen))
    assert numbers[0] == numbers[1]
