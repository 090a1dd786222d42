"""Opinion maps beside red-dwarf: time, memory, the same places, the groups that were planted or published.

    .venv/bin/python -m bench.mapping --peer peers/bin/python --real FOLDER [--full]

Every map is drawn in a process of its own with one thread; by turns on the same votes; medians of CPU seconds. Without
--peer only our side is measured. The peer draws what it can finish: up to 10,000 × 300, with --full to 30,000 × 500."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from bench.conversations import Planted, Real, adjusted_rand, noise, planted, real
from bench.findings import Finding, median, report
from bench.mapping_reference import agreement_at_best, agreement_of_prototype
from shangliang.insight.mapping.engine import is_beyond, map_of
from shangliang.insight.mapping.noise import chance_of_axis
from shangliang.insight.mapping.updating import updated
from shangliang.insight.mapping.votes import Votes, pack

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
PEER = Path(__file__).with_name("mapping_peer.py")
# people, statements, seconds and megabytes it may take, least agreement with the planted groups, who runs the peer
SIZES = (
    (1_000, 100, None, None, None, "always"),
    (10_000, 300, 0.1, None, None, "always"),
    (30_000, 500, 0.5, None, None, "full"),
    (100_000, 1_000, 2.0, 512, 0.96, "never"),
)
REAL_SECONDS = {"vtaiwan.uberx": 0.025}
SAME_PLACES = 0.9999
GOAL = 0.67
# Maps of four in five people, drawn so often: how much of an agreement is luck?
DRAWS = 20
DRAWN = 0.8
DENSE_MOST = 1_000_000
NOISES = 200


def main() -> None:
    """All of it, one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", help="python of the environment with bench/requirements-peers.txt")
    parser.add_argument(
        "--real", type=Path, help="folder with one folder a conversation of compdemocracy/openData"
    )
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    findings = [*real_findings(options.real, options.peer)] if options.real else []
    for people, statements, seconds, memory, alike, peer in SIZES:
        is_peer_run = peer == "always" or (peer == "full" and options.full)
        made = planted(people, statements)
        limits = (seconds, memory, alike)
        findings += sized(made, (people, statements), limits, options.peer if is_peer_run else None)
    findings += [update_finding(), *noise_findings(), *power_findings()]
    report(findings)


def run(votes: Votes, hidden: list[int], python: str | None, repeats: int = 3) -> dict[str, np.ndarray]:
    """One side in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder) / "votes.npz", Path(folder) / "out.npz"
        parts = {"participant": votes.participant, "statement": votes.statement, "value": votes.value}
        np.savez(given, **parts, hidden=np.array(hidden, dtype=np.int64))
        program = [python, str(PEER)] if python else [sys.executable, "-m", "bench.mapping_own"]
        words = [*program, str(given), str(out), str(repeats)]
        subprocess.run(words, env={**os.environ, **ONE_THREAD}, check=True)
        return dict(np.load(out))


def real_findings(folder: Path, peer: str | None) -> list[Finding]:
    """Each real conversation; the means in the end."""
    findings, alike = list[Finding](), dict[str, list[float]]()
    for one in sorted(folder.iterdir()):
        if (one / "participants-votes.csv").exists():
            findings += _real(real(one), peer, alike)
    for side, values in alike.items():
        limit, what = GOAL if side == "ours" else None, f"mean Rand with published groups, {side}"
        findings.append(Finding(what, float(np.mean(values)), "", limit, is_least=True))
    return findings


def _real(given: Real, peer: str | None, alike: dict[str, list[float]]) -> list[Finding]:
    own, name = run(given.votes, given.hidden, None), given.name[:16]
    findings = [Finding(f"{name}: map", median(own["seconds"]), "CPU s", REAL_SECONDS.get(given.name))]
    findings.append(Finding(f"{name}: noise test and stability", float(own["checks"]), "CPU s"))
    alike.setdefault("ours", []).append(_published(own, given))
    findings.append(Finding(f"{name}: Rand with published groups", alike["ours"][-1]))
    drawn = [_of_some(given, seed) for seed in range(DRAWS)]
    alike.setdefault("ours, of four in five people", []).append(float(np.mean(drawn)))
    note = f"between {min(drawn):.3f} and {max(drawn):.3f} in {DRAWS} draws"
    findings.append(Finding(f"{name}: the same, of four in five people", float(np.mean(drawn)), note=note))
    for name_of_scale, is_published in (("own", False), ("published", True)):
        value = agreement_of_prototype(given, is_published_scale=is_published)
        alike.setdefault(f"prototype, {name_of_scale} scale", []).append(value)
        best = agreement_at_best(given, is_published_scale=is_published)
        alike.setdefault(f"k-means at its best, the answer known, {name_of_scale} scale", []).append(best)
    if not peer:
        return findings
    other = run(given.votes, given.hidden, peer)
    alike.setdefault("red-dwarf", []).append(_published(other, given))
    findings.append(Finding(f"{name}: Rand by red-dwarf", alike["red-dwarf"][-1]))
    own["positions"] *= _as_published(own, len(np.intersect1d(given.hidden, given.votes.statement)))[:, None]
    findings.append(Finding(f"{name}: map by red-dwarf", median(other["seconds"]), "CPU s"))
    findings.append(Finding(f"{name}: places like red-dwarf's", alikeness(own, other), "", SAME_PLACES, True))
    return findings


def _of_some(given: Real, seed: int) -> float:
    """Agreement of a map of some people, drawn without replacement."""
    votes, random = given.votes, np.random.default_rng(seed)
    people = np.unique(votes.participant)
    is_kept = np.isin(votes.participant, random.choice(people, int(DRAWN * len(people)), replace=False))
    part = Votes(votes.participant[is_kept], votes.statement[is_kept], votes.value[is_kept])
    drawn = map_of(pack(part, hidden=given.hidden))
    return _published({"participants": drawn.packed.participants, "label": drawn.grouping.label}, given)


def _as_published(own: dict[str, np.ndarray], hidden: int) -> np.ndarray:
    """The published formula counts a hidden statement as seen by all; ours leaves it out. This turns ours into that."""
    seen, width = np.maximum(own["seen"], 1), own["width"]
    return np.sqrt((width + hidden) / (own["seen"] + hidden).clip(1)) / np.sqrt(width / seen)


def alikeness(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> float:
    """The smaller correlation of both axes, sign free."""
    _ids, left, right = np.intersect1d(one["participants"], other["participants"], return_indices=True)
    pairs = [(one["positions"][left, axis], other["positions"][right, axis]) for axis in range(2)]
    return min(abs(float(np.corrcoef(*pair)[0, 1])) for pair in pairs)


def dense(votes: Votes) -> dict[str, np.ndarray]:
    """The published formulas on a full matrix, by a full singular value decomposition."""
    people, row = np.unique(votes.participant, return_inverse=True)
    statements, column = np.unique(votes.statement, return_inverse=True)
    cells = np.full((len(people), len(statements)), np.nan)
    cells[row, column] = votes.value
    centred = np.nan_to_num(cells - np.nanmean(cells, axis=0))
    components = np.linalg.svd(centred, full_matrices=False)[2][:2]
    scale = np.sqrt(len(statements) / (~np.isnan(cells)).sum(axis=1))
    return {"participants": people, "positions": centred @ components.T * scale[:, None]}


def _published(found: dict[str, np.ndarray], given: Real) -> float:
    """Agreement over everybody in a published group; whom we leave ungrouped counts as one more group."""
    rows = [at for at, one in enumerate(found["participants"]) if int(one) in given.published]
    published = np.array([given.published[int(found["participants"][at])] for at in rows])
    return adjusted_rand(published, found["label"][rows] + 1)


def sized(
    made: Planted, size: tuple[int, int], limits: tuple[float | None, ...], peer: str | None
) -> list[Finding]:
    """One planted size."""
    name, (seconds, memory, alike) = f"{size[0]:,} × {size[1]:,}", limits
    own = run(made.votes, [], None)
    votes = f"{len(made.votes.value):,} votes"
    findings = [
        Finding(f"{name}: map", median(own["seconds"]), "CPU s", seconds, note=votes),
        Finding(f"{name}: noise test and stability", float(own["checks"]), "CPU s"),
        Finding(f"{name}: memory of the process", float(own["memory"]), "MB", memory),
        Finding(f"{name}: Rand with planted groups", planted_rand(own, made), "", alike, is_least=True),
    ]
    if len(made.votes.value) < DENSE_MOST:
        what = f"{name}: places like a dense analysis"
        findings.append(Finding(what, alikeness(own, dense(made.votes)), "", SAME_PLACES, is_least=True))
    if peer:
        other = run(made.votes, [], peer, repeats=1)
        findings += [
            Finding(f"{name}: map by red-dwarf", median(other["seconds"]), "CPU s"),
            Finding(f"{name}: memory of red-dwarf", float(other["memory"]), "MB"),
            Finding(f"{name}: Rand by red-dwarf", planted_rand(other, made)),
            Finding(f"{name}: places like red-dwarf's", alikeness(own, other)),
        ]
    return findings


def planted_rand(found: dict[str, np.ndarray], made: Planted) -> float:
    """Over those with votes enough for a group."""
    grouped = found["label"] >= 0
    return adjusted_rand(made.group[found["participants"][grouped]], found["label"][grouped])


def update_finding() -> Finding:
    """1,000 new votes on ten million."""
    votes = planted(100_000, 1_000).votes
    held = len(votes.value) - 1000
    parts = (votes.participant, votes.statement, votes.value, np.arange(len(votes.value)))
    drawn = map_of(pack(Votes(*(part[:held] for part in parts))))
    fresh, seconds = Votes(*(part[held:] for part in parts)), []
    for _repeat in range(4):
        begun = os.times()
        result = updated(drawn, fresh)
        seconds.append(os.times().user + os.times().system - begun.user - begun.system)
    whole = map_of(pack(Votes(*parts)))
    away = np.sqrt(((result.positions - whole.positions) ** 2).sum(axis=1).max())
    radius = np.sqrt((whole.positions**2).sum(axis=1).mean())
    note = f"farthest from the full map {away / radius:.1e} of its radius"
    return Finding("1,000 votes more on 10 million", median(seconds[1:]), "CPU s", 1.0, note=note)


def noise_findings() -> list[Finding]:
    """How often chance is called a structure."""
    findings = []
    for people, statements in ((100, 30), (300, 60), (1_000, 100)):
        claims = [is_beyond(chance_of_axis(pack(noise(people, statements, seed)))) for seed in range(NOISES)]
        what = f"groups claimed in noise, {people} × {statements}"
        findings.append(Finding(what, float(np.mean(claims)), "", 0.05, note=f"{NOISES} conversations"))
    return findings


def power_findings() -> list[Finding]:
    """Planted consensus that is found: 80 % of those who do not pass agree in every group."""
    findings = []
    for people, statements in ((1_000, 100), (3_000, 100), (10_000, 300)):
        shares = []
        for seed in range(10):
            made = planted(people, statements, seed, agreed=0.8)
            drawn = map_of(pack(made.votes))
            found = drawn.packed.statements[drawn.findings.consensus[0].holds]
            shares.append(np.isin(made.consensus, found).mean())
        what = f"planted consensus found, {people:,} × {statements}"
        findings.append(
            Finding(what, float(np.mean(shares)), note="70 % of all agree, in each of three groups")
        )
    return findings


if __name__ == "__main__":
    main()
