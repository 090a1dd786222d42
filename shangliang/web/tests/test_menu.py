"""The menu marks where somebody is."""

import pytest
from django.test import Client

from shangliang.bodies.tests.world import make_world


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/proposals/", "/proposals/"),
        ("/opinions/reports/desk/", "/opinions/reports/desk/"),
        ("/opinions/reports/bulletin/2026/", "/opinions/reports/desk/"),
        ("/opinions/reports/issues/", "/opinions/reports/desk/"),
        ("/opinions/", "/opinions/"),
        ("/notices/settings/", "/notices/"),
        ("/privacy/", ""),
    ],
)
def test_a_page_is_marked_in_its_folder_or_beside_its_desk(
    db: None, client: Client, path: str, marked: str
) -> None:
    client.force_login(make_world().clerk)
    answer = client.get(path)
    assert answer.status_code == 200
    assert [one["url"] for one in answer.context["menu"] if one["current"]] == ([marked] if marked else [])
