"""The server as docs/operate.md starts it, in processes of its own, with what it and its database cost."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import cycle
from urllib.error import URLError
from urllib.request import urlopen

from django.core.management import call_command
from django.db import connection

from bench import databases
from bench.processes import cpu_seconds, family
from shangliang.web.management.commands.run import server_command

# As many as behind a proxy that waits for slow lines; `shangliang run` has nobody before it, and four.
THREADS = "2"


@dataclass(frozen=True)
class Server:
    """One running process or several, each on a port of its own."""

    ports: Iterator[int]
    pids: tuple[int, ...]
    seconds_to_start: float

    @property
    def port(self) -> int:
        """Where the next browser connects: to each in turn, as a proxy does that looks for the least busy."""
        return next(self.ports)

    def cpu(self) -> float:
        """CPU seconds so far: its processes and the backends that serve them."""
        backends = databases.backend_pids(str(connection.settings_dict["NAME"]))
        return cpu_seconds([*(one for pid in self.pids for one in family(pid)), *backends])


def dress() -> None:
    """Lay out the static files; pages name them, here and in the server."""
    call_command("collectstatic", interactive=False, verbosity=0)


@contextmanager
def serving(processes: int = 1) -> Iterator[Server]:
    """Serve the database in use on free ports of this machine."""
    start = time.perf_counter()
    with ExitStack() as stack:
        started = [stack.enter_context(_process()) for _ in range(processes)]
        for port, _pid in started:
            _await(port)
        seconds = time.perf_counter() - start
        yield Server(cycle([port for port, _pid in started]), tuple(pid for _port, pid in started), seconds)


@contextmanager
def _process() -> Iterator[tuple[int, int]]:
    """(port, process id) of one server."""
    port = free_port()
    environment = {**os.environ, "ALLOWED_HOSTS": "127.0.0.1", "CONN_MAX_AGE": "600"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = server_command(str(port))
    command[command.index("--blocking-threads") + 1] = THREADS
    process = subprocess.Popen(command, env=environment)
    try:
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """Some port that nobody uses."""
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        return int(some.getsockname()[1])


def _await(port: int, most: float = 60) -> None:
    """Until the first page is answered."""
    until = time.monotonic() + most
    while time.monotonic() < until:
        try:
            with urlopen(f"http://127.0.0.1:{port}/livez") as answer:
                answer.read()
                return
        except (URLError, ConnectionError):
            time.sleep(0.02)
    raise SystemExit("The server did not start.")
