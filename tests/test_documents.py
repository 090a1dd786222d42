"""Documents that keep what they promise: links lead somewhere, commands exist, nothing names one machine."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT

LINK = re.compile(r"\]\((?!\w+:)([^)#\s]*)(#[^)\s]*)?\)")
COMMAND = re.compile(r"\bmake ([a-z]+)\b")
WORDS = {"a", "it", "its", "sure", "one", "of", "that", "the"}
FOLDERS = (".ci", "bench", "docs", "requirements", "scaffold", "shangliang", "tests")
MACHINE = re.compile(r"(?<![\w.~}])/(?:work|root|home|tmp)/\w")


def documents() -> list[Path]:
    """Every document a reader opens."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def broken_links(document: Path) -> Iterator[str]:
    """Links to files or headings that are not there."""
    for path, heading in LINK.findall(document.read_text("utf-8")):
        target = (document.parent / path).resolve() if path else document
        if not target.exists():
            yield f"{document.name}: {path}"
        elif heading and heading[1:] not in _anchors(target):
            yield f"{document.name}: {path}{heading}"


def _anchors(document: Path) -> set[str]:
    heads = re.findall(r"(?m)^#+ (.*)$", document.read_text("utf-8"))
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def unknown_targets(text: str) -> set[str]:
    """`make …` of a text that the Makefile does not know."""
    known = re.findall(r"(?m)^([.\w/]+):", (ROOT / "Makefile").read_text("utf-8"))
    return {name for name in COMMAND.findall(text) if name not in (*known, *WORDS)}


def test_every_link_in_a_document_leads_somewhere() -> None:
    assert [one for document in documents() for one in broken_links(document)] == []


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    document = tmp_path / "x.md"
    document.write_text("# Here\n[a](#here) [b](#there) [c](y.md) [d](https://example.org/)", "utf-8")
    assert list(broken_links(document)) == ["x.md: #there", "x.md: y.md"]


def test_documents_name_only_commands_that_exist() -> None:
    assert set().union(*(unknown_targets(one.read_text("utf-8")) for one in documents())) == set()


def test_a_command_that_does_not_exist_would_be_found() -> None:
    assert unknown_targets("`make run`, then `make coffee`") == {"coffee"}


def test_the_reference_pages_are_printed_from_this_code() -> None:
    command = [sys.executable, "-m", "shangliang.cli", "reference", "--check"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert printed.returncode == 0, printed.stderr


def test_no_file_names_a_folder_of_one_machine() -> None:
    """Found without asking git: what was unpacked from an archive is looked at as well."""
    files = [*ROOT.glob("*"), *(one for folder in FOLDERS for one in (ROOT / folder).rglob("*"))]
    texts = [one for one in files if one.suffix in (".py", ".md", ".toml", ".html", ".js")]
    assert {ROOT / "README.md", Path(__file__)} <= set(texts)
    assert [one.name for one in texts if MACHINE.search(one.read_text("utf-8"))] == []


def test_a_folder_of_one_machine_would_be_found() -> None:
    assert MACHINE.search("see " + "/ro" + "ot/notes.txt")
