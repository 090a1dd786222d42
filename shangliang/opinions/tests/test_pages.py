"""The pages of the public, the office and the units: saying, following, deciding, answering."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from shangliang.accounts.models import User
from shangliang.accounts.queries import public_user
from shangliang.bodies.tests.world import World, make_world
from shangliang.opinions import acts, proof, vault
from shangliang.opinions.models import Photo, Referral, Suggestion
from shangliang.opinions.tests import cases

SAY = "/opinions/say/330402/"


def send(client: Client, **more: Any) -> Any:
    """Say something as a browser does."""
    key = more.pop("key", uuid4().hex)
    asked = proof.sum_for(key)
    given = {"text": cases.TEXT, "key": key, "sum": asked.first + asked.second, **more}
    where = {"REMOTE_ADDR": given.pop("address", "127.0.0.1")}
    return client.post(given.pop("to", SAY), given, **where)


def as_(user: User) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def photo(name: str = "a.jpg", form: str = "JPEG") -> SimpleUploadedFile:
    """A picture that says where it was taken."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (30.0, 45.0, 0.0)}
    exif[0x010F] = "Camera of Wang"
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(drawn, form, exif=exif)
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


def test_one_screen_and_one_press_give_a_receipt(world: World, client: Client) -> None:
    assert client.get(SAY).status_code == 200
    answer = send(client, contact="13800000000")
    said = Suggestion.objects.get()
    assert answer.status_code == 302
    shown = client.get(answer.url).content.decode()
    assert said.number in shown and "13800000000" not in shown
    assert client.get(answer.url)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("bring", [cases.published, cases.published_clue])
def test_every_dot_on_a_published_word_leads_to_something_and_speaks_of_somebody_else(
    world: World, client: Client, bring: Callable[[World], Suggestion]
) -> None:
    page = client.get(reverse("opinions:show", args=[bring(world).pk])).content.decode()
    chain = page[page.index('id="chain"') : page.index('id="text"')]
    led_to = set(re.findall(r'href="#(\w+)"', chain))
    assert led_to
    assert [one for one in led_to if f'id="{one}"' not in page] == []
    assert ("您的评价" in chain, "建言人评价" in chain) == (False, True)


def test_a_published_word_shows_its_public_text_where_its_address_is_shared(
    world: World, client: Client
) -> None:
    said = cases.published(world)
    page = client.get(reverse("opinions:show", args=[said.pk])).content.decode()
    shared = re.findall(r'<meta property="og:(?:title|description)" content="([^"]*)">', page)
    assert shared == ["斑马线磨没了。", "已安排重新划线。"]
    assert f'data-copy="{reverse("opinions:show", args=[said.pk])}"' in page
    assert cases.TEXT not in page


def test_visitors_find_the_numbers_of_what_was_said(world: World, client: Client) -> None:
    numbers = reverse("opinions:statistics", args=["330402"])
    shown = reverse("opinions:show", args=[cases.published(world).pk])
    for address in (SAY, shown):
        assert f'href="{numbers}"' in client.get(address).content.decode()
    assert client.get(numbers).status_code == 200


def test_sent_twice_is_received_once(world: World, client: Client) -> None:
    key = uuid4().hex
    first, second = send(client, key=key), send(Client(), key=key)
    assert first.url == second.url
    assert Suggestion.objects.count() == 1


def test_of_a_photo_only_the_picture_is_kept(world: World, client: Client) -> None:
    send(client, photos=[photo(), photo("b.jpg")])
    kept = Photo.objects.order_by("id")
    assert [one.name for one in kept] == ["1.jpg", "2.jpg"]
    with Image.open(kept[0].file) as drawn:
        assert dict(drawn.getexif()) == {}
    assert b"Wang" not in kept[0].file.open().read()


@pytest.mark.parametrize("size", [4_000, 30 * 2**20])
def test_a_heic_called_jpg_is_refused_and_the_words_stay(world: World, client: Client, size: int) -> None:
    heic = SimpleUploadedFile("a.jpg", b"\x00\x00\x00\x18ftypheic" + bytes(size), "image/jpeg")
    answer = send(client, photos=heic)
    assert answer.status_code == 422
    assert cases.TEXT in answer.content.decode()
    assert not Suggestion.objects.exists()


def test_more_photos_than_allowed_are_refused(world: World, client: Client) -> None:
    answer = send(client, photos=[photo() for _ in range(4)])
    assert (answer.status_code, Suggestion.objects.count(), Photo.objects.count()) == (422, 0, 0)


@pytest.mark.usefixtures("clock_stands_still")
def test_the_same_words_from_one_network_are_braked_and_others_are_not(world: World, client: Client) -> None:
    statuses = [send(client).status_code for _ in range(6)]
    assert statuses[:3] == [302, 302, 302] and 429 in statuses
    assert send(client, address="203.0.113.9").status_code == 302


@pytest.mark.usefixtures("clock_stands_still")
def test_guessed_receipts_are_found_nowhere_and_become_slow(world: World, client: Client) -> None:
    send(client)
    codes = {client.get(f"/opinions/r/{vault.secret_of(str(n))}/").status_code for n in range(40)}
    assert codes == {404, 429}


def test_the_query_code_opens_the_receipt_and_the_number_does_not(world: World, client: Client) -> None:
    key = uuid4().hex
    send(client, key=key)
    said = Suggestion.objects.get()
    found = client.post("/opinions/r/", {"secret": vault.grouped(vault.secret_of(key)).lower()})
    assert found.url == f"/opinions/r/{vault.secret_of(key)}/"
    assert client.post("/opinions/r/", {"secret": said.number}).status_code == 422


def test_the_answer_of_the_first_round_stays_readable_beside_the_second(world: World, client: Client) -> None:
    key = uuid4().hex
    send(client, key=key)
    said = Suggestion.objects.get()
    acts.answer(said, by=world.clerk, text="已安排。")
    acts.rate(said, by=public_user(), verdict="no")
    pages = (
        lambda: client.get(f"/opinions/r/{vault.secret_of(key)}/"),
        lambda: as_(world.clerk).get(DESK % said.pk),
    )
    for read in pages:
        assert read().content.decode().count("已安排。") == 1
    acts.answer(said, by=world.clerk, text="昨日已划好。")
    for read in pages:
        shown = read().content.decode()
        assert shown.index("昨日已划好。") < shown.index("第1轮的答复") < shown.index("已安排。")


def test_the_citizen_rates_by_the_secret_link(world: World, client: Client) -> None:
    key = uuid4().hex
    send(client, key=key)
    acts.answer(Suggestion.objects.get(), by=world.clerk, text="已安排。")
    url = reverse("opinions:rate", args=[vault.secret_of(key)])
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"verdict": "no", "note": "没有"}).status_code == 302
    assert client.post(url, {"verdict": "yes"}).status_code == 409
    assert Suggestion.objects.get().state == "received"


def test_with_an_account_the_answer_is_found_there_by_nobody_else(world: World) -> None:
    send(as_(world.stranger), way="account", contact="")
    url = reverse("opinions:my_word", args=[Suggestion.objects.get().pk])
    assert as_(world.stranger).get(url).status_code == 200
    assert as_(world.clerk).get(url).status_code == 404


def test_the_office_passes_on_and_the_unit_answers_on_their_pages(world: World) -> None:
    said = cases.received(world, text="斑马线没了，我的电话13800000000")
    desk = as_(world.clerk)
    url = reverse("opinions:desk_case", args=[said.pk])
    form = desk.get(url).context["panels"][0].form
    assert "13800000000" not in form.initial["text"]
    data = {"act": "forward", "unit": world.unit.pk, "text": form.initial["text"], "version": said.version}
    assert desk.post(url, data).status_code == 302
    referral = Referral.objects.get()
    unit = as_(world.unit_clerk)
    page = reverse("opinions:unit_case", args=[referral.pk])
    assert unit.post(page, {"act": "reply", "answer": "下周划好"}).status_code == 302
    said.refresh_from_db()
    assert (said.state, said.answer) == ("answered", "下周划好")


DESK = "/opinions/desk/%s/"
CANARY = vault.Envelope("卡纳里先生", "13955550000")


@pytest.fixture
def morning(db: None) -> Iterator[World]:
    """The world at half past ten; what pages tell of the time is known."""
    with time_machine.travel("2026-03-03T02:30:00Z", tick=False):
        yield make_world()


@pytest.mark.parametrize(
    "who", ["unit_clerk", "unit_lead", "leader", "member", "other_unit_clerk", "stranger"]
)
def test_who_spoke_is_on_no_page_of_unit_leader_or_member(morning: World, who: str) -> None:
    """Nor that it was said at 3:17 in the night."""
    text, world = "我叫卡纳里，电话13955550000，斑马线没了", morning
    with time_machine.travel("2026-03-02T19:17:00Z", tick=False):
        said = cases.received(world, text=text, speaker=CANARY, place="某路")
    acts.forward(said, by=world.clerk, unit=world.unit, text="斑马线磨没了，建议重新划线。")
    referral, client = said.referrals.get(), as_(getattr(world, who))
    for name, pk in (("units", None), ("unit_case", referral.pk), ("index", None), ("desk", None),
                     ("show", referral.suggestion_id), ("desk_case", referral.suggestion_id)):  # fmt: skip
        shown = client.get(reverse(f"opinions:{name}", args=[pk] if pk else [])).content.decode()
        assert not re.search(r"卡纳里|13955550000|13955", shown), name
        if name == "unit_case" and "unit_" in who and "other" not in who:
            assert "斑马线磨没了" in shown and "3:17" not in shown


@pytest.mark.parametrize("who", ["unit_clerk", "neighbour", "stranger", "leader"])
def test_what_is_not_theirs_does_not_exist_for_others(world: World, who: str) -> None:
    said = cases.received(world)
    user = getattr(world, who, None) or world.other_unit_clerk
    answer = as_(user).get(reverse("opinions:desk_case", args=[said.pk]))
    assert answer.status_code in (403, 404)
