"""The page about the program, and its source for everybody who uses it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from shangliang.web import source

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A small checkout with secrets lying around, and the data within it."""
    settings.BASE_DIR, settings.DATA_DIR = tmp_path, tmp_path / "docs" / "data"
    for name, text in {
        "shangliang/acts.py": "pass",
        "shangliang/__pycache__/acts.py": "compiled",
        "shangliang/db.sqlite3": "rows",
        "docs/index.md": "# Docs",
        "docs/data/secret-key.txt": "secret",
        ".env": "SECRET_KEY=secret",
        "notes.md": "private",
        "LICENSE": "AGPL",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    source.archive.cache_clear()
    yield tmp_path
    source.archive.cache_clear()


def test_every_page_leads_to_licence_and_source() -> None:
    browser = Client()

    assert 'href="/about/"' in browser.get("/help/").content.decode()
    page = browser.get("/about/").content.decode()
    assert "AGPL-3.0-or-later" in page
    assert 'href="/about/source.zip"' in page
    assert "Django" in page


def test_the_source_may_be_offered_elsewhere(settings: Any) -> None:
    settings.SOURCE_URL = "https://code.example.gov.cn/shangliang"

    page = Client().get("/about/").content.decode()

    assert 'href="https://code.example.gov.cn/shangliang"' in page
    assert "source.zip" not in page


def test_the_archive_holds_the_program_and_nothing_else(folder: Path) -> None:
    answer = Client().get("/about/source.zip")

    names = ZipFile(BytesIO(b"".join(answer))).namelist()  # type: ignore[arg-type]
    assert sorted(names) == [
        "shangliang/LICENSE",
        "shangliang/docs/index.md",
        "shangliang/shangliang/acts.py",
    ]


def test_the_archive_is_made_once_for_one_state_of_the_source(folder: Path) -> None:
    first = source.archive()
    source.archive.cache_clear()

    assert source.archive() == first
    assert list(folder.rglob("*.zip")) == [first]

    (folder / "shangliang" / "acts.py").write_text("changed")
    source.archive.cache_clear()
    assert source.archive() != first


def test_every_library_names_its_licence() -> None:
    assert [one.name for one in source.libraries() if not one.licence] == []
