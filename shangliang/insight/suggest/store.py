"""A suggester as a file: written at one stroke, proved when read; a damaged or foreign one counts as absent."""

import hashlib
import io
import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import numpy as np

from shangliang.insight.suggest.calibration import Calibration, Quality
from shangliang.insight.suggest.features import Vocabulary
from shangliang.insight.suggest.suggester import Suggester

# Raised whenever features or file change: a file of another version is learned anew, never misread.
VERSION = b"shangliang suggestions 1\n"
_PROOF = 32
_SIZE = 8


def save(suggester: Suggester, path: Path) -> None:
    """Write it beside and move it into place: a reader finds the old one or the new one."""
    content = _as_bytes(suggester)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{uuid4().hex}")
    try:
        beside.write_bytes(
            VERSION + len(content).to_bytes(_SIZE, "big") + hashlib.sha256(content).digest() + content
        )
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def load(path: Path) -> Suggester | None:
    """What was learned last, or None: nothing yet, damaged, or of another version."""
    try:
        state = path.stat()
    except OSError:
        return None
    return _read(path, state.st_mtime_ns, state.st_size, state.st_ino)


def is_sound(path: Path) -> bool:
    """Whether a file of this version stands there in its full length; what it says is proved when it is read."""
    try:
        with path.open("rb") as stream:
            head = stream.read(len(VERSION) + _SIZE)
        size = path.stat().st_size
    except OSError:
        return False
    content = int.from_bytes(head[len(VERSION) :], "big")
    return head.startswith(VERSION) and size == len(VERSION) + _SIZE + _PROOF + content


@lru_cache(maxsize=32)
def _read(path: Path, changed: int, size: int, number: int) -> Suggester | None:
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    begin = len(VERSION) + _SIZE
    content, proof = whole[begin + _PROOF :], whole[begin : begin + _PROOF]
    if not whole.startswith(VERSION) or hashlib.sha256(content).digest() != proof:
        return None
    return _from_bytes(content)


def _as_bytes(one: Suggester) -> bytes:
    told = {
        "labels": one.labels,
        "mark": one.mark,
        "quality": asdict(one.quality),
        "scale": one.calibration.scale,
        "sure_from": one.calibration.sure_from,
    }
    stream = io.BytesIO()
    np.savez(
        stream,
        told=np.frombuffer(json.dumps(told).encode(), dtype=np.uint8),
        keys=one.words.keys,
        rarity=one.words.rarity,
        weights=one.weights,
        constants=one.constants,
        shifts=one.calibration.shifts,
    )
    return stream.getvalue()


def _from_bytes(content: bytes) -> Suggester:
    with np.load(io.BytesIO(content), allow_pickle=False) as read:
        told = json.loads(read["told"].tobytes())
        return Suggester(
            labels=tuple(told["labels"]),
            words=Vocabulary(read["keys"], read["rarity"]),
            weights=read["weights"],
            constants=read["constants"],
            calibration=Calibration(told["scale"], read["shifts"], told["sure_from"]),
            quality=Quality(**told["quality"]),
            mark=told["mark"],
        )
