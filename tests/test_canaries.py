"""Who spoke is told to nobody: tokens planted in one citizen's word are looked for wherever others can look."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import reverse
from PIL import Image

from shangliang.accounts.models import User
from shangliang.bodies.tests.world import World, make_world
from shangliang.insight.text.search import find
from shangliang.jobs.queue import run_all
from shangliang.ledger.flow import Flow
from shangliang.ledger.models import Act
from shangliang.opinions import acts, flows, proof
from shangliang.opinions.forms import FOR_ACT
from shangliang.opinions.models import Photo, Referral, Report, Suggestion
from shangliang.opinions.tests.reports import cases
from tests.pages.walking import views, walk

NAME, PHONE, ADDRESS = "欧阳卡里", "13955550000", "canary.speaker@example.org"
USERNAME, NETWORK, CAMERA, PLATE = "canary-speaker", "198.51.100.77", "CanaryCam", "浙F8K3Z5"
MOMENT = datetime(2026, 3, 2, 19, 17, 23, tzinfo=UTC)
HOUR = "03:17"
# When all the rest happens. Pages, letters and headers of answers tell moments too: of none may HOUR be a part.
AFTERWARDS = datetime(2026, 3, 9, 2, 40, 50, tzinfo=UTC)
TOKENS = (NAME, PHONE, "139 5555 0000", ADDRESS, USERNAME, NETWORK, CAMERA, PLATE, HOUR)
SAID = (
    f"我叫{NAME}，住在三幢，电话{PHONE}，邮箱{ADDRESS}，车牌{PLATE}。"
    "小区充电桩太少，大家只好飞线充电，很危险，请在出入口附近多装一些。"
)
PLACES = ("/opinions/", "/notices", "/search", "/help", "/places")
# Where the tokens may stand in the database: the account itself, the word as it was written.
KNOWN = {"accounts.user", "opinions.suggestion"}


@dataclass
class Told:
    """A world in which one citizen's word went every way."""

    world: World
    speaker: User
    own: list[tuple[str, str]] = field(default_factory=list)


class Listening(Client):
    """A browser that keeps every byte it was answered."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.heard: list[tuple[str, str]] = []

    def get(self, path: str, *args: Any, **more: Any) -> Any:  # type: ignore[override]
        answer = super().get(path, *args, **more)
        content = b"".join(answer) if answer.streaming else answer.content
        self.heard.append((path, _text_of(content) + str(answer.headers)))
        return answer


def _text_of(content: bytes) -> str:
    """The words of an answer, also of one that is packed."""
    if content.startswith(b"PK"):
        packed = zipfile.ZipFile(io.BytesIO(content))
        return "".join(packed.read(one).decode("utf-8", "replace") for one in packed.namelist())
    return content.decode("utf-8", "replace")


def found_in(text: str) -> list[str]:
    """Which tokens stand in a text."""
    return [one for one in TOKENS if one in text]


@pytest.fixture
def told(db: None) -> Iterator[Told]:
    """Said at a telling hour, with an account, a contact, a photo; then passed on in every way there is."""
    with time_machine.travel(AFTERWARDS, tick=False):
        yield _passed_on_in_every_way()


def _passed_on_in_every_way() -> Told:
    world = make_world()
    speaker = User.objects.create_user(USERNAME, password="x", name=NAME, email=ADDRESS)
    for _way in range(4):
        with time_machine.travel(MOMENT, tick=False):
            _say(speaker)
    unit, clue, report, public = Suggestion.objects.order_by("id")
    acts.forward(unit, by=world.clerk, unit=world.unit, shares_photos=True, **_proposed("forward", unit))
    acts.reply(Referral.objects.get(), by=world.unit_clerk, answer="下周安装。")
    acts.offer(clue, by=world.clerk, text=_proposed("offer", clue)["text"])
    acts.claim(clue, by=world.member)
    acts.adopt(clue, by=world.member)
    _report(world, report)
    acts.answer(public, by=world.clerk, text="已列入计划。")
    shown = _proposed("publish", public)
    acts.publish(public, by=world.clerk, text=shown["text"], answer=shown.get("answer", ""))
    run_all()
    return Told(world, speaker)


def _say(speaker: User) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (30.0, 45.0, 0.0)}
    exif[0x010F] = CAMERA
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(drawn, "JPEG", exif=exif)
    picture = SimpleUploadedFile(f"{NAME}.jpg", drawn.getvalue(), "image/jpeg")
    client, key = Client(), uuid4().hex
    client.force_login(speaker)
    asked = proof.sum_for(key)
    given = {"text": f"{SAID}{key[:4]}", "way": "account", "contact": PHONE, "is_public_consented": "on"}
    more = {"key": key, "sum": asked.first + asked.second, "photos": picture}
    answer = client.post("/opinions/say/330402/", {**given, **more}, REMOTE_ADDR=NETWORK)
    assert answer.status_code == 302


def _proposed(name: str, said: Suggestion) -> dict[str, Any]:
    """What a clerk finds in the form of an act, and leaves as it is."""
    form = FOR_ACT[name](obj=said, user=None)
    return {field: form.initial.get(field, "") for field in ("text", "answer") if field in form.fields}


def _report(world: World, said: Suggestion) -> None:
    acts.turn_into_report(
        said, by=world.clerk, title=cases.TITLE, text=_proposed("turn_into_report", said)["text"]
    )
    report = cases.issued(world, Report.objects.get())
    acts.send(report, by=world.clerk, addressee="unit", unit=world.unit)
    acts.send(report, by=world.clerk, addressee="party")
    acts.instruct(cases.dispatch_of(report, "party"), by=world.leader, text="请速办。")


READERS = ("unit_clerk", "other_unit_lead", "member", "leader", "supervisor", "")


@pytest.mark.parametrize("who", READERS)
def test_no_page_export_or_api_tells_who_spoke(told: Told, who: str) -> None:
    browser = Listening(raise_request_exception=False)
    if who:
        browser.force_login(getattr(told.world, who))
    seeds = [route for route in views().values() if "<" not in route and route.startswith(PLACES)]
    for _seen in walk(who, browser, [*seeds, "/"], 3):
        pass
    for path in _readings(browser):
        browser.get(path)
    # The program's own source holds this file.
    heard = [(path, text) for path, text in browser.heard if path != reverse("source")]
    leaks = [(path, token) for path, text in heard for token in found_in(text)]
    assert leaks == []
    assert len(browser.heard) > 40
    if who in ("unit_clerk", "member", "leader", ""):
        assert any("充电桩" in text for _path, text in browser.heard)


def _readings(browser: Client) -> Iterator[str]:
    """Every reading of the API, lists and single rows."""
    described = browser.get("/api/openapi.json").json()["paths"]
    for path in (path for path, ways in described.items() if "get" in ways):
        numbers = range(1, 6) if "{" in path else range(1)
        yield from (re.sub(r"\{[^}]+\}", str(number), path) for number in numbers)


@pytest.mark.parametrize("who", READERS[:-1])
def test_no_search_finds_who_spoke(told: Told, who: str) -> None:
    reader = getattr(told.world, who)
    assert [one for one in TOKENS if find(reader, one).hits] == []
    reports = find(reader, "充电桩", kinds=["report"]).hits
    assert bool(reports) == (who in ("unit_clerk", "leader"))


def test_no_notice_letter_or_line_of_the_ledger_tells_who_spoke(told: Told) -> None:
    rows = Act.objects.values_list("title", "facts")
    assert found_in(json.dumps(list(rows), ensure_ascii=False)) == []
    assert found_in("".join(f"{one.subject}{one.body}" for one in mail.outbox)) == []
    assert {address for one in mail.outbox for address in one.to} == {ADDRESS}
    kinds: list[Flow[Any]] = [flows.suggestions, flows.referrals, flows.reports]
    allowed = {fact for flow in kinds for act in flow.acts.values() for fact in act.spec.facts}
    assert allowed & {"text", "answer", "speaker", "contact", "place", "name", "person"} == set()


def test_the_database_apart_from_the_vault_names_nobody(told: Told) -> None:
    """The account, and the words as they were written, are all that holds a token in the open."""
    found = {model._meta.label_lower for model in apps.get_models() if _holds_a_token(model)}
    assert found == KNOWN
    assert [one.name for one in Photo.objects.order_by("id")[:1]] == ["1.jpg"]
    assert all(CAMERA.encode() not in one.file.read() for one in Photo.objects.all())


def _holds_a_token(model: type[models.Model]) -> bool:
    kinds = (models.CharField, models.TextField, models.JSONField)
    names = [one.attname for one in model._meta.concrete_fields if isinstance(one, kinds)]
    rows = model._base_manager.values_list(*names) if names else []
    return any(found_in(json.dumps(list(row), ensure_ascii=False, default=str)) for row in rows)


def test_a_planted_token_would_be_found(told: Told) -> None:
    """The control: the office reads the word as it was written."""
    browser = Listening()
    browser.force_login(told.world.clerk)
    browser.get(f"/opinions/desk/{Suggestion.objects.first().pk}/")  # type: ignore[union-attr]
    assert set(found_in(browser.heard[0][1])) >= {NAME, PHONE, ADDRESS, PLATE, HOUR}
