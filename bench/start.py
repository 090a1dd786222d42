"""How soon `make run` shows its first page, from nothing and again, and how much memory each process takes.

    .venv/bin/python -m bench.start

As a newcomer runs it: on SQLite, in an empty folder, the whole demo; people of every kind visit, and the worker learns
from what was decided."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from bench.browsers import Browser
from bench.findings import Finding, report
from bench.processes import cpu_seconds, family, most_memory
from bench.server import free_port, serving
from shangliang.jobs import apart

FIRST, LATER, COLD, MEGABYTES = 90, 5, 3, 250
# The worker looks at its clock at once and every minute; what it finds to learn takes some seconds.
WATCHED = 100
ROLES = ("demo-clerk", "demo-lead", "demo-member", "demo-unit-clerk", "demo-supervisor", "demo-leader")
PAGES = (
    *("/", "/proposals/?body=330400", f"/proposals/?body=330400&session=all&q={quote('养老')}", "/notices/"),
    *(
        "/proposals/desk/",
        "/proposals/units/",
        "/proposals/supervision/",
        "/proposals/mine/",
        "/proposals/30/",
    ),
)


def main() -> None:
    """Start three times, tell."""
    with tempfile.TemporaryDirectory() as folder:
        with running(Path(folder)) as (first, port, pid):
            first_cpu = cpu_seconds(family(pid))
            held = watched(pid, port)
        with running(Path(folder)) as (later, port, pid):
            later_cpu = cpu_seconds(family(pid))
            again = watched(pid, port)
    with serving() as server:
        cold, cold_cpu = server.seconds_to_start, cpu_seconds(family(server.pids[0]))
    report(
        [
            Finding(
                "shangliang run, from nothing to the first page", first, "s", FIRST, note=_cpu(first_cpu)
            ),
            Finding("shangliang run, again", later, "s", LATER, note=_cpu(later_cpu)),
            Finding("server alone, cold", cold, "s", COLD, note=_cpu(cold_cpu)),
            *_of_memory("first run", held),
            *_of_memory("run again", again),
        ]
    )


def _cpu(seconds: float) -> str:
    """What it takes on a machine that does nothing else, at best."""
    return f"of it {seconds:.1f} s CPU"


@contextmanager
def running(folder: Path) -> Iterator[tuple[float, int, int]]:
    """(seconds to the first page, port, process) of `shangliang run` with its data in a folder."""
    port = free_port()
    environment = {**os.environ, "SHANGLIANG_DATA": str(folder), "PORT": str(port), "SHANGLIANG_DEMO": "1"}
    # As it is everywhere else: what was imported once is kept compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["DATABASE_URL"] = f"sqlite:///{folder / 'shangliang.sqlite3'}"
    start = time.perf_counter()
    command = [str(Path(sys.executable).with_name("shangliang")), "run"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield _first_page(port, start), port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def _first_page(port: int, start: float) -> float:
    while time.perf_counter() - start < 600:
        try:
            with urlopen(f"http://127.0.0.1:{port}/") as answer:
                answer.read()
                return time.perf_counter() - start
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise SystemExit("Nothing was served within ten minutes.")


def watched(command: int, port: int) -> dict[str, float]:
    """The most megabytes a process of each kind held while people visited and the worker did what waited."""
    visitors = Thread(target=visit, args=(port,))
    visitors.start()
    most: dict[str, float] = {}
    end = time.perf_counter() + WATCHED
    while time.perf_counter() < end or visitors.is_alive():
        for pid in family(command):
            kind = "command with its worker" if pid == command else kind_of(pid)
            most[kind] = max(most.get(kind, 0.0), most_memory(pid))
        time.sleep(0.05)
    return most


def kind_of(pid: int) -> str:
    """What a process that the command started is for."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        words = b""
    return "computation apart" if apart.__name__.encode() in words else "server"


def _of_memory(when: str, most: dict[str, float]) -> list[Finding]:
    return [
        Finding(f"{when}: most memory of the {kind}", megabytes, "MB", MEGABYTES)
        for kind, megabytes in sorted(most.items())
    ]


def visit(port: int) -> None:
    """The main pages, as a visitor and then as each of the demo's people."""
    for username in ("", *ROLES):
        browser = Browser(port, {})
        if username:
            form = browser.form("/sign-in/")
            browser.post("/sign-in/demo/", {**form, "username": username})
        for path in PAGES:
            browser.get(path)


if __name__ == "__main__":
    main()
