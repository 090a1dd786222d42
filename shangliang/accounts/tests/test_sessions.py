"""Sessions die when they must."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone, translation

from shangliang.accounts import acts
from shangliang.accounts.models import OpenSession, User
from shangliang.accounts.tests.people import (
    AWAY,
    HERE,
    HOME,
    PASSWORD,
    browser,
    events,
    is_in,
    operator,
    person,
    sign_in,
)

pytestmark = pytest.mark.django_db
NEW = "violet-river-77"


def _two(user: User | None = None) -> tuple[User, Client, Client]:
    """A person signed in at home and away."""
    user = user or person()
    here, there = browser(HOME), browser(AWAY)
    sign_in(here)
    sign_in(there)
    return user, here, there


def test_a_new_password_ends_all_sessions_but_the_one_in_which_it_was_set() -> None:
    _user, here, there = _two()
    key = here.session.session_key

    answer = here.post("/account/password/", {"password": NEW, "again": NEW})

    assert answer.status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)
    assert here.session.session_key != key
    assert sign_in(browser(), password=PASSWORD).status_code == 422


def test_disabling_ends_all_sessions_at_the_next_request_and_enabling_opens_none_of_them() -> None:
    user, here, there = _two()
    admin = operator()

    acts.disable(user, by=admin, where=HERE)

    assert (is_in(here), is_in(there)) == (False, False)
    acts.enable(user, by=admin, where=HERE)
    assert (is_in(here), is_in(there)) == (False, False)


@pytest.mark.parametrize("changed", [{"session_stamp": "other"}, {"password": "!"}, {"is_active": False}])
def test_each_change_of_the_persons_row_ends_sessions_by_itself(changed: dict[str, Any]) -> None:
    user, here, _there = _two()

    User.objects.filter(pk=user.pk).update(**changed)

    assert OpenSession.objects.count() == 2
    assert not is_in(here)


def test_a_session_without_its_row_is_dead_though_the_person_is_unchanged() -> None:
    _user, here, there = _two()

    OpenSession.objects.filter(network="192.0.2.0/24").delete()

    assert (is_in(here), is_in(there)) == (False, True)


def test_sign_out_everywhere_means_everywhere() -> None:
    user, here, there = _two()

    here.post("/account/sessions/end-all/")

    assert (is_in(here), is_in(there)) == (False, False)
    assert OpenSession.objects.count() == 0
    assert events(user)[-1] == "all_ended"


def test_one_device_can_be_signed_out_from_another() -> None:
    user, here, there = _two()
    other = OpenSession.objects.get(network="198.51.100.0/24")

    here.post(f"/account/sessions/{other.pk}/end/")

    assert (is_in(here), is_in(there)) == (True, False)
    assert events(user)[-1] == "session_ended"


def test_nobody_ends_the_session_of_somebody_else() -> None:
    _user, here, _there = _two()
    person("su", name="苏明月")
    stranger = browser()
    sign_in(stranger, "su")
    victim = OpenSession.objects.filter(user__username="lin").first()

    assert stranger.post(f"/account/sessions/{victim.pk}/end/").status_code == 404
    assert is_in(here)


def test_the_list_shows_network_and_kind_of_device_only() -> None:
    _user, here, _there = _two()

    page = here.get("/account/security/").content.decode()

    assert "192.0.2.0/24" in page
    assert "198.51.100.0/24" in page
    assert "Firefox, Linux" in page
    assert (HOME in page, AWAY in page) == (False, False)


def test_an_idle_session_ends_and_an_active_one_goes_on() -> None:
    person()
    idle, busy = browser(), browser()
    sign_in(idle)
    sign_in(busy)
    start = timezone.now()
    for minutes in (40, 80):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert is_in(busy)

    with time_machine.travel(start + timedelta(minutes=81), tick=False):
        assert (is_in(busy), is_in(idle)) == (True, False)


def test_the_idle_time_is_a_setting(settings: pytest.FixtureRequest) -> None:
    settings.SESSION_IDLE_SECONDS = 60
    person()
    client = browser()
    sign_in(client)

    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        assert not is_in(client)


def test_an_old_proof_asks_for_the_password_before_the_account_is_changed() -> None:
    person()
    client = browser()
    sign_in(client)
    later = timezone.now() + timedelta(minutes=16)
    with time_machine.travel(later, tick=False):
        asked = client.get("/account/password/")
        assert asked.url == "/account/prove/?next=%2Faccount%2Fpassword%2F"
        assert client.post("/account/prove/", {"password": "wrong"}).status_code == 422
        key = client.session.session_key

        client.post("/account/prove/?next=/account/password/", {"password": PASSWORD})

        assert client.get("/account/password/").status_code == 200
        assert client.session.session_key != key


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        (PASSWORD, PASSWORD, "have already"),
        ("password123", "password123", "too common"),
        (NEW, "other", "not the same"),
        ("lin@example.org1", "lin@example.org1", "too similar"),
    ],
)
def test_a_poor_password_is_refused_with_the_reason(password: str, again: str, words: str) -> None:
    person()
    client = browser()
    sign_in(client)

    answer = client.post("/account/password/", {"password": password, "again": again})

    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize("password", ["x7!", "password123", "918273645012"])
def test_a_poor_password_is_refused_in_the_language_of_the_page(password: str) -> None:
    with translation.override("zh-hans"), pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert re.findall(r"[A-Za-z]+", " ".join(refused.value.messages)) == []


def test_the_rules_of_passwords_are_shown_before_one_is_typed() -> None:
    person()
    client = browser()
    sign_in(client)

    assert "at least 10 characters" in client.get("/account/password/").content.decode()


def test_a_password_given_by_somebody_else_is_replaced_before_anything_else() -> None:
    user = person(must_set_password=True)
    client = browser()
    sign_in(client)
    assert client.get("/account/").url == "/account/password/?next=%2Faccount%2F"
    assert client.get("/notices/").url == "/account/password/?next=%2Fnotices%2F"

    client.post("/account/password/?next=/account/", {"password": NEW, "again": NEW})

    user.refresh_from_db()
    assert (user.must_set_password, is_in(client)) == (False, True)


@pytest.mark.parametrize("name", ["disable", "enable", "clear_factors"])
def test_only_the_platform_administrator_closes_accounts_and_never_the_own(name: str) -> None:
    from shangliang.core.errors import NotAllowed

    user, admin = person(), operator()
    act = getattr(acts, name)
    for target, by in ((user, user), (admin, user), (admin, admin)):
        with pytest.raises(NotAllowed):
            act(target, by=by, where=HERE)
