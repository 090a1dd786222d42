"""People and browsers for the tests of accounts."""

from typing import Any

from django.core import mail
from django.test import Client

from shangliang.accounts.models import SecurityEvent, User
from shangliang.accounts.where import Where
from shangliang.jobs.queue import run_all

PASSWORD = "orange-lamp-42"
HOME, AWAY = "192.0.2.7", "198.51.100.9"
HERE = Where("192.0.2.0/24", "Firefox, Linux", "")


def person(username: str = "lin", **more: Any) -> User:
    """A person who can sign in with PASSWORD."""
    named = {"name": "林知远", "email": f"{username}@example.org", "password": PASSWORD, **more}
    return User.objects.create_user(username, **named)


def operator() -> User:
    """The platform administrator."""
    return person("operator", name="管平台", is_superuser=True)


def browser(address: str = HOME, language: str = "en") -> Client:
    """A browser in a network, speaking a language."""
    return Client(REMOTE_ADDR=address, HTTP_ACCEPT_LANGUAGE=language, HTTP_USER_AGENT="Firefox Linux")


def sign_in(client: Client, login: str = "lin", password: str = PASSWORD, **more: Any) -> Any:
    """Send the sign-in form."""
    return client.post("/sign-in/", {"login": login, "password": password, **more})


def is_in(client: Client) -> bool:
    """Whether the browser is signed in and past all steps."""
    return client.get("/account/").status_code == 200


def events(user: User | None = None) -> list[str]:
    """The kinds of the person's security events, oldest first."""
    return list(SecurityEvent.objects.filter(user=user).order_by("id").values_list("kind", flat=True))


def mails() -> list[Any]:
    """Let the worker send what waits; returns everything sent."""
    run_all()
    return list(mail.outbox)
