"""Tokens: shown once, kept as a digest, ended by hand, by time and by a new password."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shangliang.accounts.models import SecurityEvent, User
from shangliang.api.models import Token


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("reader", password="orange-lamp-42", name="李读")


@pytest.fixture
def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _make(browser: Client) -> str:
    answer = browser.post(reverse("tokens"), {"name": "my script"})
    return answer.context["secret"]


def _status(secret: str) -> int:
    return Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/proposals").status_code


def test_a_token_is_shown_once_and_kept_only_as_a_digest(browser: Client) -> None:
    secret = _make(browser)
    assert secret.startswith("sl_")
    assert secret not in browser.get(reverse("tokens")).content.decode()
    assert secret not in str(Token.objects.values())
    assert _status(secret) == 200


def test_a_token_ends_by_hand(browser: Client) -> None:
    secret = _make(browser)
    browser.post(reverse("end_token", args=[Token.objects.get().pk]))
    assert _status(secret) == 401


def test_a_token_ends_with_its_time_its_owner_and_the_owners_sessions(browser: Client, person: User) -> None:
    for change in ({"expires": timezone.now()}, None, {}):
        secret = _make(browser)
        if change:
            Token.objects.update(**change)
        elif change is None:
            User.objects.filter(pk=person.pk).update(is_active=False)
        else:
            User.objects.filter(pk=person.pk).update(is_active=True, session_stamp="rotated")
        assert _status(secret) == 401
        User.objects.filter(pk=person.pk).update(is_active=True, session_stamp="")


def test_nobody_ends_somebody_elses_token(browser: Client) -> None:
    other = User.objects.create_user("other", password="orange-lamp-42", name="王另")
    token = Token.objects.create(user=other, name="x", digest="d", expires=timezone.now())
    assert browser.post(reverse("end_token", args=[token.pk])).status_code == 404
    assert Token.objects.filter(pk=token.pk).exists()


def test_making_a_token_stands_in_the_security_log(browser: Client, person: User) -> None:
    _make(browser)
    assert SecurityEvent.objects.filter(user=person, kind="token_made").count() == 1


def test_a_token_without_a_name_is_refused(browser: Client) -> None:
    assert browser.post(reverse("tokens"), {"name": ""}).status_code == 422
