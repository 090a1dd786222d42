"""Segments as files: written whole and durably, checked to the last bit when opened, read as needed."""

import json
import os
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from shangliang.insight.text.segment import Segment


class Damaged(Exception):
    """A file of the index is not what it was written as."""


_ARRAYS = ("keys", "bodies", "days", "prints", "sketches", "codes", "starts", "holders", "weights")
_MAGIC = b"shangliang-text\n"


def save(segment: Segment, path: Path) -> tuple[int, int]:
    """Write a segment to a new file, durably; returns its size and its checksum."""
    with path.open("xb") as file:
        layout: dict[str, Any] = {}
        at = 4096
        for name in _ARRAYS:
            array = np.ascontiguousarray(getattr(segment, name))
            layout[name] = [str(array.dtype), list(array.shape), at]
            at += -(-array.nbytes // 64) * 64
        file.write((_MAGIC + json.dumps(layout).encode()).ljust(4096))
        for name in _ARRAYS:
            file.seek(layout[name][2])
            file.write(np.ascontiguousarray(getattr(segment, name)).tobytes())
        file.truncate(at)
        file.flush()
        os.fsync(file.fileno())
    return at, _checksum(np.memmap(path, np.uint8, "r"))


def load(path: Path, size: int, checksum: int) -> Segment:
    """A segment from its file, read as needed; Damaged if it is not whole."""
    try:
        if path.stat().st_size != size:
            raise Damaged(path.name)
        # As a plain array: a memmap makes every slice of a list cost ten times as much.
        raw = np.memmap(path, np.uint8, "r").view(np.ndarray)
        head = bytes(raw[:4096])
        if not head.startswith(_MAGIC) or _checksum(raw) != checksum:
            raise Damaged(path.name)
        layout = json.loads(head[len(_MAGIC) :])
        arrays = {name: _view(raw, *layout[name]) for name in _ARRAYS}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Damaged(path.name) from error
    found = Segment(**arrays)
    if len(found.starts) != len(found.codes) + 1 or int(found.starts[-1]) != len(found.holders):
        raise Damaged(path.name)
    return found


def _view(raw: Any, kind: str, shape: list[int], at: int) -> Any:
    size = int(np.prod(shape)) * np.dtype(kind).itemsize
    return raw[at : at + size].view(kind).reshape(shape)


def _checksum(raw: Any) -> int:
    return zlib.crc32(raw)
