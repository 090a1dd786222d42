"""Refuse before starting what would not fit into memory."""

import resource
from pathlib import Path

from shangliang.insight.refusal import Refused

GIGABYTE = 1 << 30
# Measured: packing takes about 20 bytes a vote beside the arrays given; a participant costs about 160 in all.
BYTES_PER_VOTE = 20
BYTES_PER_PARTICIPANT = 160
# A vote read from a file: 17 bytes while reading, 25 as arrays, and then packed.
BYTES_PER_VOTE_READ = 62
# Measured while texts are indexed: so much beside the process itself, and so much a text up to a whole segment.
BYTES_OF_INDEXING = 30 << 20
BYTES_PER_TEXT = 2_900
# A table of texts is held as it stands, and indexed beside it.
BYTES_PER_BYTE_OF_TABLE = 4.0
CGROUPS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def free_bytes() -> int:
    """What this process may still take: the machine's free memory, or less where it is limited."""
    limits = [_available_of_machine()]
    soft, _hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft != resource.RLIM_INFINITY:
        limits.append(max(0, soft - _virtual_size()))
    for name in CGROUPS:
        text = _text_of(name).strip()
        if text.isdigit():
            limits.append(int(text))
    return min(limits)


def _available_of_machine() -> int:
    for line in _text_of("/proc/meminfo").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return 1 << 62


def _virtual_size() -> int:
    pages = _text_of("/proc/self/statm").split()
    return int(pages[0]) * resource.getpagesize() if pages else 0


def _text_of(name: str) -> str:
    try:
        return Path(name).read_text()
    except OSError:
        return ""


def refuse_if_too_large(votes: int, participants: int) -> None:
    """Before packing."""
    _refuse(votes * BYTES_PER_VOTE + participants * BYTES_PER_PARTICIPANT, f"{votes:,} votes")


def refuse_if_file_too_large(size: int, bytes_of_vote: float) -> None:
    """Before reading, by the number of votes that a file of that size holds."""
    _refuse(int(size / bytes_of_vote * BYTES_PER_VOTE_READ), f"A file of {size / GIGABYTE:.1f} GB")


def refuse_if_too_many(texts: int) -> None:
    """Before texts are indexed; `texts` are at most those of one segment, for the next begins when it is written."""
    _refuse(BYTES_OF_INDEXING + texts * BYTES_PER_TEXT, f"Indexing {texts:,} texts at a time")


def refuse_if_table_too_large(size: int) -> None:
    """Before a table of texts is read and indexed in memory."""
    _refuse(BYTES_OF_INDEXING + int(size * BYTES_PER_BYTE_OF_TABLE), f"A table of {size / GIGABYTE:.2f} GB")


def _refuse(needed: int, what: str) -> None:
    free = free_bytes()
    if needed > free:
        raise Refused(
            f"{what} would need about {needed / GIGABYTE:.1f} GB of memory and {free / GIGABYTE:.1f} GB are free."
        )
