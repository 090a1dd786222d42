"""Keys that an installation makes for itself when none is given, and keeps in a file."""

import fcntl
import os
from pathlib import Path
from secrets import token_urlsafe


def kept_key(path: Path) -> str:
    """The key in the file; a new one if there is none. Of processes that start at one moment all get the same."""
    try:
        opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:  # another's file or a disk that only reads: theirs to make, ours to read
        if not path.exists():
            raise
        return path.read_text().strip()
    with os.fdopen(opened, "r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not (key := file.read().strip()):
            key = token_urlsafe(48)
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
    return key
