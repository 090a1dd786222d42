"""`shangliang insight texts TABLE.csv`: search a table of texts, find what in it is like a text; no database."""

import csv
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from shangliang.core.text import excerpt
from shangliang.insight.memory import refuse_if_table_too_large
from shangliang.insight.refusal import Refused
from shangliang.insight.text import likeness, segment
from shangliang.insight.text.grams import Document
from shangliang.insight.text.marks import marked, snippet
from shangliang.insight.text.parts import Parts
from shangliang.insight.text.passages import shared_spans
from shangliang.insight.text.ranking import Narrowing, ranked
from shangliang.insight.text.search import READ, holds
from shangliang.insight.text.verdict import Written, judged
from shangliang.insight.text.words import words_of

ID = ("id", "comment-id", "statement-id", "编号")
TITLE = ("title", "subject", "标题", "题目", "案由")
TEXT = ("text", "comment-body", "content", "内容", "正文")
_LONGEST_CELL = 10_000_000
_MOST, _CANDIDATES, _SHOWN = 20, 6, 80
Row = dict[str, Any]


def add_arguments(subparsers: Any) -> None:
    """`texts`, its table and what is asked of it."""
    parser = subparsers.add_parser("texts", help="search a CSV of texts, or find in it what is like a text")
    parser.add_argument(
        "table", type=Path, help="UTF-8 CSV; its heading names text, and perhaps id and title"
    )
    parser.add_argument("--search", default="", metavar="WORDS", help="what holds these words, best first")
    parser.add_argument(
        "--like", default="", metavar="TEXT", help="what is the same text, or the same matter"
    )
    parser.add_argument("--copies", action="store_true", help="every text that stands in the table again")
    parser.add_argument("--json", type=Path, help="write the answer there")
    parser.set_defaults(run=run)


def run(options: dict[str, Any]) -> None:
    """Index the table in memory, answer; what cannot be done is said in a sentence."""
    try:
        table = Table(options["table"])
    except (Refused, OSError) as error:
        raise CommandError(str(error)) from error
    told: Row = {"texts": len(table.documents), "seconds_to_index": table.seconds}
    started = time.process_time()
    if options["search"]:
        told |= table.search(options["search"])
    if options["like"]:
        told |= {"same_text": table.same_text(options["like"]), "same_matter": table.matter(options["like"])}
    if options["copies"]:
        told["copies"] = list(table.copies())
    told["seconds"] = round(time.process_time() - started, 5)
    shown = json.dumps(told, ensure_ascii=False, indent=1)
    if options["json"]:
        options["json"].write_text(shown + "\n", "utf-8")
    sys.stdout.write(shown + "\n")


class Table:
    """The texts of a file with their index."""

    def __init__(self, path: Path) -> None:
        refuse_if_table_too_large(path.stat().st_size)
        self.names, self.documents = _read(path)
        started = time.process_time()
        size = segment.MOST_DOCUMENTS
        starts = range(0, len(self.documents), size)
        parts = [((one.pk, one) for one in self.documents[start : start + size]) for start in starts]
        self.index = Parts([segment.build(part) for part in parts])
        self.worth = likeness.worth_in(self.index)
        self.seconds = round(time.process_time() - started, 3)

    def search(self, typed: str) -> Row:
        """Texts that hold the words, as the search of the product finds them."""
        words = words_of(typed)
        exact = [word for word in words if word.is_exact and len(word.folded) > 2]
        best = ranked(self.index, words, Narrowing(frozenset([0])))
        pks = [int(key) for key in best.keys]
        kept = [pk for pk in pks[:READ] if all(holds(self.documents[pk], word) for word in exact)]
        rows = []
        for pk in kept[:_MOST]:
            one = self.documents[pk]
            passages = {"title": marked(one.title, words), "text": snippet(one.text, words)}
            rows.append(
                {"id": self.names[pk]}
                | {name: "".join(_shown(piece) for piece in some) for name, some in passages.items()}
            )
        return {"found": len(kept) + len(pks[READ:]), "hits": rows}

    def same_text(self, text: str) -> list[Row]:
        """Texts that are this one again, most probable first."""
        return self._again("", text, range(len(self.documents)))

    def _again(self, title: str, text: str, among: range) -> list[Row]:
        asked = Written.of(title, text)
        found = likeness.same_text(self.index, title, text, likeness.Allowed(0), _CANDIDATES).keys.tolist()
        rows = [self._row(asked, pk) for pk in found if pk in among]
        return sorted((one for one in rows if one["verdict"] != "other"), key=lambda one: -one["probability"])

    def _row(self, asked: Written, pk: int) -> Row:
        other = self.documents[pk]
        written = Written.of(other.title, other.text)
        chance, verdict = judged(asked, written, self.worth)
        shared = [asked.whole[start:end] for start, end in shared_spans(asked.whole, written.whole)]
        told = {"id": self.names[pk], "verdict": verdict, "probability": round(chance, 4)}
        return {**told, "shared": sorted(shared, key=len, reverse=True)[:5]}

    def matter(self, text: str) -> list[Row]:
        """Texts that may be about the same thing, likest first."""
        found = likeness.same_matter(self.index, text[:40], text, likeness.Allowed(0), _CANDIDATES)
        rows = zip(found.keys.tolist(), found.scores.tolist(), strict=True)
        return [
            {"id": self.names[pk], "score": round(score, 3), "text": excerpt(self.documents[pk].text, _SHOWN)}
            for pk, score in rows
        ]

    def copies(self) -> Iterator[Row]:
        """Every text with the earlier ones that it repeats."""
        for one in self.documents:
            again = self._again(one.title, one.text, range(one.pk))
            if again:
                yield {"id": self.names[one.pk], "again": again}


def _shown(piece: Any) -> str:
    return f"[{piece.text}]" if piece.is_marked else piece.text


def _read(path: Path) -> tuple[list[str], list[Document]]:
    """The ids of the rows, and the rows; their places are their keys in the index."""
    csv.field_size_limit(_LONGEST_CELL)
    names: list[str] = []
    found: list[Document] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.reader(lines)
            heading = [one.strip().lower() for one in next(rows, [])]
            name, title, text = (_column(heading, some) for some in (ID, TITLE, TEXT))
            if text is None:
                raise Refused(f"{path}: the first line must name the column “text”.")
            for number, row in enumerate(rows, start=1):
                row += [""] * (len(heading) - len(row))
                names.append(row[name] if name is not None else str(number))
                found.append(Document(len(found), row[title] if title is not None else "", row[text]))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{path} cannot be read as a UTF-8 table: {error}") from error
    return names, found


def _column(heading: list[str], names: tuple[str, ...]) -> int | None:
    return next((heading.index(name) for name in names if name in heading), None)
