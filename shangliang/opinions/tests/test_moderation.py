"""Moderation: nothing public unread, hidden is not deleted, an appeal is decided, the log goes out of the house."""

import pytest
from django.test import Client
from django.urls import reverse

from shangliang.accounts.queries import public_user
from shangliang.bodies.tests.world import World
from shangliang.core.errors import Conflict
from shangliang.opinions import acts
from shangliang.opinions.models import Suggestion
from shangliang.opinions.tests import cases
from shangliang.opinions.tests.test_pages import as_


def public_pages(pk: int) -> str:
    """What a visitor finds of a word."""
    client = Client()
    pages = ("/opinions/", f"/opinions/{pk}/", "/api/opinions")
    return "".join(client.get(page).content.decode() for page in pages)


def test_a_published_word_shows_what_the_moderator_left(world: World) -> None:
    said = cases.answered(world, text="找我13955550000", is_public_consented=True)
    assert "13955550000" not in public_pages(said.pk)
    acts.publish(said, by=world.clerk, text="找我×××", answer="已办")
    assert "找我×××" in public_pages(said.pk) and "13955550000" not in public_pages(said.pk)


def test_nothing_is_published_without_consent(world: World) -> None:
    said = cases.answered(world)
    with pytest.raises(Conflict):
        acts.publish(said, by=world.clerk, text="划线")


def test_hidden_is_gone_from_the_public_and_not_deleted(world: World) -> None:
    said = cases.hidden(world)
    assert "斑马线" not in public_pages(said.pk)
    assert Suggestion.objects.get(pk=said.pk).public_text == "斑马线磨没了。"
    acts.unhide(said, by=world.clerk)
    assert "斑马线" in public_pages(said.pk)


def test_an_appeal_is_decided_and_its_speaker_reads_why(world: World) -> None:
    said = cases.hidden(world)
    acts.appeal(said, by=public_user(), text="内容属实")
    with pytest.raises(Conflict):
        acts.appeal(said, by=public_user(), text="再说一遍")
    acts.uphold(said, by=world.lead, note="涉及他人隐私")
    assert list(said.appeals.values_list("outcome", "note")) == [("upheld", "涉及他人隐私")]


def test_the_log_of_moderation_holds_no_words_of_citizens(world: World) -> None:
    said = cases.hidden(world)
    answer = as_(world.lead).get(reverse("opinions:moderation_log"))
    log = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert said.number in log and "含他人隐私" in log
    assert "斑马线" not in log
    assert as_(world.unit_lead).get(reverse("opinions:moderation_log")).status_code == 403
