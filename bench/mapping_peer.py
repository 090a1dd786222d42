"""One opinion map by red-dwarf, in an environment of its own: `python mapping_peer.py VOTES.npz OUT.npz REPEATS`.

Imports nothing of the product; the votes are handed to it in the form it takes, which is not timed."""

import re
import sys
import time
from pathlib import Path

import numpy as np
from reddwarf.implementations.polis import run_pipeline


def peak_memory() -> float:
    """Megabytes of this process alone; getrusage would count those of the process that started it."""
    (line,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(line) / 1024


def main() -> None:
    """CPU seconds of each run, peak memory, places and groups."""
    votes, repeats = np.load(sys.argv[1]), int(sys.argv[3])
    columns = [votes[name].tolist() for name in ("participant", "statement", "value")]
    columns.append(list(range(len(columns[0]))))
    names = ("participant_id", "statement_id", "vote", "modified")
    rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    seconds = []
    for _repeat in range(repeats):
        begun = time.process_time()
        result = run_pipeline(votes=rows, mod_out_statement_ids=votes["hidden"].tolist(), random_state=1)
        seconds.append(time.process_time() - begun)
    people = result.participants_df
    memory = peak_memory()
    label = people["cluster_id"].astype("float").fillna(-1).to_numpy().astype(int)
    np.savez(
        sys.argv[2],
        seconds=seconds,
        memory=memory,
        participants=people.index.to_numpy(),
        positions=people[["x", "y"]].to_numpy(),
        label=label,
    )


if __name__ == "__main__":
    main()
