"""The public front and its feed show what is published, and nothing else."""

from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from shangliang.bodies.tests.world import World, county
from shangliang.proposals import acts
from shangliang.proposals.tests import cases
from shangliang.proposals.tests.test_lists import published

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "proposals:feed"


def test_the_front_shows_public_titles_to_everybody(world: World, client: Client) -> None:
    published(world, "关于公开题目的建议")
    cases.closed(world)
    for person in (None, world.member, world.clerk):
        if person:
            client.force_login(person)
        page = client.get(reverse("proposals:public")).content.decode()
        assert ("关于公开题目的建议" in page, "老旧小区" in page) == (True, False)


def test_the_front_of_a_body_without_anything_says_so(world: World, client: Client) -> None:
    page = client.get(reverse("proposals:public"))
    assert (page.status_code, page.context["latest"], page.context["categories"]) == (200, [], [])


def test_key_and_good_proposals_stand_on_the_front_once_published(world: World, client: Client) -> None:
    proposal = published(world)
    acts.name_good(cases.closed(world), by=world.lead)
    acts.name_good(proposal, by=world.lead)
    context = client.get(reverse("proposals:public")).context
    assert ([one["title"] for one in context["good"]], context["key"]) == (["关于充电设施的建议（公开）"], [])


def test_the_feed_holds_published_cases_of_its_body_only(world: World, client: Client) -> None:
    proposal = published(world, "关于公开题目的建议 <&>")
    cases.closed(world)
    elsewhere = county("330411", "秀洲")
    answer = client.get(reverse(FEED), {"body": "330402"})
    feed = ElementTree.fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == ["关于公开题目的建议 <&>"]
    assert entries[0].find(f"{ATOM}link").get("href").endswith(reverse("proposals:show", args=[proposal.pk]))  # type: ignore[union-attr]
    assert "老旧小区" not in answer.content.decode()
    other = client.get(reverse(FEED), {"body": elsewhere.region.code})
    assert ElementTree.fromstring(other.content).findall(f"{ATOM}entry") == []


def test_what_is_taken_back_leaves_the_feed(world: World, client: Client) -> None:
    proposal = published(world)
    acts.unpublish(proposal, by=world.lead, reason="x")
    assert b"<entry>" not in client.get(reverse(FEED), {"body": "330402"}).content


def test_a_feed_of_no_place_is_not_found(world: World, client: Client) -> None:
    county("330411", "秀洲")
    assert client.get(reverse(FEED)).status_code == 404


def test_the_page_presents_itself_when_shared(world: World, client: Client) -> None:
    page = client.get(reverse("proposals:public")).content.decode()
    assert ('property="og:title"' in page, 'type="application/atom+xml"' in page) == (True, True)


def test_a_category_and_a_unit_have_feeds_of_their_own(world: World, client: Client) -> None:
    published(world, "关于公开题目的建议")
    cases.closed(world)

    def entries(**asked: object) -> list[str | None]:
        feed = ElementTree.fromstring(client.get(reverse(FEED), {"body": "330402", **asked}).content)
        return [one.findtext(f"{ATOM}title") for one in feed.findall(f"{ATOM}entry")]

    assert entries(category="society") == entries(unit=world.unit.pk) == ["关于公开题目的建议"]
    assert entries(category="economy") == entries(unit=world.other_unit.pk) == []


@pytest.mark.parametrize("asked", [{"category": "x"}, {"unit": "x"}, {"unit": "9" * 40}, {"unit": "999999"}])
def test_a_feed_of_a_category_or_unit_that_is_not_there_is_not_found(
    world: World, client: Client, asked: dict[str, str]
) -> None:
    assert client.get(reverse(FEED), {"body": "330402", **asked}).status_code == 404
