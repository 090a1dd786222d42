"""How a reader wants pages to look: chosen once without a script, kept on every page, also on those of trouble."""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from shangliang.web.trouble import page_for, server_error

CHOSEN = 'data-theme="contrast" data-mode="elder"'


@pytest.fixture
def reader(db: None) -> Client:
    """Somebody who chose high contrast and large type with the plain forms."""
    client = Client()
    client.post("/display/", {"theme": "contrast"})
    client.post("/display/", {"mode": "elder"})
    return client


@pytest.mark.parametrize(
    "path", ["/setup/code/", "/help/", "/sign-in/", "/styleguide/", "/bodies/999999/", "/nowhere/"]
)
def test_the_choice_is_kept_on_every_page(reader: Client, path: str) -> None:
    assert CHOSEN in reader.get(path).content.decode()


def test_a_broken_server_keeps_the_choice(rf: RequestFactory) -> None:
    rf.cookies.load({"theme": "contrast", "mode": "elder"})
    request = rf.get("/")
    resting = page_for(request, OperationalError())

    assert resting is not None
    assert [CHOSEN in one.content.decode() for one in (resting, server_error(request))] == [True, True]


def test_a_look_nobody_offers_is_not_kept(db: None) -> None:
    client = Client()
    client.post("/display/", {"theme": '"><b>', "mode": "huge"})

    assert {"theme", "mode"} & set(client.cookies) == set()


def test_a_forged_choice_is_escaped(db: None) -> None:
    client = Client()
    client.cookies["theme"] = "'><b>"

    assert "'><b>" not in client.get("/sign-in/").content.decode()
