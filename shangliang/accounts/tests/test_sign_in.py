"""Signing in with a password, and what it never tells."""

from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shangliang.accounts.models import User
from shangliang.accounts.tests.people import PASSWORD, browser, events, is_in, person, sign_in

pytestmark = pytest.mark.django_db


def test_the_right_password_opens_the_first_page() -> None:
    person()
    client = browser()

    answer = sign_in(client)

    assert (answer.status_code, answer.url, is_in(client)) == (302, "/", True)


@pytest.mark.parametrize("login", ["lin", "lin@example.org", "LIN@Example.org", "  lin "])
def test_username_and_address_are_both_names(login: str) -> None:
    person()
    client = browser()

    sign_in(client, login)

    assert is_in(client)


def test_it_goes_on_to_the_page_that_was_wanted() -> None:
    person()
    wanted = browser().get("/account/").url

    assert wanted == "/sign-in/?next=/account/"
    assert sign_in(browser(), next="/account/").url == "/account/"


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_it_never_goes_on_to_another_site(evil: str) -> None:
    person()

    assert sign_in(browser(), next=evil).url == "/"


def _attempt(login: str, network: int) -> tuple[Any, ...]:
    """What an attacker sees and could measure: status, page, work of hashing, questions to the database."""
    client, hashed = browser(f"198.51.{network}.9"), []

    def counted(self: Any, password: str, salt: str, *more: Any) -> str:
        hashed.append(password)
        return f"md5${salt}$0"

    with patch.object(MD5PasswordHasher, "encode", counted), CaptureQueriesContext(connection) as asked:
        answer = sign_in(client, login, "wrong-password")
    page = answer.content.decode().replace(login, "NAME")
    return answer.status_code, _without_tokens(page), len(hashed), len(asked.captured_queries)


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf" not in line.lower())


def test_unknown_wrong_disabled_and_passwordless_look_alike() -> None:
    person("known")
    person("closed", is_active=False)
    person("empty", password=None)

    answers = [_attempt(login, n) for n, login in enumerate(("known", "nobody", "closed", "empty"))]

    assert answers[0][0] == 422
    assert answers[0][2] == 1
    assert answers == [answers[0]] * 4


def test_a_disabled_person_does_not_come_in() -> None:
    person(is_active=False)
    client = browser()

    assert sign_in(client).status_code == 422
    assert not is_in(client)


def test_the_system_signs_in_never() -> None:
    system = person("system-like", is_system=True)
    client = browser()

    assert sign_in(client, system.username).status_code == 422


def test_signing_in_gives_the_session_a_new_key() -> None:
    person()
    client = browser()
    client.post("/sign-in/code/", {"email": "nobody@example.org"})
    before = client.session.session_key

    sign_in(client)

    assert before and client.session.session_key != before


def test_signing_out_is_a_press_and_ends_the_session_for_every_copy_of_its_cookie() -> None:
    person()
    client, copy = browser(), browser()
    sign_in(client)
    copy.cookies["sessionid"] = client.cookies["sessionid"].value
    assert client.get("/sign-out/").status_code == 405

    client.post("/sign-out/")

    assert (is_in(client), is_in(copy)) == (False, False)


def test_successes_and_failures_are_noted() -> None:
    user = person()
    client = browser()
    sign_in(client, password="wrong")
    sign_in(client)
    client.post("/sign-out/")

    assert events(user) == ["sign_in_failed", "signed_in", "signed_out"]
    sign_in(client, "nobody")
    assert events(None) == ["sign_in_failed"]


def test_private_pages_stay_out_of_every_cache() -> None:
    person()
    client = browser()
    sign_in(client)

    assert "no-store" in client.get("/account/")["Cache-Control"]
    assert "no-store" in client.get("/")["Cache-Control"]


def test_the_page_speaks_both_languages() -> None:
    assert "账号或密码不正确" in sign_in(browser(language="zh-hans"), "nobody").content.decode()
    assert "do not belong together" in sign_in(browser(language="en"), "nobody").content.decode()


def test_from_then_on_pages_are_in_the_persons_own_language() -> None:
    person(language="en")
    client = browser(language="zh-hans")

    sign_in(client)

    assert "My account" in client.get("/account/").content.decode()


def test_one_address_is_one_person_however_it_is_written() -> None:
    from django.db import IntegrityError, transaction

    person("one", email="Same@Example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User(username="two", email="SAME@example.ORG", password=PASSWORD).save()
