"""The second factor: who needs it, setting it up, doing it, losing it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from shangliang.accounts import policy, totp
from shangliang.accounts.models import CodeKey, KnownDevice, Passkey, RecoveryCode, User
from shangliang.accounts.sealing import unseal
from shangliang.accounts.tests.people import AWAY, HOME, browser, events, is_in, mails, person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody's duties call for a second factor."""
    monkeypatch.setattr(policy, "second_factor_needed", lambda user: True)


def _shown_secret(client: Client) -> str:
    page = client.get("/account/second-factor/").content.decode()
    return re.findall(r"<code>([A-Z2-7 ]+)</code>", page)[0].replace(" ", "")


def _set_up(client: Client) -> tuple[str, list[str]]:
    """Scan the picture and type the code; returns the secret and the recovery codes shown."""
    secret = _shown_secret(client)
    page = client.post("/account/second-factor/app/", {"code": totp.code_at(secret, totp.current_step())})
    return secret, re.findall(r"<code>(\w{5}-\w{5})</code>", page.content.decode())


def _next_code(user: User) -> str:
    """The code of the thirty seconds after the last that was taken."""
    key = CodeKey.objects.get(user=user)
    return totp.code_at(unseal(key.secret), key.last_step + 1)


def _step(client: Client, code: str, address: str = "/sign-in/second-step/code/") -> int:
    return client.post(address, {"code": code}).status_code


def _protected() -> tuple[User, list[str]]:
    """A person with an app, and the recovery codes."""
    user, client = person(), browser(HOME)
    sign_in(client)
    _secret, codes = _set_up(client)
    client.post("/sign-out/")
    return user, codes


def test_codes_are_those_of_the_standard() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the seed of RFC 6238, appendix B

    steps = [59, 1111111109, 1111111111, 1234567890, 2000000000, 20000000000]
    codes = [totp.code_at(secret, seconds // 30) for seconds in steps]

    assert codes == ["287082", "081804", "050471", "005924", "279037", "353130"]


def test_one_step_of_a_wrong_clock_is_forgiven_two_are_not() -> None:
    secret, now = totp.new_secret(), totp.current_step()
    found = [totp.step_of(secret, totp.code_at(secret, now + n)) for n in (-2, -1, 0, 1, 2)]

    assert found == [None, now - 1, now, now + 1, None]


def test_staff_without_a_second_factor_are_sent_to_set_it_up_and_nowhere_else(strict: None) -> None:
    person()
    client = browser()

    assert sign_in(client).url == "/sign-in/second-step/?next=%2F"
    assert (
        client.get("/sign-in/second-step/?next=/notices/").url == "/account/second-factor/?next=%2Fnotices%2F"
    )
    for page in ("/", "/account/", "/notices/", "/proposals/", "/account/security/"):
        assert client.get(page).url.startswith("/sign-in/second-step/")
    assert "Your post calls for a second factor" in client.get("/account/second-factor/").content.decode()


def test_programs_are_told_instead_of_sent(strict: None) -> None:
    person()
    client = browser()
    sign_in(client)

    answer = client.get("/api/openapi.json")

    assert (answer.status_code, sorted(answer.json())) == (403, ["detail", "field"])


def test_with_the_scanned_app_they_are_in(strict: None) -> None:
    user = person()
    client = browser()
    sign_in(client)
    before = client.session.session_key

    _secret, codes = _set_up(client)

    assert is_in(client)
    assert len(set(codes)) == 10
    assert client.session.session_key != before
    assert events(user) == ["signed_in", "factor_added", "codes_renewed"]


def test_a_wrong_first_code_sets_nothing_up() -> None:
    person()
    client = browser()
    sign_in(client)
    right = totp.code_at(_shown_secret(client), totp.current_step())

    answer = client.post("/account/second-factor/app/", {"code": str((int(right) + 1) % 10**6).zfill(6)})

    assert answer.status_code == 422
    assert CodeKey.objects.count() == 0


def test_setting_it_up_ends_the_other_sessions_and_tells_the_person() -> None:
    person()
    here, there = browser(HOME), browser(AWAY)
    sign_in(here)
    sign_in(there)

    _set_up(here)

    assert (is_in(here), is_in(there)) == (True, False)
    assert [letter.subject for letter in mails()] == ["账号变更提醒：添加双重验证方式"]


def test_who_has_one_does_the_step_at_each_sign_in_though_nobody_asks_it() -> None:
    user, _codes = _protected()
    client = browser()

    assert sign_in(client, next="/account/").url == "/sign-in/second-step/?next=%2Faccount%2F"
    assert not is_in(client)
    key = client.session.session_key
    assert _step(client, _next_code(user)) == 302
    assert is_in(client)
    assert client.session.session_key != key


def test_a_code_counts_once() -> None:
    user, _codes = _protected()
    first, second = browser(), browser()
    sign_in(first)
    sign_in(second)
    code = _next_code(user)

    assert (_step(first, code), _step(second, code)) == (302, 422)
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_recovery_code_opens_once_however_it_is_typed() -> None:
    user, codes = _protected()
    first, second = browser(), browser()
    sign_in(first)
    sign_in(second)

    assert _step(first, codes[0].lower().replace("-", " ")) == 302
    assert _step(second, codes[0]) == 422
    assert RecoveryCode.objects.filter(used__isnull=False).count() == 1
    assert events(user)[-2:] == ["recovery_used", "step_failed"]


def test_new_recovery_codes_make_the_old_ones_void() -> None:
    user, codes = _protected()
    client, later = browser(), browser()
    sign_in(client)
    _step(client, _next_code(user))
    client.post("/account/recovery-codes/")
    sign_in(later)

    assert _step(later, codes[1]) == 422
    assert RecoveryCode.objects.count() == 10


def test_guessing_the_step_is_braked_and_known_devices_are_not_locked_out() -> None:
    user, _codes = _protected()
    thief, owner = browser(AWAY), browser(HOME)
    sign_in(thief)
    answers = [_step(thief, "000000") for _n in range(6)]

    assert answers == [422] * 5 + [429]
    sign_in(owner)
    assert _step(owner, _next_code(user)) == 302


def test_who_knows_only_the_password_makes_no_network_known() -> None:
    user, _codes = _protected()
    before = list(KnownDevice.objects.values_list("network", flat=True))

    sign_in(browser(AWAY))

    assert list(KnownDevice.objects.filter(user=user).values_list("network", flat=True)) == before
    assert before == ["192.0.2.0/24"]


@pytest.mark.parametrize("address", ["/account/second-factor/", "/account/password/"])
def test_who_knows_only_the_password_changes_neither_factor_nor_password(address: str) -> None:
    _protected()
    thief = browser(AWAY)
    sign_in(thief)

    assert thief.get(address).url.startswith("/sign-in/second-step/")
    assert thief.post("/account/second-factor/app/", {"code": "123456"}).url == "/sign-in/second-step/"
    assert thief.post("/account/recovery-codes/").url.startswith("/sign-in/second-step/")
    assert thief.post("/account/second-factor/remove/", {}).url.startswith("/sign-in/second-step/")


def test_the_last_factor_stays_while_the_post_calls_for_one(strict: None) -> None:
    user, _codes = _protected()
    client = browser()
    sign_in(client)
    _step(client, _next_code(user))

    assert client.post("/account/second-factor/remove/", {"passkey": ""}).status_code == 409
    assert CodeKey.objects.count() == 1


def test_who_needs_none_can_remove_it_and_with_it_the_recovery_codes() -> None:
    user, _codes = _protected()
    client = browser()
    sign_in(client)
    _step(client, _next_code(user))

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
    user, _codes = _protected()
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

    secret, codes = _set_up(client)

    kept = str(list(CodeKey.objects.values_list())) + str(list(RecoveryCode.objects.values_list()))
    assert secret not in kept
    assert [code for code in codes if code in kept or code.replace("-", "") in kept] == []


def test_the_operator_clears_factors_from_the_console() -> None:
    user, _codes = _protected()

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
    user, _codes = _protected()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" + "x" * 40
    client = browser()
    sign_in(client)

    assert _step(client, _next_code(user)) == 302


def test_codes_far_in_the_past_do_not_come_back() -> None:
    user, _codes = _protected()
    code = _next_code(user)
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        client = browser()
        sign_in(client)
        assert _step(client, code) == 422
