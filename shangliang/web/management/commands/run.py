"""`shangliang run`: migrate, load the demo once, serve; the one command of a newcomer."""

import os
import signal
import subprocess
import sys
import threading
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from shangliang.demo.loading import is_loaded, sign_ins
from shangliang.installation.announcing import new_code
from shangliang.jobs.worker import work

# How often to look whether to end, and how long to wait for answers under way and for a job: together below ten
# seconds, after which those who supervise programs kill.
LOOK, SERVER_PATIENCE, JOB_PATIENCE = 0.2, 5.0, 3.0


def server_command(port: str) -> list[str]:
    """The server as a program to start: one process with four threads."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", port]
    command += ["--workers", "1", "--blocking-threads", "4", "--workers-kill-timeout", "3", "--no-ws"]
    return [*command, "--log-level", "warning", "shangliang.web.wsgi:application"]


def migrate_if_needed() -> None:
    """Bring the tables up to date; asking costs little, migrating nothing costs seconds."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _apart("migrate", "--verbosity=0")


def _apart(*words: str) -> None:
    """A command in a process of its own: what it held would stay with the worker for good. Ends with it if it fails."""
    command = [sys.executable, "-m", "shangliang.cli", *words]
    if failed := subprocess.run(command, check=False).returncode:  # noqa: S603  our own words
        sys.exit(failed)


def _plain_http() -> dict[str, str]:
    """On this machine alone and without a proxy there is no TLS to be redirected to."""
    return {} if settings.TRUSTED_PROXIES else {"SECURE": "false"}


class Asked:
    """Whether somebody asked this program to end; what the starter has it ignore stays ignored."""

    to_end = False

    def __init__(self) -> None:
        for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            if signal.getsignal(one) is not signal.SIG_IGN:
                signal.signal(one, self._hear)

    def _hear(self, *_: Any) -> None:
        self.to_end = True


def end(server: "subprocess.Popen[bytes]", patience: float = SERVER_PATIENCE) -> None:
    """Ask a server, the leader of its group, once to end; after some seconds the group is ended unasked.

    Once, because a second signal within the first one's handling leaves granian waiting for itself for ever."""
    server.terminate()
    try:
        server.wait(patience)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


class Command(BaseCommand):
    """Server and worker in one, for a laptop or a small body."""

    help = "Migrate, load the demo country once, and serve with a worker beside."

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until stopped."""
        migrate_if_needed()
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        if not settings.SERVESTATIC_USE_FINDERS:
            call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEMO and not is_loaded():
            self.stdout.write("Loading the demo country once …")
            _apart("demo")
        port = os.environ.get("PORT", "8000")
        self._greet(port)
        self._serve(port)

    def _greet(self, port: str) -> None:
        self.stdout.write(f"\n  商量 Shangliang  http://localhost:{port}/\n")
        if settings.DEMO:
            self.stdout.write("  One sign-in per role (also by one click on the first page):\n")
            for name, password, role in sign_ins():
                self.stdout.write(f"    {role:　<14} {name}  {password}")
        if code := new_code():
            self.stdout.write("  Nobody is here yet. Set it up in the browser, with this code:\n")
            self.stdout.write(f"    http://localhost:{port}/setup/code/?code={code}\n")
        self.stdout.write("\n  Ctrl-C ends it.\n")

    def _serve(self, port: str) -> None:
        stop, asked = threading.Event(), Asked()
        worker = threading.Thread(target=work, args=(stop,), daemon=True)
        worker.start()
        environment = {**_plain_http(), **os.environ, "DJANGO_SETTINGS_MODULE": "shangliang.settings"}
        # In a group of its own: a terminal's Ctrl-C comes here alone, and who does not end can be ended whole.
        server = subprocess.Popen(server_command(port), env=environment, process_group=0)  # noqa: S603  our own words
        while server.poll() is None and not asked.to_end:
            time.sleep(LOOK)
        stop.set()
        end(server)
        # A job that takes longer is rolled back, and carried out again when its lease is over.
        worker.join(JOB_PATIENCE)
