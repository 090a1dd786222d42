"""One's own data, erasure, and the table of purposes."""

import json

import pytest
from django.apps import apps
from django.db import models

from shangliang.accounts import acts, privacy
from shangliang.accounts.models import ErasureRequest, OpenSession, SecurityEvent, User
from shangliang.accounts.privacy_columns import COLUMNS
from shangliang.accounts.tests.people import HERE, PASSWORD, browser, events, is_in, operator, person, sign_in
from shangliang.core.errors import Conflict, NotAllowed

pytestmark = pytest.mark.django_db
# Columns that say nothing about a person by themselves, or that the rest of the row makes sense of.
PLAIN = {
    "id",
    "user",
    "by",
    "post",
    "version",
    "kind",
    "tries",
    "sign_count",
    "last_step",
    "person",
    "body",
    "unit",
}
PLAIN |= {
    "is_active",
    "is_staff",
    "is_superuser",
    "is_system",
    "must_set_password",
    "session_stamp",
    "collective",
}
# Models whose rows describe a person.
ABOUT_PEOPLE = ("accounts.User", "bodies.Membership", "bodies.Post", "socialaccount.SocialAccount")
# Words that give a personal column away, wherever it stands.
TELLING = (
    "email",
    "phone",
    "mobile",
    "employer",
    "job_title",
    "birth",
    "id_number",
    "identity_number",
    "ethnic",
)


def _declared() -> set[tuple[str, str]]:
    return {(one.table, column) for one in COLUMNS for column in one.columns}


def _columns(model: type[models.Model]) -> set[tuple[str, str]]:
    return {(model._meta.label, f.name) for f in model._meta.concrete_fields if f.name not in PLAIN}


def _of_people() -> list[type[models.Model]]:
    ours = [
        m
        for m in apps.get_app_config("accounts").get_models()
        if any(f.name == "user" for f in m._meta.fields)
    ]
    return [*ours, *(apps.get_model(label) for label in ABOUT_PEOPLE)]


def test_every_personal_column_states_purpose_and_time() -> None:
    needed = set().union(*(_columns(model) for model in _of_people()))

    assert needed - _declared() == set()


def test_no_telling_column_hides_in_another_table() -> None:
    found = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("shangliang.")
        for field in model._meta.concrete_fields
        if any(word in field.name for word in TELLING)
    }

    assert found - _declared() == set()


def test_no_purpose_is_stated_for_a_column_that_does_not_exist() -> None:
    real = {(model._meta.label, f.name) for model in apps.get_models() for f in model._meta.concrete_fields}

    assert _declared() - real == set()


def test_everybody_reads_the_purposes_without_signing_in() -> None:
    page = browser(language="zh-hans").get("/privacy/").content.decode()

    assert page.count("<tr>") == len(COLUMNS) + 1
    assert "依法保存不少于六个月" in page


def test_my_data_are_complete_and_mine_only() -> None:
    user = person(phone="13800000000")
    person("su", name="苏明月", phone="13900000000")
    client = browser()
    sign_in(client)

    answer = client.post("/privacy/my-data/")

    told = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert set(told["data"]) == set(privacy.parts)
    assert told["data"]["account"][0]["phone"] == "13800000000"
    assert [row["kind"] for row in told["data"]["events"]] == ["signed_in", "exported"]
    assert told["person"] == user.pk
    text = answer.content.decode()
    assert ("13900000000" in text, "苏明月" in text, PASSWORD in text, '"password"' in text) == (False,) * 4


def test_an_export_asks_for_a_fresh_proof_and_a_press() -> None:
    person()
    client = browser()
    sign_in(client)
    session = client.session
    session["proved"] = 0
    session.save()

    assert client.post("/privacy/my-data/").url.startswith("/account/prove/")
    assert client.get("/privacy/my-data/").status_code == 405
    assert browser().post("/privacy/my-data/").url.startswith("/sign-in/")


def _erased() -> tuple[User, User]:
    """A person with everything, erased at their own request; and the operator."""
    user, admin, client = person(phone="13800000000", language="en"), operator(), browser()
    sign_in(client)
    client.post("/privacy/erasure/")
    office = browser()
    sign_in(office, "operator")
    request = ErasureRequest.objects.get()
    assert office.post(f"/privacy/erasures/{request.pk}/").url == "/privacy/erasures/"
    assert not is_in(client)
    user.refresh_from_db()
    return user, admin


def test_an_erased_person_leaves_an_id_and_no_data() -> None:
    user, _admin = _erased()

    kept = (user.name, user.email, user.phone, user.language, user.username, user.is_active)
    assert kept == ("", "", "", "", f"erased-{user.pk}", False)
    assert user.has_usable_password() is False
    data = privacy.my_data(user)
    filled = {name for name, rows in data.items() if rows}
    assert filled == {"account", "events", "erasure_requests"}
    text = json.dumps(data, default=str)
    assert [word for word in ("林知远", "lin@example.org", "13800000000") if word in text] == []
    assert sign_in(browser()).status_code == 422


def test_no_table_keeps_a_trace_of_the_erased() -> None:
    _erased()
    everything = [
        str(row)
        for model in apps.get_models()
        for row in model._base_manager.values_list()
        if "林知远" in str(row) or "lin@example.org" in str(row) or "13800000000" in str(row)
    ]

    assert everything == []


def test_an_erased_account_stays_closed() -> None:
    user, admin = _erased()

    with pytest.raises(Conflict):
        acts.enable(user, by=admin, where=HERE)


def test_a_request_can_be_withdrawn_and_asked_again() -> None:
    user = person()
    client = browser()
    sign_in(client)
    client.post("/privacy/erasure/")
    assert client.post("/privacy/erasure/").status_code == 409
    client.post("/privacy/erasure/withdraw/")
    assert client.post("/privacy/erasure/withdraw/").status_code == 409
    client.post("/privacy/erasure/")

    assert ErasureRequest.objects.filter(user=user).open().count() == 1
    assert events(user) == ["signed_in", "erasure_asked", "erasure_withdrawn", "erasure_asked"]


def test_nobody_is_erased_without_asking_and_only_by_the_platform_administrator() -> None:
    user, admin = person(), operator()
    with pytest.raises(Conflict):
        acts.erase(user, by=admin, where=HERE)
    acts.ask_erasure(user, by=user, where=HERE)
    with pytest.raises(NotAllowed):
        acts.erase(user, by=user, where=HERE)
    with pytest.raises(NotAllowed):
        acts.ask_erasure(user, by=admin, where=HERE)

    client = browser()
    sign_in(client)
    request = ErasureRequest.objects.get()
    assert client.get("/privacy/erasures/").status_code == 403
    assert client.post(f"/privacy/erasures/{request.pk}/").status_code == 403


def test_the_operator_sees_who_waits() -> None:
    user = person()
    acts.ask_erasure(user, by=user, where=HERE)
    operator()
    office = browser()
    sign_in(office, "operator")

    assert "林知远 (lin)" in office.get("/privacy/erasures/").content.decode()


def test_a_failing_part_erases_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    user, admin = person(), operator()
    acts.ask_erasure(user, by=user, where=HERE)
    OpenSession.objects.create(user=user)
    broken = privacy.Part("broken", "broken", lambda user: [], lambda user: 1 / 0)
    monkeypatch.setitem(privacy.parts, "broken", broken)

    with pytest.raises(ZeroDivisionError):
        acts.erase(user, by=admin, where=HERE)

    assert (User.objects.get(pk=user.pk).name, OpenSession.objects.count()) == ("林知远", 1)
    assert SecurityEvent.objects.filter(kind="erased").count() == 0
