"""Two installations, each a process with a database of its own; with a server in front, if a test wants one."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from django.conf import settings
from django.db import connection

from shangliang.core.tests.ports import held_port, port_of
from shangliang.web.management.commands.run import server_command

MOST_SECONDS = 120


class Side:
    """One installation: its own process, its own database."""

    def __init__(self, folder: Path, code: str) -> None:
        folder.mkdir()
        _copy(folder / "side.sqlite3")
        self._held = held_port()
        self.code, self.port = code, port_of(self._held)
        self._told = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder / 'side.sqlite3'}",
            "SHANGLIANG_DATA": str(folder),
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECURE": "false",
            "EXCHANGE_NETWORKS": "127.0.0.0/8",
        }
        command = [sys.executable, "-m", "shangliang.opinions.tests.reports.side"]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=self._told,
            cwd=settings.BASE_DIR,
        )

    @property
    def address(self) -> str:
        """Where its server takes messages."""
        return f"http://127.0.0.1:{self.port}/opinions/reports/exchange/"

    def ask(self, step: str, **more: Any) -> Any:
        """Have it do something, and read the answer."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({"step": step, **more}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def take(self, *messages: list[str]) -> list[str]:
        """Give it envelopes."""
        return [self.ask("take", envelope=one, sent=sent, signature=sign) for one, sent, sign in messages]

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Its server, as an operator starts it."""
        process = subprocess.Popen(server_command(str(self.port)), env=self._told, cwd=settings.BASE_DIR)
        try:
            _await(process, self.port)
            yield
        finally:
            process.terminate()
            process.wait(timeout=MOST_SECONDS)

    def close(self) -> None:
        """The test is over."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=MOST_SECONDS)
        self._held.close()


def connected(one: Side, other: Side) -> None:
    """Both operators tell each other their keys."""
    told = one.ask("open_body", code=one.code, other=other.code, address=other.address)
    heard = other.ask("open_body", code=other.code, other=one.code, address=one.address)
    one.ask("trust", key=heard)
    other.ask("trust", key=told)


def _copy(path: Path) -> None:
    """The test's own small country as a file."""
    content = connection.connection.serialize()
    with sqlite3.connect(path) as made:
        made.deserialize(content)
        made.execute("VACUUM INTO ?", [f"{path}.full"])
    Path(f"{path}.full").replace(path)


def _await(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + MOST_SECONDS
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/livez", timeout=MOST_SECONDS) as answer:
                answer.read()
                return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)
