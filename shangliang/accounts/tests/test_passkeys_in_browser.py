"""Passkeys with a virtual authenticator in a real browser, under the strict policy."""

from collections.abc import Iterator
from typing import Any

import pytest

from shangliang.accounts.models import Passkey
from shangliang.accounts.tests.people import PASSWORD, events, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tab(chromium: Any) -> Iterator[Any]:
    """A tab with a virtual authenticator; it collects what the policy blocked."""
    page = chromium.new_context(locale="en").new_page()
    page.set_default_timeout(60_000)
    page.blocked = []
    page.on(
        "console",
        lambda said: page.blocked.append(said.text) if "Content Security" in said.text else None,
    )
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    page.authenticator = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.keys = session
    yield page
    page.context.close()


def _address(live_server: Any, path: str) -> str:
    return str(live_server.url).replace("127.0.0.1", "localhost") + path


def _sign_in(tab: Any, live_server: Any) -> None:
    tab.goto(_address(live_server, "/sign-in/"))
    tab.get_by_label("Username or e-mail").fill("lin")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()


def _add_passkey(tab: Any, live_server: Any) -> None:
    tab.goto(_address(live_server, "/account/second-factor/"))
    tab.get_by_label("Name of this passkey").fill("phone")
    tab.get_by_role("button", name="Add a passkey").click()
    tab.get_by_role("heading", name="Recovery codes").wait_for()


def _signed_out_with_passkey(tab: Any, live_server: Any) -> Any:
    user = person()
    _sign_in(tab, live_server)
    tab.get_by_role("banner").get_by_text("林知远").wait_for()
    _add_passkey(tab, live_server)
    tab.context.clear_cookies()
    return user


def test_a_passkey_is_made_and_opens_the_second_step(tab: Any, live_server: Any) -> None:
    user = _signed_out_with_passkey(tab, live_server)

    _sign_in(tab, live_server)
    tab.get_by_role("button", name="Use a passkey").click()
    tab.wait_for_url(_address(live_server, "/"))

    key = Passkey.objects.get()
    assert (key.name, key.sign_count > 0, key.used is not None) == ("phone", True, True)
    assert events(user) == ["signed_in", "factor_added", "codes_renewed", "signed_in", "step_done"]
    assert tab.blocked == []


def test_a_copied_passkey_is_noticed_by_its_counter(tab: Any, live_server: Any) -> None:
    user = _signed_out_with_passkey(tab, live_server)
    Passkey.objects.update(sign_count=1000)

    _sign_in(tab, live_server)
    tab.get_by_role("button", name="Use a passkey").click()
    tab.get_by_text("This passkey seems to have been copied").wait_for()

    assert events(user)[-1] == "step_failed"


def test_another_persons_passkey_opens_nothing(tab: Any, live_server: Any) -> None:
    _signed_out_with_passkey(tab, live_server)
    Passkey.objects.update(user=person("su", name="苏明月"))
    tab.goto(_address(live_server, "/sign-in/"))

    _sign_in(tab, live_server)

    tab.get_by_role("banner").get_by_text("林知远").wait_for()
    assert tab.get_by_role("button", name="Use a passkey").count() == 0


def test_a_browser_that_finds_no_passkey_says_so_and_the_code_form_stays(tab: Any, live_server: Any) -> None:
    _signed_out_with_passkey(tab, live_server)
    tab.keys.send("WebAuthn.clearCredentials", {"authenticatorId": tab.authenticator["authenticatorId"]})
    _sign_in(tab, live_server)

    tab.get_by_role("button", name="Use a passkey").click()

    tab.get_by_text("The browser could not use a passkey.").wait_for()
    assert tab.get_by_label("Code").is_visible()
