"""`make activity`: in a copy of the project, the new activity passes its own tests and the house rules."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scaffold.names import Names, renamed
from tests.architecture.sources import ROOT

PARTS = ("shangliang", "scaffold", "tests", "bench", "docs")
FILES = ("pyproject.toml", ".importlinter", "conftest.py", "README.md")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with an activity more."""
    place = tmp_path_factory.mktemp("project")
    for name in PARTS:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, place / name)
    succeeds(place, "-m", "scaffold", "hearings")
    return place


def run(place: Path, *command: str) -> tuple[int, str]:
    """Run Python in the copy, on a database of its own; (status, what it said)."""
    environment = {**os.environ, "PYTHONPATH": str(place), "SHANGLIANG_DATA": str(place / "var")}
    for name in ("DATABASE_URL", "PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, *command], cwd=place, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def succeeds(place: Path, *command: str) -> None:
    """Fail with what the command said."""
    status, said = run(place, *command)
    assert status == 0, said[-4000:]


def test_its_own_tests_pass(copy: Path) -> None:
    succeeds(copy, "-m", "pytest", "-p", "no:cacheprovider", "shangliang/hearings")


def test_the_rules_of_the_house_hold_with_it(copy: Path) -> None:
    succeeds(copy, "-m", "pytest", "-p", "no:cacheprovider", "tests/test_architecture.py")


@pytest.mark.parametrize(
    "command",
    [
        ("makemigrations", "--check", "--dry-run"),
        ("check_texts",),
        ("reference", "--check"),
    ],
)
def test_its_migration_texts_and_reference_are_complete(copy: Path, command: tuple[str, ...]) -> None:
    succeeds(copy, "-m", "shangliang.cli", *command)


def test_the_import_contracts_hold_with_it_and_it_cannot_import_another_activity(copy: Path) -> None:
    contracts = ("-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache")
    succeeds(copy, *contracts)
    queries = copy / "shangliang/hearings/queries.py"
    before = queries.read_text("utf-8")
    queries.write_text(before + "from shangliang.proposals import models as other\n", "utf-8")
    status, said = run(copy, *contracts)
    queries.write_text(before, "utf-8")
    assert (status, "shangliang.hearings.queries -> shangliang.proposals.models" in said) == (1, True)


def test_its_style_is_that_of_the_house(copy: Path) -> None:
    for command in (("format", "--check"), ("check",)):
        succeeds(copy, "-m", "ruff", *command, "shangliang/hearings", "shangliang/settings.py")


def test_a_name_that_is_taken_is_refused(copy: Path) -> None:
    status, said = run(copy, "-m", "scaffold", "proposals")
    assert (status, "exists already" in said) == (2, True)


@pytest.mark.parametrize(
    ("many", "one", "singular"),
    [("hearings", None, "hearing"), ("inquiries", None, "inquiry"), ("premises", "premises", "premises")],
)
def test_the_singular_follows_from_the_plural_or_is_given(many: str, one: str | None, singular: str) -> None:
    assert Names.of(many, one) == (singular, many)


def test_every_form_of_the_noun_is_renamed() -> None:
    said = renamed("Gatherings: a Gathering in gatherings, gathering", Names("hearing", "hearings"))
    assert said == "Hearings: a Hearing in hearings, hearing"
