"""Fixtures of the installation's tests."""

from collections.abc import Iterator

import pytest
from django.test import Client

from shangliang.installation import announcing, queries


@pytest.fixture(autouse=True)
def _no_remembered_name() -> Iterator[None]:
    queries.forget_site_name()
    yield
    queries.forget_site_name()


@pytest.fixture
def code(db: None) -> str:
    """The setup code of an empty installation, as the console prints it."""
    return announcing.new_code()


@pytest.fixture
def holder(client: Client, code: str) -> Client:
    """A browser that brought the code."""
    assert client.post("/setup/code/", {"code": code}).status_code == 302
    return client
