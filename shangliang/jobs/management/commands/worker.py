"""`shangliang worker`: carries out later work until stopped."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from shangliang.jobs.worker import work


class Command(BaseCommand):
    """Run beside the web servers, once or several times."""

    help = "Carry out later work (mails, reminders) until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until SIGTERM or SIGINT."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        work(stop)
