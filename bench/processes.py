"""What a process and its children cost, as the kernel tells it: CPU seconds and resident memory."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat behind the name, which may hold spaces."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def family(pid: int) -> list[int]:
    """A process and everything it started."""
    parents = {int(p.name): _stat(int(p.name)) for p in Path("/proc").iterdir() if p.name.isdigit()}
    found, grown = {pid}, True
    while grown:
        more = {one for one, fields in parents.items() if fields and int(fields[1]) in found} - found
        found, grown = found | more, bool(more)
    return sorted(found)


def cpu_seconds(pids: list[int]) -> float:
    """CPU time used so far, children that ended included."""
    told = [_stat(pid) for pid in pids]
    return sum(sum(map(int, fields[11:15])) for fields in told if fields) / _TICKS


def most_memory(pid: int) -> float:
    """The most resident megabytes that a process ever held; 0 if it is gone."""
    try:
        told = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    # A process that has ended but was not waited for has no memory to tell of.
    return int(told.split("VmHWM:")[1].split()[0]) * 1024 / 1_000_000 if "VmHWM:" in told else 0.0
