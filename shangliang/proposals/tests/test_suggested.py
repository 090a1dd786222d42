"""Suggestions on the desks: learned from the body's decisions, shown with their words, never chosen."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shangliang.bodies.tests.world import World, make_world
from shangliang.insight.suggest import store
from shangliang.insight.tests.decisions import decisions
from shangliang.jobs.models import Job
from shangliang.proposals import acts, learned, learning
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.tests import cases

CODES = {
    "education": "society.education",
    "transport": "society.transport",
    "environment": "ecology.water",
}


def decide_all(world: World, **category: str) -> list[Proposal]:
    """Ninety filed cases, each with its leading unit; laid down at once."""
    samples, labels = decisions()
    rows = [
        Proposal(
            body=world.body,
            session=world.session,
            author=world.member,
            state="distributed",
            title=one.head,
            problem=one.text,
            number=number,
            category=category.get(label, CODES[label]),
        )
        for number, (one, label) in enumerate(zip(samples, labels, strict=True), start=1000)
    ]
    made = Proposal.objects.bulk_create(rows)
    units = {"transport": world.other_unit}
    Assignment.objects.bulk_create(
        Assignment(proposal=one, unit=units.get(label, world.unit), duty="lead")
        for one, label in zip(made, labels, strict=True)
    )
    return made


def waiting(world: World) -> Proposal:
    """A submitted case about buses."""
    proposal = cases.drafted(world)
    text = {"title": "关于加密城西公交车班次的建议", "problem": "公交车间隔太长。", "analysis": "班次少。"}
    acts.save(proposal, by=world.member, **{**text, "suggestion": "增加公交车班次。"})
    acts.submit(proposal, by=world.member)
    return proposal


def test_the_review_desk_shows_categories_with_the_words_and_chooses_none(
    world: World, client: Client
) -> None:
    decide_all(world)
    learning.learn_body(world.body.pk)
    proposal = waiting(world)
    client.force_login(world.clerk)
    page = client.get(reverse("proposals:desk_case", args=[proposal.pk]))
    told = page.context["suggested"]
    assert (told["rows"][0]["label"], told["is_sure"], told["decisions"]) == ("交通出行", True, 90)
    assert any("公交" in word for word in told["rows"][0]["words"])
    form = page.context["panels"][0].form
    assert form.initial["category"] == "society.housing"


def test_a_correction_by_the_office_is_what_is_learned_next(world: World) -> None:
    made = decide_all(world)
    learning.learn_body(world.body.pk)
    proposal = waiting(world)
    buses = [one.pk for one in made if one.category == CODES["transport"]]
    Proposal.objects.filter(pk__in=buses).update(category="economy.trade")
    learning.learn_body(world.body.pk)
    told = learned.category_for(proposal)
    assert told is not None
    assert told.suggestion.likely[0].label == "economy.trade"


def test_distribution_shows_units_in_use_and_assigns_none(world: World, client: Client) -> None:
    decide_all(world)
    learning.learn_body(world.body.pk)
    proposal = waiting(world)
    acts.pass_first_review(proposal, by=world.clerk, opinion="file", category="society.housing")
    acts.accept(proposal, by=world.lead)
    client.force_login(world.supervisor)
    page = reverse("proposals:desk_distribute", args=[proposal.pk])
    rows = client.get(page).context["suggested"]["rows"]
    assert [row["label"] for row in rows] == [str(world.other_unit), str(world.unit)]
    world.other_unit.is_active = False
    world.other_unit.save()
    rows = client.get(page).context["suggested"]["rows"]
    assert [row["label"] for row in rows] == [str(world.unit)]
    assert not proposal.assignments.exists()


def test_distributing_many_shows_units_with_their_words_in_every_row_and_chooses_none(
    world: World, client: Client
) -> None:
    decide_all(world)
    learning.learn_body(world.body.pk)
    client.force_login(world.supervisor)
    filed, numbers = [], []
    for _time in range(3):
        proposal = waiting(world)
        acts.pass_first_review(proposal, by=world.clerk, opinion="file", category="society.housing")
        acts.accept(proposal, by=world.lead)
        filed.append(proposal.pk)
    page = client.post("/proposals/desk/bulk/distribute/", {"case": filed})
    for row in page.context["rows"]:
        labels = [one["label"] for one in row["suggested"]["rows"]]
        assert labels == [str(world.other_unit), str(world.unit)]
        assert row["form"].initial["lead"] != str(world.other_unit.pk)
    assert page.content.decode().count("<q>公交") >= 3
    for some in (filed[:1], filed):
        with CaptureQueriesContext(connection) as seen:
            client.post("/proposals/desk/bulk/distribute/", {"case": some})
        numbers.append(len(seen))
    assert numbers[0] == numbers[1]
    assert not Assignment.objects.filter(proposal__in=filed).exists()


def test_nothing_is_suggested_before_anything_is_learned(world: World, client: Client) -> None:
    proposal = waiting(world)
    client.force_login(world.clerk)
    page = client.get(reverse("proposals:desk_case", args=[proposal.pk]))
    assert (page.status_code, page.context["suggested"]) == (200, None)


def test_what_another_body_decided_is_not_suggested(world: World) -> None:
    decide_all(world)
    learning.learn_body(world.body.pk)
    other = make_world("330411", "秀洲")
    assert learned.category_for(waiting(other)) is None


def test_a_category_that_left_the_list_is_not_suggested(world: World, client: Client) -> None:
    decide_all(world, transport="society.gone")
    learning.learn_body(world.body.pk)
    proposal = waiting(world)
    client.force_login(world.clerk)
    told = client.get(reverse("proposals:desk_case", args=[proposal.pk])).context["suggested"]
    assert [told["is_sure"], *sorted(row["label"] for row in told["rows"])] == [
        False,
        "教育",
        "水利和水环境",
    ]


def test_a_spoilt_file_suggests_nothing_and_is_learned_anew(world: World) -> None:
    decide_all(world)
    learning.learn_body(world.body.pk)
    path = learned.place_of(world.body.pk, learned.CATEGORY)
    path.write_bytes(path.read_bytes()[:-50])
    assert learned.category_for(waiting(world)) is None
    assert not learned.has_files(world.body)
    learning.learn_body(world.body.pk)
    assert store.is_sound(path)


def test_the_worker_learns_after_decisions_and_only_once_in_ten_minutes(world: World) -> None:
    now = timezone.now()
    assert learning.look_for_decisions(now) == 0
    acts.accept(cases.reviewed(world), by=world.lead)
    for _look in range(3):
        assert learning.look_for_decisions(now) == 1
    jobs = Job.objects.filter(task=learning.LEARN)
    assert [one.argument for one in jobs] == [str(world.body.pk)]


def test_looking_for_decisions_takes_as_many_queries_for_many_bodies(world: World) -> None:
    numbers = []
    for more in ("330411", "330421"):
        with CaptureQueriesContext(connection) as seen:
            learning.look_for_decisions()
        numbers.append(len(seen))
        make_world(more, more)
    assert numbers[0] == numbers[1]
