"""`shangliang run`: migrate, load the demo once, serve; the one command of a newcomer."""

import os
import signal
import subprocess
import sys
import threading
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from shangliang.demo.loading import is_loaded, load_once, sign_ins
from shangliang.jobs.worker import work


def server_command(port: str) -> list[str]:
    """The server as a program to start: one process with four threads."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", port]
    command += ["--workers", "1", "--blocking-threads", "4", "--workers-kill-timeout", "3", "--no-ws"]
    return [*command, "--log-level", "warning", "shangliang.web.wsgi:application"]


def migrate_if_needed() -> None:
    """Bring the tables up to date; asking costs little, migrating nothing costs seconds."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)


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
            load_once(self.stdout.write)
        port = os.environ.get("PORT", "8000")
        self._greet(port)
        self._serve(port)

    def _greet(self, port: str) -> None:
        self.stdout.write(f"\n  商量 Shangliang  http://localhost:{port}/\n")
        if settings.DEMO:
            self.stdout.write("  One sign-in per role (also by one click on the first page):\n")
            for name, password, role in sign_ins():
                self.stdout.write(f"    {role:　<14} {name}  {password}")
        self.stdout.write("\n  Ctrl-C ends it.\n")

    def _serve(self, port: str) -> None:
        command = server_command(port)
        stop = threading.Event()
        threading.Thread(target=work, args=(stop,), daemon=True).start()
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "shangliang.settings"}
        server = subprocess.Popen(command, env=environment)  # noqa: S603  our own words
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            server.wait()
        except KeyboardInterrupt:
            server.terminate()
            server.wait()
        stop.set()
