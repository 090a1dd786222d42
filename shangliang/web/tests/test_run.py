"""`shangliang run` ends when it is asked to, with everything it started, whatever is under way."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from shangliang.core.tests.ports import held_port, port_of
from shangliang.web.management.commands.run import end

# Patience with a machine that is busy with other things.
MOST_SECONDS = 120
# Two processes that hear nothing, the second a child of the first; the first says the second's number.
DEAF = """
import os, signal, time
for one in (signal.SIGTERM, signal.SIGINT):
    signal.signal(one, signal.SIG_IGN)
child = os.fork()
if child:
    print(child, flush=True)
time.sleep(600)
"""
LONG = 600
LONG_JOB = """
import django; django.setup()
from shangliang.jobs.queue import later
later("shangliang.web.tests.test_run.long_job")
"""


def long_job(_argument: str) -> None:
    """Longer than anybody waits."""
    time.sleep(LONG)


def is_there(pid: int) -> bool:
    """Whether a process runs; one that ended and waits to be buried does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def comes(true: Callable[[], bool]) -> bool:
    """Whether something becomes true, sooner or later."""
    until = time.monotonic() + MOST_SECONDS
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    return true()


def test_a_server_that_does_not_listen_is_ended_with_its_children() -> None:
    server = subprocess.Popen([sys.executable, "-c", DEAF], stdout=subprocess.PIPE, process_group=0)
    assert server.stdout is not None
    with server.stdout as said:
        child = int(said.readline())
    end(server, patience=0.1)
    assert server.returncode == -signal.SIGKILL
    assert comes(lambda: not is_there(child))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An installation of its own, with tables."""
    own = {"DATABASE_URL": f"sqlite:///{tmp_path / 'run.sqlite3'}", "SHANGLIANG_DATA": str(tmp_path)}
    told = {**os.environ, **own, "DEBUG": "1", "SHANGLIANG_DEMO": "0"}
    told["DJANGO_SETTINGS_MODULE"] = "shangliang.settings"
    return told


def answers(port: int) -> bool:
    """Whether the server is up."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/livez", timeout=MOST_SECONDS) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def jobs(path: Path, condition: str) -> int:
    """How many jobs are so."""
    made = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return int(made.execute(f"SELECT COUNT(*) FROM jobs_job WHERE {condition}").fetchone()[0])
    finally:
        made.close()


def test_it_ends_with_a_request_and_a_job_under_way(environment: dict[str, str], tmp_path: Path) -> None:
    database = tmp_path / "run.sqlite3"
    for words in (["-m", "shangliang.cli", "migrate", "-v", "0"], ["-c", LONG_JOB]):
        subprocess.run([sys.executable, *words], env=environment, check=True)
    with held_port() as held:
        port = port_of(held)
        told = {**environment, "PORT": str(port)}
        run = subprocess.Popen(
            [sys.executable, "-m", "shangliang.cli", "run"], env=told, stdout=subprocess.DEVNULL
        )
        assert comes(lambda: answers(port))
    [server] = [int(one) for one in Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()]
    [worker, *_others] = [
        int(one) for one in Path(f"/proc/{server}/task/{server}/children").read_text().split()
    ]
    assert comes(lambda: jobs(database, "leased_until IS NOT NULL AND done IS NULL") == 1)
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\nname=")
        run.terminate()
        run.terminate()
        assert run.wait(MOST_SECONDS) == 0
    assert not is_there(server)
    assert comes(lambda: not is_there(worker))
    assert jobs(database, "leased_until IS NOT NULL AND done IS NULL") == 1
