"""Consistent copies of the database while it is in use."""

import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from shangliang.core.errors import Conflict


def copy_database(folder: Path, now: datetime) -> Path:
    """Write one file into the folder and return its place; raises Conflict if it cannot be done here."""
    folder.mkdir(parents=True, exist_ok=True)
    is_sqlite = connection.vendor == "sqlite"
    target = folder / f"shangliang-{now:%Y%m%d-%H%M%S}.{'sqlite3' if is_sqlite else 'dump'}"
    beside = target.with_suffix(".part")
    beside.unlink(missing_ok=True)
    try:
        if is_sqlite:
            _vacuum_into(beside)
        else:
            _dump(beside)
        beside.chmod(0o600)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target


def _vacuum_into(target: Path) -> None:
    """A whole database of its own, as of one moment, without stopping anybody."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])


def _dump(target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise Conflict(
            "pg_dump is not installed here. Install PostgreSQL's client programs, or copy elsewhere."
        )
    known: dict[str, Any] = settings.DATABASES["default"]
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    given = {variable: str(known[key]) for variable, key in names.items() if known.get(key)}
    given["PGDATABASE"] = str(connection.settings_dict["NAME"])
    # Secrets travel in the environment: arguments of programs are seen by everybody on the machine.
    done = subprocess.run(  # noqa: S603  our own words
        [program, "--format=custom", "--no-password", f"--file={target}"],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Conflict(f"pg_dump failed: {done.stderr.strip()[:500]}")


def keep_newest(folder: Path, count: int) -> list[Path]:
    """Remove all copies but the newest; returns what was removed."""
    copies = sorted([*folder.glob("shangliang-*.sqlite3"), *folder.glob("shangliang-*.dump")])
    gone = copies[:-count] if count else []
    for one in gone:
        one.unlink()
    return gone
