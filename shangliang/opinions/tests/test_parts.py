"""What hangs on one word: everything on the office's page, and nothing of it for others."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shangliang.accounts.queries import public_user
from shangliang.bodies.tests.world import World, make_world
from shangliang.opinions import acts, rules, vault
from shangliang.opinions.loading import load_parts
from shangliang.opinions.models import Suggestion
from shangliang.opinions.tests import cases
from shangliang.opinions.tests.test_pages import as_

PARTS = ("referrals", "photos", "ratings", "handovers", "appeals", "disclosures", "merged")


def full(world: World) -> Suggestion:
    """With a unit, an answer rated, another word put together with it, an envelope asked for, an appeal."""
    said = cases.received(
        world, speaker=vault.Envelope(contact="13800000000"), is_public_consented=True, text=cases.TEXT
    )
    acts.merge(cases.received(world, text="末班公交能否晚一点"), by=world.clerk, into=said)
    acts.forward(said, by=world.clerk, unit=world.unit, text="斑马线磨没了。")
    acts.reply(said.referrals.get(), by=world.unit_clerk, answer="下周划线。")
    acts.rate(said, by=public_user(), verdict="no", note="还没有划。")
    acts.publish(said, by=world.clerk, text="斑马线磨没了。", answer="")
    acts.hide(said, by=world.clerk, reason="含他人隐私")
    acts.appeal(said, by=public_user(), text="内容属实")
    acts.ask_disclosure(said, by=world.clerk, reason="有人身危险")
    return said


def rows_of(one: Suggestion) -> dict[str, list[Any]]:
    return {name: list(getattr(one, name).order_by("pk")) for name in PARTS}


def test_what_is_laid_is_what_the_database_has(world: World) -> None:
    full(world)
    for one in Suggestion.objects.all():
        expected = rows_of(one)
        load_parts(one)
        with CaptureQueriesContext(connection) as asked:
            laid = {name: list(getattr(one, name).all()) for name in PARTS}
            told = rules.holds_no_others(world.clerk, one), rules.has_appeal(world.clerk, one)
        assert (laid, len(asked)) == (expected, 0)
        fresh = Suggestion.objects.get(pk=one.pk)
        assert told == (rules.holds_no_others(world.clerk, fresh), rules.has_appeal(world.clerk, fresh))


def test_only_the_parts_named_are_laid(world: World) -> None:
    said = full(world)
    load_parts(said, "ratings", "appeals")
    assert set(said._prefetched_objects_cache) == {"ratings", "appeals"}  # type: ignore[attr-defined]


def test_everything_that_hangs_on_a_word_stands_on_its_page(world: World) -> None:
    said = full(world)
    page = as_(world.clerk).get(f"/opinions/desk/{said.pk}/").content.decode()
    joined = said.merged.get().number
    wanted = [
        str(world.unit),
        "下周划线。",
        "还没有划。",
        "内容属实",
        joined,
        f"/opinions/vault/{said.disclosures.get().pk}/",
    ]
    assert [text for text in wanted if text not in page] == []


def test_the_office_of_another_body_finds_no_word_of_this_one(world: World) -> None:
    said, other = cases.received(world), make_world("330411", "秀洲")
    assert as_(other.clerk).get(f"/opinions/desk/{said.pk}/").status_code == 404


@pytest.mark.parametrize("number", [2**63, 10**30])
def test_a_number_longer_than_any_id_is_found_nowhere(world: World, number: int) -> None:
    assert as_(world.clerk).get(f"/opinions/desk/{number}/").status_code == 404
