"""`shangliang insight suggest LABELLED.csv`: learn from a table of (label, text), and tell how good that is."""

import csv
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from shangliang.insight.suggest.features import Sample
from shangliang.insight.suggest.suggester import Suggester

# A cell of a table may hold a whole letter.
_LONGEST_CELL = 10_000_000


def add_arguments(subparsers: Any) -> None:
    """The table, a text to try, and where the figures go."""
    parser = subparsers.add_parser("suggest", help="learn from a CSV of label,text and suggest for a text")
    parser.add_argument("table", help="CSV without heading: label, text; oldest first")
    parser.add_argument("--text", default="", help="a text to suggest labels for")
    parser.add_argument("--json", default="", help="write the figures there")
    parser.set_defaults(run=run)


def run(options: dict[str, Any]) -> None:
    """Learn, print the figures of held-back answers, suggest for the text given."""
    # Compiled code that takes seconds to load.
    from shangliang.insight.suggest.learning import TooLittle, learn

    rows = _rows(Path(options["table"]))
    started = time.process_time()
    try:
        suggester = learn([Sample("", text) for _label, text in rows], [label for label, _text in rows])
    except TooLittle as error:
        raise CommandError(
            "There are too few rows, or all have one label: nothing can be learned."
        ) from error
    told = {"cpu_seconds": round(time.process_time() - started, 3), **asdict(suggester.quality)}
    told["labels"] = list(suggester.labels)
    if options["text"]:
        told["suggestion"] = _suggestion(suggester, options["text"])
    shown = json.dumps(told, ensure_ascii=False, indent=1)
    if options["json"]:
        Path(options["json"]).write_text(shown + "\n", "utf-8")
    sys.stdout.write(shown + "\n")


def _suggestion(suggester: Suggester, text: str) -> dict[str, Any]:
    found = suggester.suggest(Sample("", text))
    return {"is_sure": found.is_sure, "likely": [asdict(one) for one in found.likely]}


def _rows(path: Path) -> list[tuple[str, str]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{path} cannot be read as a UTF-8 table: {error}") from error
    wrong = next((number for number, row in enumerate(rows, start=1) if len(row) < 2), None)
    if wrong is not None:
        raise CommandError(f"{path}, row {wrong}: a label and a text are needed.")
    return [(row[0].strip(), row[1]) for row in rows]
