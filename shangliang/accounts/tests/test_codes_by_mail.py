"""Signing in with a code sent by mail."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from shangliang.accounts.models import Letter
from shangliang.accounts.tests.people import browser, events, is_in, mails, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands_still")]


def _ask(client: Client, address: str = "lin@example.org") -> None:
    assert client.post("/sign-in/code/", {"email": address}).url == "/sign-in/code/enter/"


def _code() -> str:
    return re.findall(r"\b\d{6}\b", mails()[-1].subject)[0]


def _enter(client: Client, code: str) -> int:
    return client.post("/sign-in/code/enter/", {"code": code}).status_code


def _another(code: str) -> str:
    return str((int(code) + 1) % 10**6).zfill(6)


def test_the_code_that_was_mailed_opens_the_door_once() -> None:
    user = person()
    client = browser()
    _ask(client)
    code = _code()

    assert (_enter(client, code), is_in(client)) == (302, True)
    assert events(user) == ["signed_in"]
    client.post("/sign-out/")
    assert _enter(client, code) == 422


def test_the_code_counts_only_in_the_browser_that_asked() -> None:
    person()
    _ask(browser())

    assert _enter(browser(), _code()) == 422


def test_five_wrong_tries_wear_the_letter_out() -> None:
    person()
    client = browser()
    _ask(client)
    code = _code()
    answers = [_enter(client, _another(code)) for _n in range(5)]

    assert answers == [422] * 5
    assert _enter(client, code) == 422
    assert not is_in(client)


def test_the_fifth_try_still_counts() -> None:
    person()
    client = browser()
    _ask(client)
    code = _code()
    for _n in range(4):
        _enter(client, _another(code))

    assert _enter(client, code) == 302


def test_after_ten_minutes_the_code_is_too_old() -> None:
    person()
    client = browser()
    _ask(client)
    code = _code()

    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        assert _enter(client, code) == 422


def test_the_database_holds_no_code() -> None:
    person()
    _ask(browser())
    code = _code()

    row = Letter.objects.values_list().get()
    assert code not in " ".join(str(value) for value in row)


def _main(client: Client) -> str:
    page = client.get("/sign-in/code/enter/").content.decode()
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page.split("<main")[1])


def test_an_unknown_address_gets_the_same_answer_and_no_mail() -> None:
    person("closed", is_active=False)
    stranger, closed, known = browser(), browser(), browser()
    _ask(stranger, "nobody@example.org")
    _ask(closed, "closed@example.org")

    assert mails() == []
    assert [letter.user for letter in Letter.objects.all()] == [None, None]
    person()
    _ask(known)
    assert _main(stranger) == _main(closed) == _main(known)


def test_the_decoys_own_code_opens_nothing() -> None:
    client = browser()
    _ask(client, "nobody@example.org")

    assert _enter(client, Letter.objects.get().code()) == 422


def test_letters_to_one_address_are_braked() -> None:
    answers = [browser().post("/sign-in/code/", {"email": "lin@example.org"}).status_code for _n in range(6)]

    assert answers == [302] * 5 + [429]


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "登录验证码"), ("en", "Your sign-in code")])
def test_the_mail_is_in_the_persons_language(language: str, words: str) -> None:
    person(language=language, name="O'Neil <林>")
    _ask(browser())

    sent = mails()[-1]

    assert words in sent.subject
    assert "O'Neil <林>" in sent.body
    assert sent.to == ["lin@example.org"]


def test_the_worker_sends_a_letter_once() -> None:
    from shangliang.accounts.tasks import send_letter

    person()
    _ask(browser())
    mails()
    send_letter(str(Letter.objects.get().pk))

    assert len(mails()) == 1
