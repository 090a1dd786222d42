"""The worker: carries out due jobs, and at every beat lets each app look at its clock."""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import close_old_connections
from django.utils import timezone

from shangliang.jobs.models import Pulse
from shangliang.jobs.queue import run_all

log = logging.getLogger(__name__)
Beat = Callable[[], object]
_beats: list[Beat] = []
BEAT_SECONDS = 60
PULSES_KEPT = timedelta(days=1)


def every_beat(beat: Beat) -> Beat:
    """Register something to look at once a minute; it must be safe to run twice."""
    _beats.append(beat)
    return beat


def work(stop: threading.Event, pause: float = 1.0) -> None:
    """Until `stop` is set. Trouble is logged and tried again: a dead database must not kill the worker."""
    last_beat = 0.0
    while not stop.is_set():
        try:
            if time.monotonic() - last_beat >= BEAT_SECONDS:
                last_beat = time.monotonic()
                beat()
            run_all()
        except Exception:  # whatever went wrong, the next round may go well
            log.exception("the worker stumbled")
        close_old_connections()
        stop.wait(pause)


def beat() -> None:
    """One look at the clock by every app; one app's trouble is not the others'."""
    for one in (_pulse, *_beats):
        try:
            one()
        except Exception:
            log.exception("%s failed", one)


def _pulse() -> None:
    """Sign of life, by which the health page knows that somebody works; old ones are swept away."""
    now = timezone.now()
    Pulse.objects.update_or_create(
        worker=f"{socket.gethostname()}:{os.getpid()}"[:80], defaults={"seen": now}
    )
    Pulse.objects.filter(seen__lt=now - PULSES_KEPT).delete()
