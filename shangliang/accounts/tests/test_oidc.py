"""Single sign-on, run against a real issuer on this machine."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from shangliang.accounts.models import User
from shangliang.accounts.tests.issuer import CLIENT, SECRET, Issuer, serving
from shangliang.accounts.tests.people import browser, events, is_in, mails, person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def issuer(settings: Any) -> Iterator[Issuer]:
    """An issuer that the settings name."""
    with serving(Issuer()) as one:
        app = {"provider_id": one.url, "name": "Office ID", "client_id": CLIENT, "secret": SECRET}
        app["settings"] = {"server_url": one.url}
        settings.OIDC_ISSUER, settings.OIDC_NAME = one.url, "Office ID"
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield one


def _leave(client: Client, path: str = "/sign-in/organisation/", **more: str) -> str:
    """Press the button; returns where the browser is taken."""
    answer = client.post(path, more)
    assert answer.status_code == 200
    return str(answer["Refresh"]).removeprefix("0; url=")


def _come(issuer: Issuer, client: Client, path: str = "/sign-in/organisation/", **more: str) -> Any:
    """The whole way there and back."""
    return client.get("/sign-in/organisation/back/", issuer.grant(_leave(client, path, **more)))


def _links() -> list[tuple[str, str, str]]:
    return list(SocialAccount.objects.values_list("user__username", "provider", "uid"))


def test_a_verified_address_links_to_its_account_and_signs_in(issuer: Issuer) -> None:
    user = person()
    client = browser()

    answer = _come(issuer, client, next="/account/")

    assert (answer.url, is_in(client)) == ("/account/", True)
    assert _links() == [("lin", issuer.url, "person-1")]
    assert events(user) == ["identity_linked", "signed_in"]
    assert len(mails()) == 1


def test_the_next_time_the_link_counts_whatever_the_address_is_then(issuer: Issuer) -> None:
    person()
    _come(issuer, browser())
    issuer.userinfo["email"] = "su@example.org"
    person("su", name="苏明月")
    client = browser()

    _come(issuer, client)

    assert "林知远" in client.get("/account/").content.decode()


def test_nothing_the_issuer_tells_is_kept_but_the_pair(issuer: Issuer) -> None:
    user = person()
    _come(issuer, browser())
    _come(issuer, browser())

    user.refresh_from_db()
    assert user.name == "林知远"
    assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize(
    "told",
    [{"email_verified": False}, {"email_verified": "true"}, {"email": "nobody@example.org"}, {"email": ""}],
)
def test_without_a_verified_known_address_nobody_comes_in_and_no_account_is_made(
    issuer: Issuer, told: dict[str, Any]
) -> None:
    person()
    issuer.userinfo.update(told)
    client = browser()

    answer = _come(issuer, client)

    assert answer.url == "/sign-in/"
    assert "No account here belongs to this sign-in" in client.get("/sign-in/").content.decode()
    assert (is_in(client), _links(), User.objects.count()) == (False, [], 1)


def test_a_disabled_person_does_not_come_in(issuer: Issuer) -> None:
    user = person()
    _come(issuer, browser())
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = browser()

    assert _come(issuer, client).url == "/sign-in/"
    assert not is_in(client)


def _forge(issuer: Issuer) -> None:
    issuer.signing_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.mark.parametrize(
    "bend",
    [
        _forge,
        lambda issuer: issuer.claims.update(iss="https://evil.example"),
        lambda issuer: issuer.claims.update(aud="another-client"),
        lambda issuer: issuer.claims.update(exp=1_700_000_000),
        lambda issuer: issuer.claims.update(sub="person-2"),
    ],
    ids=["signature", "issuer", "audience", "expiry", "subject"],
)
def test_a_bent_token_opens_nothing(issuer: Issuer, bend: Any) -> None:
    person()
    bend(issuer)
    client = browser()

    assert _come(issuer, client).url == "/sign-in/"
    assert (is_in(client), _links(), events(None)) == (False, [], ["sign_in_failed"])


def test_an_answer_counts_once_and_only_in_the_browser_that_left(issuer: Issuer) -> None:
    person()
    client, stranger = browser(), browser()
    brought = issuer.grant(_leave(client))

    assert stranger.get("/sign-in/organisation/back/", brought).url == "/sign-in/"
    assert is_in(stranger) is False
    assert client.get("/sign-in/organisation/back/", brought).url == "/"
    client.post("/sign-out/")
    assert client.get("/sign-in/organisation/back/", brought).url == "/sign-in/"


def test_who_declines_there_is_back_at_the_sign_in_page(issuer: Issuer) -> None:
    client = browser()
    state = issuer.grant(_leave(client))["state"]

    answer = client.get("/sign-in/organisation/back/", {"error": "access_denied", "state": state})

    assert answer.url == "/sign-in/"
    assert "Office ID did not work" in client.get("/sign-in/").content.decode()


def test_an_issuer_out_of_order_leaves_the_other_ways_open(issuer: Issuer) -> None:
    person()
    issuer.is_down = True
    client = browser()

    assert client.post("/sign-in/organisation/").url == "/sign-in/"
    sign_in(client)
    assert is_in(client)


def test_a_signed_in_person_links_and_unlinks(issuer: Issuer) -> None:
    user = person(email="other@example.org")
    client = browser()
    sign_in(client)

    assert _come(issuer, client, "/account/organisation/").url == "/account/security/"
    assert _links() == [("lin", issuer.url, "person-1")]
    assert "Linked with" in client.get("/account/security/").content.decode()
    client.post(f"/account/organisation/{SocialAccount.objects.get().pk}/remove/")
    assert _links() == []
    assert events(user) == ["signed_in", "identity_linked", "identity_removed"]


def test_an_identity_belongs_to_one_account(issuer: Issuer) -> None:
    person()
    _come(issuer, browser())
    person("su", name="苏明月")
    client = browser()
    sign_in(client, "su")

    _come(issuer, client, "/account/organisation/")

    assert _links() == [("lin", issuer.url, "person-1")]
    assert "belongs to an account already" in client.get("/account/security/").content.decode()


def test_nobody_removes_the_link_of_somebody_else_or_the_only_way_in(issuer: Issuer) -> None:
    person(password=None)
    owner = browser()
    _come(issuer, owner)
    link = SocialAccount.objects.get().pk
    person("su", name="苏明月")
    stranger = browser()
    sign_in(stranger, "su")

    assert stranger.post(f"/account/organisation/{link}/remove/").status_code == 404
    assert owner.post(f"/account/organisation/{link}/remove/").status_code == 409


def test_the_second_step_is_asked_after_single_sign_on_too(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shangliang.accounts import policy

    monkeypatch.setattr(policy, "second_factor_needed", lambda user: True)
    person()
    client = browser()

    assert _come(issuer, client).url == "/sign-in/second-step/?next=%2F"
    assert not is_in(client)


def test_without_configuration_there_is_no_such_way() -> None:
    client = browser()

    assert client.post("/sign-in/organisation/").status_code == 404
    assert client.get("/sign-in/organisation/back/").status_code == 404
    assert "/sign-in/organisation/" not in client.get("/sign-in/").content.decode()
