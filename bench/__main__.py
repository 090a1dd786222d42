"""All benchmarks one after the other, each in a process of its own; one table in the end.

    .venv/bin/python -m bench [--full]

As it stands it takes a few minutes; --full measures at the size of a country and takes about an hour."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.findings import COLLECT, Finding, collected, table

QUICK = {
    "transitions": ["--cases", "60"],
    "pages": [],
    "words": ["--words", "3000"],
    "ledger": [],
    "rush": [],
    "notices": ["--people", "1000"],
    "start": [],
    "paint": [],
    "intake": ["--seconds", "20"],
}
FULL = {
    **QUICK,
    "transitions": ["--cases", "200"],
    "pages": ["--proposals", "100000", "--acts", "1000000", "--requests", "400"],
    "words": ["--words", "100000"],
    "ledger": ["--acts", "6000000"],
    "notices": [],
}


def main() -> None:
    """Run each, print all; the program ends with 1 if a limit was missed or a benchmark broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "findings"
        target.touch()
        for name, words in (FULL if options.full else QUICK).items():
            before = len(collected(target))
            run(name, words, target)
            if len(collected(target)) == before:
                note = Finding(f"{name} broke off", 1, limit=0)
                print(f"{note.what}: FAIL")
        findings = collected(target)
    print("\n" + table(findings))
    sys.exit(any(one.verdict == "FAIL" for one in findings))


def run(name: str, words: list[str], target: Path) -> None:
    """One benchmark; what it tells on the way is shown."""
    print(f"\n{name} {' '.join(words)}", flush=True)
    subprocess.run(
        [sys.executable, "-m", f"bench.{name}", *words], env={**os.environ, COLLECT: str(target)}, check=False
    )


if __name__ == "__main__":
    main()
