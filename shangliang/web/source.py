"""The source of exactly what runs here, as its licence promises to everybody who uses it over a network."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution, requires
from pathlib import Path
from re import match
from tempfile import NamedTemporaryFile
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings

NAME = "shangliang"
LICENCE, LICENCE_TEXT = "AGPL-3.0-or-later", "https://www.gnu.org/licenses/agpl-3.0.html"
# Only these are of the program: whatever else an operator keeps in its folder stays there.
PARTS = (NAME, "docs", "tests", "bench", "scaffold", "requirements", ".ci")
BESIDE = (
    *(
        "README.md",
        "README.zh.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
        "pyproject.toml",
    ),
    *("conftest.py", "manage.py", ".importlinter", ".gitignore"),
)
_ENDINGS = {
    *(".py", ".html", ".css", ".js", ".json", ".svg", ".png", ".po", ".csv", ".xz", ".txt", ".md", ".toml"),
    "",
}


class Library(NamedTuple):
    """A library the program is built on."""

    name: str
    version: str
    licence: str
    address: str


def files(folder: Path) -> Iterator[Path]:
    """What belongs to the program in a folder, in a lasting order."""
    beside = (folder / name for name in BESIDE)
    within = (one for part in PARTS for one in sorted((folder / part).rglob("*")))
    for one in (*beside, *within):
        is_made = "__pycache__" in one.parts or settings.DATA_DIR in one.parents
        if one.is_file() and not one.is_symlink() and not is_made and one.suffix in _ENDINGS:
            yield one


@cache
def archive() -> Path:
    """The archive, made once for each state of the source."""
    folder = settings.BASE_DIR
    found = list(files(folder))
    digest = sha256(b"".join(str(one).encode() + one.read_bytes() for one in found)).hexdigest()[:12]
    kept: Path = settings.DATA_DIR / f"{NAME}-{digest}.zip"
    if not kept.exists():
        with (
            NamedTemporaryFile(dir=settings.DATA_DIR, delete=False) as begun,
            ZipFile(begun, "w", ZIP_DEFLATED) as packed,
        ):
            for one in found:
                packed.write(one, f"{NAME}/{one.relative_to(folder)}")
        Path(begun.name).replace(kept)
    return kept


def version() -> str:
    """The version that runs."""
    return distribution(NAME).version


@cache
def libraries() -> tuple[Library, ...]:
    """What the program needs, with the licences the libraries state themselves."""
    names = [match(r"[\w.-]+", line)[0] for line in requires(NAME) or () if "extra ==" not in line]  # type: ignore[index]
    return tuple(sorted(_found(names), key=lambda one: one.name.lower()))


def _found(names: list[str]) -> Iterator[Library]:
    for name in names:
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        yield Library(found.metadata["Name"], found.version, _licence(found), _address(found))


def _licence(found: Distribution) -> str:
    told = found.metadata
    if "License-Expression" in told:
        return told["License-Expression"]
    classes = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if "License ::" in one]
    first = told["License"].strip().partition("\n")[0] if "License" in told else ""
    return ", ".join(classes) or first[:60]


def _address(found: Distribution) -> str:
    told = found.metadata
    named = [one.partition(", ")[2] for one in told.get_all("Project-URL") or ()]
    addresses = [*(told.get_all("Home-page") or ()), *named]
    return next((one for one in addresses if one.startswith("https://")), "")
