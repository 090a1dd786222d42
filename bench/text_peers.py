"""Planted copies found by our index and by its peers: the same corpus, the same questions, in the same run.

    .venv/bin/python -m bench.text_peers --peers peers/bin/python [--size 100000] [--data FOLDER]

CPU of one thread. Each peer runs in a process of its own (`bench/text_peer.py`), with pairs of characters as words."""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from bench.findings import Finding, report  # noqa: E402
from bench.text_changes import SEARCHED  # noqa: E402
from bench.text_corpus import Corpus, corpus  # noqa: E402
from bench.text_planted import Question, asked, index_of, questions  # noqa: E402

PEER = Path(__file__).with_name("text_peer.py")
PEERS = ("tantivy", "bm25s", "tfidf")
EACH, SEED = 200, 41


def main() -> None:
    """Ours, then each peer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("SHANGLIANG_ZH"))
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument(
        "--peers", required=True, help="python of the environment with requirements-peers.txt"
    )
    options = parser.parse_args()
    made = corpus(options.data, options.size)
    planted = questions(made, SEARCHED, EACH, SEED)
    findings = told("ours", ours(made, planted), made, planted)
    for peer in PEERS:
        findings += told(peer, theirs(options.peers, peer, made, planted), made, planted)
    report(findings)


def ours(made: Corpus, planted: list[Question]) -> dict[str, Any]:
    """Our index; tables that every process makes once are made before."""
    asked(index_of(made.texts[:100]), planted[0])
    begun = time.process_time()
    index = index_of(made.texts)
    indexing = time.process_time() - begun
    both = [asked(index, one) for one in planted]
    return {"index": indexing, "answers": [one for one, _ in both], "seconds": [one for _, one in both]}


def theirs(python: str, peer: str, made: Corpus, planted: list[Question]) -> dict[str, Any]:
    """A peer on the same texts."""
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder) / "given.json", Path(folder) / "out.json"
        texts = [f"{title}\n{text}" for title, text in made.texts]
        given.write_text(json.dumps([texts, [f"{one.title}\n{one.text}" for one in planted]]))
        subprocess.run([python, str(PEER), peer, str(given), str(out)], check=True)
        return dict(json.loads(out.read_text()))


def told(name: str, side: dict[str, Any], made: Corpus, planted: list[Question]) -> list[Finding]:
    """Cost and recall of one side."""
    hits: dict[str, list[bool]] = {}
    for question, answers in zip(planted, side["answers"], strict=True):
        same = [made.texts[one] == made.texts[question.source] for one in answers]
        hits.setdefault("recall@1", []).append(any(same[:1]))
        hits.setdefault("recall@5", []).append(any(same))
        hits.setdefault(f"recall@5, {question.change}", []).append(any(same))
    found = [
        Finding(f"{name}: index {len(made.texts):,} texts", side["index"], "s CPU"),
        Finding(f"{name}: one question, mean", 1000 * statistics.mean(side["seconds"]), "ms CPU"),
        Finding(f"{name}: one question, median", 1000 * statistics.median(side["seconds"]), "ms CPU"),
    ]
    if "memory" in side:
        found.append(Finding(f"{name}: memory of the process", side["memory"], "MB"))
    return found + [Finding(f"{name}: {what}", statistics.mean(some)) for what, some in hits.items()]


if __name__ == "__main__":
    main()
