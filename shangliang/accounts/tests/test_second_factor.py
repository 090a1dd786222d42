"""The second factor: who needs it, setting it up, doing it."""

import pytest

from shangliang.accounts import policy, totp
from shangliang.accounts.models import CodeKey, KnownDevice, RecoveryCode
from shangliang.accounts.tests.factors import next_code, protected, set_up, shown_secret, step
from shangliang.accounts.tests.people import AWAY, HOME, browser, events, is_in, mails, person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands_still")]


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody's duties call for a second factor."""
    monkeypatch.setattr(policy, "second_factor_needed", lambda user: True)


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

    _secret, codes = set_up(client)

    assert is_in(client)
    assert len(set(codes)) == 10
    assert client.session.session_key != before
    assert events(user) == ["signed_in", "factor_added", "codes_renewed"]


def test_a_wrong_first_code_sets_nothing_up() -> None:
    person()
    client = browser()
    sign_in(client)
    right = totp.code_at(shown_secret(client), totp.current_step())

    answer = client.post("/account/second-factor/app/", {"code": str((int(right) + 1) % 10**6).zfill(6)})

    assert answer.status_code == 422
    assert CodeKey.objects.count() == 0


def test_setting_it_up_ends_the_other_sessions_and_tells_the_person() -> None:
    person()
    here, there = browser(HOME), browser(AWAY)
    sign_in(here)
    sign_in(there)

    set_up(here)

    assert (is_in(here), is_in(there)) == (True, False)
    assert [letter.subject for letter in mails()] == ["账号变更提醒：添加双重验证方式"]


def test_who_has_one_does_the_step_at_each_sign_in_though_nobody_asks_it() -> None:
    user, _codes = protected()
    client = browser()

    assert sign_in(client, next="/account/").url == "/sign-in/second-step/?next=%2Faccount%2F"
    assert not is_in(client)
    key = client.session.session_key
    assert step(client, next_code(user)) == 302
    assert is_in(client)
    assert client.session.session_key != key


def test_a_code_counts_once() -> None:
    user, _codes = protected()
    first, second = browser(), browser()
    sign_in(first)
    sign_in(second)
    code = next_code(user)

    assert (step(first, code), step(second, code)) == (302, 422)
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_recovery_code_opens_once_however_it_is_typed() -> None:
    user, codes = protected()
    first, second = browser(), browser()
    sign_in(first)
    sign_in(second)

    assert step(first, codes[0].lower().replace("-", " ")) == 302
    assert step(second, codes[0]) == 422
    assert RecoveryCode.objects.filter(used__isnull=False).count() == 1
    assert events(user)[-2:] == ["recovery_used", "step_failed"]


def test_new_recovery_codes_make_the_old_ones_void() -> None:
    user, codes = protected()
    client, later = browser(), browser()
    sign_in(client)
    step(client, next_code(user))
    client.post("/account/recovery-codes/")
    sign_in(later)

    assert step(later, codes[1]) == 422
    assert RecoveryCode.objects.count() == 10


def test_guessing_the_step_is_braked_and_known_devices_are_not_locked_out() -> None:
    user, _codes = protected()
    thief, owner = browser(AWAY), browser(HOME)
    sign_in(thief)
    answers = [step(thief, "000000") for _n in range(6)]

    assert answers == [422] * 5 + [429]
    sign_in(owner)
    assert step(owner, next_code(user)) == 302


def test_who_knows_only_the_password_makes_no_network_known() -> None:
    user, _codes = protected()
    before = list(KnownDevice.objects.values_list("network", flat=True))

    sign_in(browser(AWAY))

    assert list(KnownDevice.objects.filter(user=user).values_list("network", flat=True)) == before
    assert before == ["192.0.2.0/24"]
