"""Hot topics on the office's desk: every topic opens its cases, and only those the reader sees."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shangliang.bodies.tests.world import World, make_world
from shangliang.jobs.models import Job
from shangliang.proposals import acts, topics
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests import cases

INDEX = reverse("proposals:desk_topics")
PROBLEM = "城区老旧小区电动自行车充电难，飞线充电时有发生，居民十分担心。"


def alike(world: World, many: int = 3) -> list[Proposal]:
    """Submitted cases on one matter."""
    made = []
    for place in ("城东", "城西", "河口", "北湖", "南门")[:many]:
        proposal = cases.drafted(world)
        title = f"关于{place}增设电动自行车充电设施的建议"
        acts.save(proposal, by=world.member, title=title, problem=f"{place}的情况。{PROBLEM}")
        acts.submit(proposal, by=world.member)
        made.append(proposal)
    return made


def test_a_topic_opens_its_cases_and_quotes_them(world: World, client: Client) -> None:
    made = alike(world)
    topics.find_in_body(world.body.pk)
    client.force_login(world.clerk)
    (row,) = client.get(INDEX).context["rows"]
    page = client.get(row["href"])
    assert row["title"] == "电动自行车充电设施"
    assert [one["href"] for one in page.context["cases"]] == [
        reverse("proposals:desk_case", args=[one.pk]) for one in reversed(made)
    ]
    assert PROBLEM in [quote["text"] for quote in page.context["quotes"]]


def test_drafts_are_in_no_topic(world: World, client: Client) -> None:
    alike(world, 2)
    cases.drafted(world)
    topics.find_in_body(world.body.pk)
    client.force_login(world.clerk)
    assert client.get(INDEX).context["rows"] == []


def test_a_case_the_reader_may_not_see_is_neither_listed_counted_nor_quoted(
    world: World, client: Client
) -> None:
    made = alike(world, 4)
    topics.find_in_body(world.body.pk)
    acts.return_for_change(made[0], by=world.clerk, note="请改")
    Proposal.objects.filter(pk=made[0].pk).update(state="draft")
    client.force_login(world.clerk)
    (row,) = client.get(INDEX).context["rows"]
    page = client.get(row["href"])
    assert (row["count"], len(page.context["cases"])) == (3, 3)
    assert "近30天3件" in row["pace"]
    assert [line["cells"][1]["text"] for line in page.context["months"]["rows"]] == [3]
    assert "城东" not in page.content.decode()


def test_words_that_only_unseen_titles_hold_are_not_told(world: World, client: Client) -> None:
    alike(world, 3)
    topics.find_in_body(world.body.pk)
    Proposal.objects.update(title="改过的题目")
    client.force_login(world.clerk)
    assert "充电设施" not in client.get(INDEX).context["rows"][0]["title"]


def test_a_topic_of_which_the_reader_sees_too_few_cases_is_none(world: World, client: Client) -> None:
    made = alike(world, 4)
    topics.find_in_body(world.body.pk)
    Proposal.objects.filter(pk__in=[one.pk for one in made[:2]]).update(state="draft")
    client.force_login(world.clerk)
    page = reverse("proposals:desk_topic", args=[made[0].pk])
    assert (client.get(INDEX).context["rows"], client.get(page).status_code) == ([], 404)


def test_words_that_no_longer_stand_in_a_case_are_not_quoted(world: World, client: Client) -> None:
    made = alike(world)
    topics.find_in_body(world.body.pk)
    Proposal.objects.filter(pk__in=[one.pk for one in made]).update(problem="改过了。", suggestion="改过了。")
    client.force_login(world.clerk)
    assert client.get(INDEX).context["rows"][0]["quotes"] == []


def test_another_body_has_other_topics_and_others_have_no_such_page(world: World, client: Client) -> None:
    made = alike(world)
    topics.find_in_body(world.body.pk)
    other = make_world("330411", "秀洲")
    page = reverse("proposals:desk_topic", args=[made[0].pk])
    client.force_login(other.clerk)
    assert client.get(INDEX).context["rows"] == []
    assert client.get(page).status_code == 404
    client.force_login(world.member)
    assert client.get(page).status_code == 403


def test_a_damaged_file_is_as_none(world: World, client: Client) -> None:
    alike(world)
    topics.find_in_body(world.body.pk)
    path = topics.place_of(world.body.pk)
    whole = path.read_bytes()
    client.force_login(world.clerk)
    for spoilt in (b"", whole[:-9], b"\xff" + whole, whole.replace(b"topics 2", b"topics 1")):
        path.write_bytes(spoilt)
        assert client.get(INDEX).context["is_looked"] is False


def test_the_worker_looks_for_topics_where_cases_came_in_once_an_hour(world: World) -> None:
    make_world("330411", "秀洲")
    now = timezone.now()
    alike(world, 1)
    for _look in range(2):
        assert topics.look_for_topics(now) == 1
    assert [one.argument for one in Job.objects.filter(task=topics.FIND)] == [str(world.body.pk)]


def test_more_cases_take_no_more_queries(world: World, client: Client) -> None:
    client.force_login(world.clerk)
    numbers = []
    for many in (3, 5):
        made = alike(world, many)
        topics.find_in_body(world.body.pk)
        for page in (
            INDEX,
            reverse("proposals:desk_topic", args=[topics.name_of(topics.topics_of(world.body)[0])]),
        ):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(page).status_code == 200
            numbers.append(len(seen))
        assert made
    assert numbers[:2] == numbers[2:]
