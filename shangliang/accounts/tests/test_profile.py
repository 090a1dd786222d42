"""What people change of themselves, and the pages' rules."""

import pytest
from django.test import Client
from django.urls import URLPattern

from shangliang.accounts import urls
from shangliang.accounts.tests.people import browser, events, person, sign_in

pytestmark = pytest.mark.django_db


def _signed_in() -> Client:
    client = browser()
    sign_in(client)
    return client


def test_phone_and_language_can_be_changed_the_name_cannot() -> None:
    user = person()
    client = _signed_in()

    client.post(
        "/account/", {"phone": " 138 0000 0000 ", "language": "zh-hans", "name": "别人", "email": "x@y.z"}
    )

    user.refresh_from_db()
    assert (user.name, user.phone, user.language) == ("林知远", "138 0000 0000", "zh-hans")
    assert user.email == "lin@example.org"
    assert "我的账号" in client.get("/account/").content.decode()
    assert events(user)[-1] == "profile_changed"


@pytest.mark.parametrize(
    "typed", [{"phone": "call me", "language": "en"}, {"phone": "1", "language": "fr"}, {"phone": "1" * 33}]
)
def test_what_is_no_phone_or_language_is_refused(typed: dict[str, str]) -> None:
    user = person()

    assert _signed_in().post("/account/", typed).status_code == 422
    user.refresh_from_db()
    assert (user.phone, user.language) == ("", "")


@pytest.mark.parametrize("pattern", urls.urlpatterns, ids=lambda pattern: pattern.name)
def test_every_page_names_its_rule(pattern: URLPattern) -> None:
    assert hasattr(pattern.callback, "rule")


@pytest.mark.parametrize(
    "path", ["/account/", "/account/security/", "/account/password/", "/account/second-factor/"]
)
def test_visitors_are_sent_to_sign_in(path: str) -> None:
    assert browser().get(path).url == f"/sign-in/?next={path}"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "path",
    [
        "/sign-in/",
        "/sign-in/code/",
        "/sign-in/code/enter/",
        "/password-reset/",
        "/account/",
        "/account/security/",
        "/account/password/",
        "/account/address/",
        "/account/prove/",
        "/account/second-factor/",
        "/privacy/",
    ],
)
def test_every_page_draws_in_both_languages(path: str, language: str) -> None:
    person(language=language)
    client = browser(language=language)
    sign_in(client)

    page = client.get(path)

    main = page.content.decode().split("<main")[1].split("</main")[0]
    has_chinese = any("一" <= sign <= "鿿" for sign in main.replace("林知远", ""))
    assert (page.status_code, has_chinese) == (200, language == "zh-hans")


def test_forms_carry_their_guard_against_foreign_sites() -> None:
    person()
    client = Client(enforce_csrf_checks=True)

    assert client.post("/sign-in/", {"login": "lin", "password": "x"}).status_code == 403
    assert client.post("/sign-out/").status_code == 403
