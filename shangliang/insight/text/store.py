"""The folder of the index: segments, and a manifest that names the whole ones; nothing else there counts."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from shangliang.insight.text import files, registry
from shangliang.insight.text.changes import Position
from shangliang.insight.text.files import Damaged
from shangliang.insight.text.segment import Segment

# Raise with every change of what a segment holds or of how texts are normalised.
VERSION = 3
# A segment's file, its size and checksum.
Named = tuple[str, int, int]


@dataclass(frozen=True)
class Manifest:
    """What the index consists of and how far it has read."""

    position: Position
    segments: tuple[Named, ...]
    # Rows of the log after the position that it has read all the same.
    read: tuple[int, ...] = ()


def folder() -> Path:
    """The folder of this database's index."""
    wanted = {
        name: str(connection.settings_dict.get(name, "")) for name in ("ENGINE", "NAME", "HOST", "PORT")
    }
    name = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()[:12]
    path = Path(settings.DATA_DIR) / "index" / name
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def stamp() -> tuple[int, int]:
    """Tells one manifest from the next."""
    try:
        found = (folder() / "manifest.json").stat()
    except FileNotFoundError:
        return (0, 0)
    return found.st_mtime_ns, found.st_ino


@contextmanager
def writing(*, waits: bool = True) -> Iterator[bool]:
    """Alone among all processes; False if another writes and one does not wait. Ends with the process."""
    with (folder() / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def was_written() -> bool:
    """Whether there ever was an index: that the first one is built is no news."""
    return (folder() / "manifest.json").exists()


def read() -> Manifest:
    """The manifest; Damaged if it is missing, cut short, of another version or of other kinds of texts."""
    path = folder()
    try:
        raw = json.loads((path / "manifest.json").read_text())
        if raw["version"] != VERSION or raw["faces"] != registry.face_names():
            raise Damaged("manifest.json")
        if raw["check"] != _check(raw):
            raise Damaged("manifest.json")
        names = tuple((str(name), int(size), int(check)) for name, size, check in raw["segments"])
        return Manifest(Position(**raw["position"]), names, tuple(int(row) for row in raw["read"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Damaged("manifest.json") from error


def load(named: Named) -> Segment:
    """A segment, read as needed; Damaged if a bit of it is wrong."""
    name, size, checksum = named
    return files.load(folder() / name, size, checksum)


def _check(raw: dict[str, Any]) -> str:
    told = {name: raw[name] for name in ("version", "faces", "position", "segments", "read")}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def add(one: Segment) -> Named:
    """Write a segment under a new name; it counts from the manifest on that names it."""
    name = f"{os.urandom(8).hex()}.segment"
    return (name, *files.save(one, folder() / name))


def write(manifest: Manifest) -> None:
    """Make a manifest the valid one, at once and durably; then drop what no manifest names any more."""
    path = folder()
    raw: dict[str, Any] = {
        "version": VERSION,
        "faces": registry.face_names(),
        "position": asdict(manifest.position),
        "segments": [list(one) for one in manifest.segments],
        "read": list(manifest.read),
    }
    raw["check"] = _check(raw)
    fresh = path / f"manifest.{os.getpid()}.new"
    with fresh.open("w") as file:
        json.dump(raw, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path / "manifest.json")
    _sync_folder(path)
    _sweep(path, {one[0] for one in manifest.segments})


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(path: Path, named: set[str]) -> None:
    """Processes that still read an old segment keep it open; its name may go."""
    for one in [*path.glob("*.segment"), *path.glob("manifest.*.new")]:
        if one.name not in named:
            one.unlink(missing_ok=True)
