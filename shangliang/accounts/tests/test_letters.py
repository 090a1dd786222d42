"""Invitations, resets and confirmations: once, for one person, for a while."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from shangliang.accounts import invitations
from shangliang.accounts.models import Letter, User
from shangliang.accounts.tests.people import browser, events, is_in, mails, operator, person, sign_in
from shangliang.core.errors import Conflict

pytestmark = pytest.mark.django_db
NEW = {"password": "violet-river-77", "again": "violet-river-77"}


def _link() -> str:
    """The path of the link in the last mail."""
    return re.findall(r"https?://[^/]+(/\S+)", mails()[-1].body)[0]


def _invited() -> tuple[User, str]:
    user = person(password=None)
    return user, invitations.link_for(user, by=operator())


def test_an_invited_person_reads_the_rules_sets_a_password_and_is_in() -> None:
    user, link = _invited()
    client = browser()
    page = client.get(link).content.decode()

    answer = client.post(link, NEW)

    assert ("Your username is lin." in page, "at least 10 characters" in page) == (True, True)
    assert (answer.url, is_in(client)) == ("/", True)
    assert events(user) == ["invited", "password_set"]
    assert sign_in(browser(), password=NEW["password"]).status_code == 302


def test_an_invitation_works_once() -> None:
    _user, link = _invited()
    browser().post(link, NEW)

    assert browser().post(link, {"password": "green-hill-31", "again": "green-hill-31"}).status_code == 404
    assert sign_in(browser(), password="green-hill-31").status_code == 422


def test_an_invitation_ends_after_fourteen_days() -> None:
    _user, link = _invited()
    with time_machine.travel(timezone.now() + timedelta(days=13, hours=23)):
        assert browser().get(link).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=14, seconds=1)):
        assert browser().get(link).status_code == 404


def test_an_invitation_falls_with_the_session_stamp() -> None:
    user, link = _invited()
    User.objects.filter(pk=user.pk).update(session_stamp="other")

    assert browser().get(link).status_code == 404


def test_an_invitation_is_for_its_person_only_and_its_token_not_guessable() -> None:
    _user, link = _invited()
    other = person("su", password=None, name="苏明月")
    token = link.split("/")[-2]
    foreign = Letter.objects.create(kind="invitation", user=other)

    assert browser().get(f"/invitation/{foreign.pk}/{token}/").status_code == 404
    assert browser().get(link.replace(token, "0" * 40)).status_code == 404
    assert browser().get(link.replace("/invitation/", "/password-reset/")).status_code == 404


def test_a_poor_first_password_does_not_use_the_link_up() -> None:
    _user, link = _invited()

    assert browser().post(link, {"password": "short", "again": "short"}).status_code == 422
    assert browser().get(link).status_code == 200


def test_who_signed_in_before_cannot_be_invited() -> None:
    user = person()
    sign_in(browser())
    user.refresh_from_db()

    for one in (user, operator(), person("gone", is_active=False)):
        with pytest.raises(Conflict):
            invitations.link_for(one)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Your account is ready"), ("zh-hans", "您的账号已开通")]
)
def test_an_invitation_can_go_by_mail(language: str, words: str) -> None:
    user = person(password=None, language=language)

    invitations.mail_to(user, site="https://council.example")

    assert mails()[-1].subject == words
    assert "https://council.example/invitation/" in mails()[-1].body
    assert browser().get(_link()).status_code == 200


def test_a_reset_by_mail_ends_all_sessions_and_the_link_works_once() -> None:
    user = person()
    client = browser()
    sign_in(client)
    assert browser().post("/password-reset/", {"email": "lin@example.org"}).url == "/sign-in/"
    link = _link()

    assert browser().post(link, NEW).url == "/sign-in/"
    assert not is_in(client)
    assert events(user)[-1] == "password_reset"
    assert browser().post(link, NEW).status_code == 404
    assert sign_in(browser(), password=NEW["password"]).status_code == 302


def test_looking_at_a_link_uses_nothing_up() -> None:
    person()
    browser().post("/password-reset/", {"email": "lin@example.org"})
    link = _link()

    assert [browser().get(link).status_code for _n in range(9)] == [200] * 9


def test_a_reset_link_ends_after_an_hour() -> None:
    person()
    browser().post("/password-reset/", {"email": "lin@example.org"})
    link = _link()

    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert browser().post(link, NEW).status_code == 404


@pytest.mark.parametrize("address", ["nobody@example.org", "empty@example.org", "closed@example.org"])
def test_where_nothing_can_be_reset_the_answer_is_the_same_and_no_mail_goes_out(address: str) -> None:
    person("empty", password=None)
    person("closed", is_active=False)
    client = browser()

    assert client.post("/password-reset/", {"email": address}).url == "/sign-in/"
    assert "If this address belongs" in client.get("/sign-in/").content.decode()
    assert mails() == []


def test_a_new_address_counts_when_its_link_comes_back_and_the_old_one_is_told() -> None:
    user = person()
    client = browser()
    sign_in(client)
    client.post("/account/address/", {"email": "New@Example.org"})
    link = _link()
    user.refresh_from_db()
    assert (user.email, mails()[-1].to) == ("lin@example.org", ["new@example.org"])

    browser().post(link)

    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert mails()[-1].to == ["lin@example.org"]
    assert "电子邮箱" in mails()[-1].subject


def test_an_address_of_somebody_else_is_not_taken_and_its_owner_not_told_of() -> None:
    user = person()
    person("su", name="苏明月")
    client = browser()
    sign_in(client)
    assert client.post("/account/address/", {"email": "su@example.org"}).url == "/account/"

    assert browser().post(_link()).status_code == 409
    user.refresh_from_db()
    assert user.email == "lin@example.org"


def test_letters_go_out_only_with_the_transaction_that_wrote_them() -> None:
    from django.db import transaction

    from shangliang.accounts import acts
    from shangliang.accounts.tests.people import HERE
    from shangliang.jobs.models import Job

    person()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        acts.ask_reset("lin@example.org", site="https://council.example", where=HERE)
        raise ZeroDivisionError

    assert (Letter.objects.count(), Job.objects.count(), mails()) == (0, 0, [])
