"""People with a second factor, for the tests."""

import re

from django.test import Client

from shangliang.accounts import totp
from shangliang.accounts.models import CodeKey, User
from shangliang.accounts.sealing import unseal
from shangliang.accounts.tests.people import HOME, browser, person, sign_in


def shown_secret(client: Client) -> str:
    page = client.get("/account/second-factor/").content.decode()
    return re.findall(r"<code>([A-Z2-7 ]+)</code>", page)[0].replace(" ", "")


def set_up(client: Client) -> tuple[str, list[str]]:
    """Scan the picture and type the code; returns the secret and the recovery codes shown."""
    secret = shown_secret(client)
    page = client.post("/account/second-factor/app/", {"code": totp.code_at(secret, totp.current_step())})
    return secret, re.findall(r"<code>(\w{5}-\w{5})</code>", page.content.decode())


def next_code(user: User) -> str:
    """The code of the thirty seconds after the last that was taken."""
    key = CodeKey.objects.get(user=user)
    return totp.code_at(unseal(key.secret), key.last_step + 1)


def step(client: Client, code: str, address: str = "/sign-in/second-step/code/") -> int:
    return client.post(address, {"code": code}).status_code


def protected() -> tuple[User, list[str]]:
    """A person with an app, and the recovery codes."""
    user, client = person(), browser(HOME)
    sign_in(client)
    _secret, codes = set_up(client)
    client.post("/sign-out/")
    return user, codes
