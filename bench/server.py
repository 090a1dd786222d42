"""The server as `shangliang run` starts it, in processes of its own, with what it and its database cost."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import urlopen

from django.core.management import call_command
from django.db import connection

from bench import databases
from bench.processes import cpu_seconds, family
from shangliang.web.management.commands.run import server_command


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    pid: int
    seconds_to_start: float

    def cpu(self) -> float:
        """CPU seconds so far: its processes and the backends that serve them."""
        backends = databases.backend_pids(str(connection.settings_dict["NAME"]))
        return cpu_seconds([*family(self.pid), *backends])


def dress() -> None:
    """Lay out the static files; pages name them, here and in the server."""
    call_command("collectstatic", interactive=False, verbosity=0)


@contextmanager
def serving(workers: int = 1) -> Iterator[Server]:
    """Serve the database in use on a free port of this machine."""
    port = free_port()
    command = server_command(str(port))
    command[command.index("--workers") + 1] = str(workers)
    environment = {**os.environ, "ALLOWED_HOSTS": "127.0.0.1", "CONN_MAX_AGE": "600"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment)
    try:
        _await(port)
        yield Server(port, process.pid, time.perf_counter() - start)
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
