"""One opinion map by our engine, in a process of its own: `python -m bench.mapping_own VOTES.npz OUT.npz REPEATS`."""

import re
import sys
import time
from pathlib import Path

import numpy as np

from shangliang.insight.mapping.engine import checked, map_of, ready
from shangliang.insight.mapping.votes import Votes, pack


def peak_memory() -> float:
    """Megabytes of this process alone; getrusage would count those of the process that started it."""
    (line,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(line) / 1024


def main() -> None:
    """CPU seconds of each run, of the checks that no peer makes, peak memory, places and groups."""
    held, repeats = np.load(sys.argv[1]), int(sys.argv[3])
    votes = Votes(held["participant"], held["statement"], held["value"])
    hidden = held["hidden"].tolist()
    ready()
    seconds = []
    for _repeat in range(repeats):
        drawn = None
        begun = time.process_time()
        drawn = map_of(pack(votes, hidden=hidden))
        seconds.append(time.process_time() - begun)
    memory = peak_memory()
    begun = time.process_time()
    _drawn, trust = checked(drawn)
    np.savez(
        sys.argv[2],
        seconds=seconds,
        checks=time.process_time() - begun,
        memory=memory,
        participants=drawn.packed.participants,
        positions=drawn.positions,
        seen=drawn.packed.seen,
        width=len(drawn.packed.statements),
        label=drawn.grouping.label,
        agreed=drawn.packed.statements[drawn.findings.consensus[0].holds],
        chance=trust.chance,
    )


if __name__ == "__main__":
    main()
