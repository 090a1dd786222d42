"""`make activity name=hearings`: a runnable activity under that name, with its migration, texts and tests."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

from scaffold.names import Names, renamed

ROOT = Path(__file__).resolve().parent.parent
PATTERN = ROOT / "scaffold" / "activity"
SETTINGS = ROOT / "shangliang" / "settings.py"
NEXT = """
shangliang/{many} is there, and its name stands in ACTIVITIES.
1. Name what it is: models.py (nouns and states), locale/zh_Hans (its Chinese name).
2. Write what can be done: acts.py, rules.py, forms.py.
3. Extend the table: tests/test_permission_table.py.
   make check && make test
docs/first-activity.md goes through it step by step.
"""


def main() -> None:
    """Read the name, make the files, list the activity, make its migration."""
    parser = argparse.ArgumentParser(prog="make activity", description=__doc__)
    parser.add_argument("name", type=_plural, help="the noun in the plural, in lower case: hearings")
    parser.add_argument("--one", help="its singular, if it is not the name without s: inquiry")
    asked = parser.parse_args()
    names = Names.of(asked.name, asked.one)
    folder = ROOT / "shangliang" / names.many
    if folder.exists():
        parser.error(f"shangliang/{names.many} exists already")
    copy(names, folder)
    list_activity(names)
    finish(names, folder)
    print(NEXT.format(many=names.many))


def _plural(name: str) -> str:
    if not re.fullmatch(r"[a-z]{2,29}s", name):
        raise argparse.ArgumentTypeError("lower-case letters, ending in s: hearings")
    return name


def copy(names: Names, folder: Path) -> None:
    """The pattern's files under the new names."""
    for path in sorted(PATTERN.rglob("*")):
        if path.is_file() and path.suffix not in (".pyc", ".mo"):
            target = folder / renamed(str(path.relative_to(PATTERN)), names)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(renamed(path.read_text("utf-8"), names), "utf-8")


def list_activity(names: Names) -> None:
    """Add the name at the end of settings.ACTIVITIES."""
    text = SETTINGS.read_text("utf-8")
    changed, count = re.subn(r"(?m)^(ACTIVITIES = \[[^\]]*?),?\s*\]", rf'\1, "{names.many}"]', text, count=1)
    if not count:
        sys.exit("settings.py has no ACTIVITIES")
    SETTINGS.write_text(changed, "utf-8")


def finish(names: Names, folder: Path) -> None:
    """What follows from the new name: order of imports, line breaks, migration, texts, reference."""
    ruff = [sys.executable, "-m", "ruff"]
    shangliang = [sys.executable, "-m", "shangliang.cli"]
    for command in (
        [*ruff, "check", "-q", "--fix", "--select", "I", str(folder)],
        [*ruff, "format", "-q", str(folder), str(SETTINGS)],
        [*shangliang, "makemigrations", names.many, "--verbosity", "0"],
        [*shangliang, "reference"],
    ):
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
