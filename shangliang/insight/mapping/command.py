"""`shangliang insight map VOTES.csv`: an opinion map of a file by hand."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from shangliang.insight.mapping.drawing import picture_of
from shangliang.insight.mapping.engine import Earlier, OpinionMap, checked, map_of, ready
from shangliang.insight.mapping.flags import flags_of, without
from shangliang.insight.mapping.reading import File, Name, Names, hidden_statements, read
from shangliang.insight.mapping.suspicion import flagged
from shangliang.insight.mapping.votes import pack
from shangliang.insight.mapping.writing import Document, document_of, earlier_in, places_of
from shangliang.insight.refusal import Refused


def add_arguments(subparsers: Any) -> None:
    """`map` and its files."""
    parser = subparsers.add_parser("map", help="Map the opinions in a file of votes.")
    parser.add_argument("votes", type=Path, help="votes.csv or participants-votes.csv as Polis exports them")
    parser.add_argument("--json", type=Path, help="where to write the whole result")
    parser.add_argument("--statements", type=Path, help="comments.csv: leaves out what is moderated out")
    parser.add_argument("--previous", type=Path, help="an earlier result whose group ids and sides are kept")
    parser.add_argument("--svg", type=Path, help="where to draw the map")
    parser.set_defaults(run=run)


def run(options: dict[str, Any]) -> None:
    """Read, map, write; what cannot be done is said in a sentence."""
    try:
        document, drawn = mapped(options["votes"], options["statements"], options["previous"])
    except (Refused, OSError) as error:
        raise CommandError(str(error)) from error
    if options["json"]:
        options["json"].write_text(json.dumps(document, ensure_ascii=False, indent=1))
    if options["svg"]:
        options["svg"].write_text(picture_of(drawn))
    sys.stdout.write("\n".join(lines_of(document)) + "\n")


def mapped(path: Path, statements: Path | None, previous: Path | None) -> tuple[Document, OpinionMap]:
    """The document of a file, and its map."""
    loading = time.process_time()
    ready()
    begun = time.process_time()
    file = read(path)
    hidden = _numbers(file.statements, hidden_statements(statements)) if statements else []
    earlier = _earlier(file, previous) if previous else None
    read_in = time.process_time()
    packed = pack(file.votes, hidden=hidden)
    packed_in = time.process_time()
    drawn, trust = checked(map_of(packed, earlier))
    checks_in = time.process_time()
    flags = flags_of(drawn)
    clean = map_of(without(packed, flags), earlier) if flags else None
    person, statement = file.participants.told, file.statements.told
    steps = {"load": begun - loading, "read": read_in - begun, "pack": packed_in - read_in, **drawn.seconds}
    steps["flags"] = time.process_time() - checks_in
    document = {
        "seconds": seconds_of_map(steps),
        "seconds_by_step": {key: round(value, 5) for key, value in steps.items()},
        "rows": {"read": file.rows, "rejected": file.rejected, "first_rejected_line": file.first_rejected},
        **document_of(drawn, trust, statement),
        **flagged(drawn, flags, clean, person, statement),
        "places": places_of(drawn, person),
    }
    return document, drawn


def seconds_of_map(steps: dict[str, float]) -> float:
    """CPU seconds from votes to the map with its findings, as peers count: without loading, reading, checks."""
    return round(sum(steps[key] for key in ("pack", "axes", "groups", "findings")), 5)


def _numbers(names: Names, texts: list[str]) -> list[int]:
    found = (_number_of(names, text) for text in texts)
    return [one for one in found if one is not None]


def _number_of(names: Names, name: Name) -> int | None:
    if str(name) not in names.number_of:
        return None
    return int(name) if names.are_numbers else names.number_of[str(name)]


def _earlier(file: File, previous: Path) -> Earlier:
    try:
        document = json.loads(previous.read_text())
        return earlier_in(
            document,
            lambda name: _number_of(file.participants, name),
            lambda name: _number_of(file.statements, name),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(f"{previous} is no earlier result of this command.") from error


def lines_of(document: Document) -> list[str]:
    """A summary for the terminal."""
    structure = document["structure"]
    lines = [
        f"{document['participants']} participants, {document['statements']} statements, {document['votes']} votes;"
        f" map in {document['seconds']:.3f} CPU seconds",
    ]
    if not structure["is_beyond_noise"]:
        lines.append("No structure beyond chance: no groups.")
    for group in document["groups"]:
        stability = group["stability"]
        lines.append(
            f"Group {group['id']}: {group['size']} people, stability {stability['mean']:.2f}"
            f" ({stability['low']:.2f} to {stability['high']:.2f})"
        )
    lines.append(f"Ungrouped: {structure['ungrouped']}; too few votes: {structure['too_few_votes']}")
    lines.append(f"Consensus: {_named(document['consensus'])}")
    lines.append(f"Dividing: {_named(document['dividing'])}")
    return lines


def _named(rows: list[Document]) -> str:
    told = [f"{one['statement']}{'−' if one.get('side') == 'disagree' else ''}" for one in rows[:8]]
    return ", ".join(told) + (f" and {len(rows) - 8} more" if len(rows) > 8 else "") if rows else "none"
