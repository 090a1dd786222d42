"""A machine's summary of a topic: asked for, tied to originals, marked, checked; absent where none is set up."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shangliang.bodies.tests.world import World, make_world
from shangliang.insight.tests.fake_model import FakeModel, fake_model
from shangliang.jobs.models import Job
from shangliang.ledger.models import Act
from shangliang.proposals import summaries, topics
from shangliang.proposals.acts.summaries import WRITE
from shangliang.proposals.models import Proposal, TopicSummary
from shangliang.proposals.tests.test_topics import alike


@pytest.fixture
def model(settings: Any) -> Iterator[FakeModel]:
    """The one that the settings name."""
    with fake_model() as found:
        settings.LANGUAGE_MODEL_URL, settings.LANGUAGE_MODEL_NAME = found.url, "test-model"
        yield found


def topic_page(world: World, client: Client, many: int = 3) -> str:
    """A topic of so many cases, its page open to the clerk."""
    made = alike(world, many)
    topics.find_in_body(world.body.pk)
    client.force_login(world.clerk)
    return reverse("proposals:desk_topic", args=[made[0].pk])


def written(world: World, client: Client, many: int = 3) -> tuple[str, TopicSummary]:
    """Asked for and answered."""
    page = topic_page(world, client, many)
    assert client.post(page, {"act": "ask", "key": "one"}).status_code == 302
    summary = TopicSummary.objects.get()
    summaries.write_now(summary.pk)
    summary.refresh_from_db()
    return page, summary


def test_without_a_model_the_page_offers_none_and_asking_is_refused(world: World, client: Client) -> None:
    page = topic_page(world, client)
    assert "机器概要" not in client.get(page).content.decode()
    assert client.post(page, {"act": "ask"}).status_code == 409
    assert not TopicSummary.objects.exists()


def test_a_summary_is_marked_and_every_sentence_opens_its_originals(
    world: World, client: Client, model: FakeModel
) -> None:
    page, summary = written(world, client)
    told = client.get(page).context["summary"]
    newest = Proposal.objects.order_by("-pk")[:2]
    (sentence,) = told["sentences"]
    assert [one["href"] for one in sentence["quotes"]] == [
        reverse("proposals:desk_case", args=[one.pk]) for one in newest
    ]
    assert "test-model" in told["mark"]
    assert "尚无人核对" in told["mark"]
    assert summary.state == "written"


def test_who_checked_it_is_told_and_it_stays_marked_as_machine_written(
    world: World, client: Client, model: FakeModel
) -> None:
    page, summary = written(world, client)
    client.post(page, {"act": "check", "version": summary.version})
    told = client.get(page).context["summary"]
    assert (str(told["state"]), "核对人：周文书" in told["mark"]) == ("机器撰写，已经核对", True)
    kinds = (
        Act.objects.filter(kind__startswith="topic_summaries.").order_by("pk").values_list("kind", flat=True)
    )
    assert list(kinds) == ["topic_summaries.ask", "topic_summaries.write", "topic_summaries.check"]


def test_a_discarded_summary_is_gone_from_the_page(world: World, client: Client, model: FakeModel) -> None:
    page, summary = written(world, client)
    client.post(page, {"act": "discard", "version": summary.version})
    assert client.get(page).context["summary"] is None


def test_a_stale_or_unknown_decision_is_refused(world: World, client: Client, model: FakeModel) -> None:
    page, summary = written(world, client)
    for given in ({"act": "check", "version": summary.version - 1}, {"act": "write"}, {"act": "nonsense"}):
        assert client.post(page, given).status_code == 409
    summary.refresh_from_db()
    assert summary.state == "written"


def test_only_titles_and_problems_are_sent_no_names_and_no_secrets(
    world: World, client: Client, model: FakeModel
) -> None:
    page = topic_page(world, client)
    secret = Proposal.objects.latest("pk")
    Proposal.objects.filter(pk=secret.pk).update(analysis="（机密★5年）")
    client.post(page, {"act": "ask"})
    summaries.write_now(TopicSummary.objects.get().pk)
    sent = str(model.asked)
    assert ("城西" in sent, "河口" in sent, str(world.member) in sent) == (True, False, False)


def test_trouble_is_told_and_one_may_ask_again(world: World, client: Client, model: FakeModel) -> None:
    model.status = 503
    page, _summary = written(world, client)
    assert "语言模型拒绝作答" in client.get(page).content.decode()
    model.status = 200
    client.post(page, {"act": "ask"})
    summaries.write_now(TopicSummary.objects.latest("pk").pk)
    assert client.get(page).context["summary"]["sentences"]


def test_two_clicks_ask_once_and_two_workers_write_once(
    world: World, client: Client, model: FakeModel
) -> None:
    page, summary = written(world, client)
    assert client.post(page, {"act": "ask", "key": "one"}).status_code == 302
    summaries.write_now(summary.pk)
    assert (TopicSummary.objects.count(), len(model.asked)) == (1, 1)
    assert Job.objects.filter(task=WRITE).count() == 1


def test_a_summary_a_worker_left_is_asked_for_again(world: World, client: Client, model: FakeModel) -> None:
    client.post(topic_page(world, client), {"act": "ask"})
    assert summaries.ask_again() == 0
    later = timezone.now() + timedelta(hours=1)
    assert [summaries.ask_again(later) for _look in range(2)] == [1, 1]
    assert Job.objects.filter(task=WRITE).count() == 2


def test_another_office_sees_and_decides_nothing_of_it(
    world: World, client: Client, model: FakeModel
) -> None:
    page, summary = written(world, client)
    other = make_world("330411", "秀洲")
    client.force_login(other.clerk)
    assert client.get(page).status_code == 404
    assert client.post(page, {"act": "check"}).status_code in (404, 409)
    assert list(TopicSummary.objects.visible_to(other.clerk)) == []
    summary.refresh_from_db()
    assert summary.state == "written"


def test_a_sentence_of_whose_originals_the_reader_may_not_open_one_is_not_shown(
    world: World, client: Client, model: FakeModel
) -> None:
    page, summary = written(world, client, many=4)
    assert summary.sentences[0]["places"] == [0, 1]
    Proposal.objects.filter(pk=summary.passages[1]["case"]).update(state="draft")
    assert client.get(page).context["summary"]["sentences"] == []
