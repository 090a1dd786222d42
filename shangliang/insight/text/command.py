"""`shangliang insight index`: compare the text index with the database, or build it anew."""

import sys
import time
from typing import Any

from django.core.management.base import CommandError

from shangliang.insight.refusal import Refused
from shangliang.insight.text import index

MOST_TOLD = 20


def add_arguments(subparsers: Any) -> None:
    """--rebuild or --check."""
    parser = subparsers.add_parser("index", help="compare the text index with the database, or build it anew")
    parser.add_argument("--rebuild", action="store_true", help="read all texts again and write a new index")
    parser.add_argument(
        "--check", action="store_true", help="only compare (the default); exit 1 if it is wrong"
    )
    parser.set_defaults(run=run)


def run(options: dict[str, Any]) -> None:
    """Build or compare; say how many documents there are or differ."""
    if options["rebuild"]:
        started = time.process_time()
        try:
            many = index.renew()
        except Refused as error:
            raise CommandError(str(error)) from error
        _say(f"{many} documents indexed in {time.process_time() - started:.1f} s CPU")
    wrong = index.differences()
    for face, pk in wrong[:MOST_TOLD]:
        _say(f"{face} {pk} differs")
    _say(f"{len(wrong)} documents differ")
    if wrong:
        sys.exit(1)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
