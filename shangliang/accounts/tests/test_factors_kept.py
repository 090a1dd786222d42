"""The second factor once it is there: who cannot change it, who can, how it is kept."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from shangliang.accounts import policy
from shangliang.accounts.models import CodeKey, Passkey, RecoveryCode
from shangliang.accounts.tests.factors import next_code, protected, set_up, step
from shangliang.accounts.tests.people import AWAY, browser, events, is_in, person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands_still")]


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody's duties call for a second factor."""
    monkeypatch.setattr(policy, "second_factor_needed", lambda user: True)


@pytest.mark.parametrize("address", ["/account/second-factor/", "/account/password/"])
def test_who_knows_only_the_password_changes_neither_factor_nor_password(address: str) -> None:
    protected()
    thief = browser(AWAY)
    sign_in(thief)

    assert thief.get(address).url.startswith("/sign-in/second-step/")
    assert thief.post("/account/second-factor/app/", {"code": "123456"}).url == "/sign-in/second-step/"
    assert thief.post("/account/recovery-codes/").url.startswith("/sign-in/second-step/")
    assert thief.post("/account/second-factor/remove/", {}).url.startswith("/sign-in/second-step/")


def test_the_last_factor_stays_while_the_post_calls_for_one(strict: None) -> None:
    user, _codes = protected()
    client = browser()
    sign_in(client)
    step(client, next_code(user))

    assert client.post("/account/second-factor/remove/", {"passkey": ""}).status_code == 409
    assert CodeKey.objects.count() == 1


def test_who_needs_none_can_remove_it_and_with_it_the_recovery_codes() -> None:
    user, _codes = protected()
    client = browser()
    sign_in(client)
    step(client, next_code(user))

    client.post("/account/second-factor/remove/", {"passkey": ""})

    assert (CodeKey.objects.count(), RecoveryCode.objects.count(), is_in(client)) == (0, 0, True)
    assert sign_in(browser()).url == "/"


def test_nobody_removes_the_passkey_of_somebody_else() -> None:
    owner = person("su", name="苏明月")
    key = Passkey.objects.create(user=owner, name="phone", credential="abc", data="")
    person()
    client = browser()
    sign_in(client)

    assert client.post("/account/second-factor/remove/", {"passkey": key.pk}).status_code == 404
    assert Passkey.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "x", "[]", "{}", '{"id": "a"}', '{"rawId": 1, "response": []}'])
def test_a_made_up_passkey_is_refused(typed: str) -> None:
    user, _codes = protected()
    Passkey.objects.create(user=user, name="phone", credential="abc", data="")
    Passkey.objects.all().delete()
    client = browser()
    sign_in(client)

    assert client.post("/sign-in/second-step/passkey/", {"credential": typed}).status_code == 422
    assert events(user)[-1] == "step_failed"
    assert not is_in(client)


def test_the_secret_lies_sealed_and_recovery_codes_as_digests() -> None:
    person()
    client = browser()
    sign_in(client)

    secret, codes = set_up(client)

    kept = str(list(CodeKey.objects.values_list())) + str(list(RecoveryCode.objects.values_list()))
    assert secret not in kept
    assert [code for code in codes if code in kept or code.replace("-", "") in kept] == []


def test_the_operator_clears_factors_from_the_console() -> None:
    user, _codes = protected()

    call_command("clear_second_factor", user.username, verbosity=0)

    assert (CodeKey.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert events(user)[-1] == "factors_cleared"
    assert sign_in(browser()).url == "/"


def test_the_demonstration_skips_the_step(strict: None, settings: pytest.FixtureRequest) -> None:
    settings.DEMO = True
    person("demo-clerk")
    client = browser()

    assert client.post("/sign-in/demo/", {"username": "demo-clerk"}).url == "/"
    assert is_in(client)


def test_a_second_factor_survives_the_change_of_the_installations_key(
    settings: pytest.FixtureRequest,
) -> None:
    user, _codes = protected()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" + "x" * 40
    client = browser()
    sign_in(client)

    assert step(client, next_code(user)) == 302


def test_codes_far_in_the_past_do_not_come_back() -> None:
    user, _codes = protected()
    code = next_code(user)
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        client = browser()
        sign_in(client)
        assert step(client, code) == 422
