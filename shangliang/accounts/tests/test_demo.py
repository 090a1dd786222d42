"""One-click sign-in exists in the demonstration, for its invented people, and nowhere else."""

import pytest

from shangliang.accounts import policy
from shangliang.accounts.tests.people import browser, is_in, person

pytestmark = pytest.mark.django_db


def _press(username: str) -> tuple[int, bool]:
    client = browser()
    status = client.post("/sign-in/demo/", {"username": username}).status_code
    return status, is_in(client)


def test_in_the_demonstration_one_press_signs_an_invented_person_in(settings: pytest.FixtureRequest) -> None:
    settings.DEMO = True
    person("demo-member")

    assert _press("demo-member") == (302, True)


@pytest.mark.parametrize("username", ["lin", "nobody", "", "demo-closed", "demo", "DEMO-member"])
def test_in_the_demonstration_nobody_else_comes_in_so(settings: pytest.FixtureRequest, username: str) -> None:
    settings.DEMO = True
    person("lin")
    person("demo")
    person("demo-closed", is_active=False)

    assert _press(username) == (404, False)


def test_outside_the_demonstration_there_is_no_such_page(settings: pytest.FixtureRequest) -> None:
    settings.DEMO = False
    person("demo-member")

    assert _press("demo-member") == (404, False)
    assert browser().get("/sign-in/demo/").status_code == 405


def test_the_sign_in_page_offers_roles_in_the_demonstration_only(
    settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "described", lambda user: "Office clerk")
    person("demo-clerk")
    settings.DEMO = True
    assert "林知远 · Office clerk" in browser().get("/sign-in/").content.decode()

    settings.DEMO = False
    assert "demo-clerk" not in browser().get("/sign-in/").content.decode()
