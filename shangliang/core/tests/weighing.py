"""What it costs to look at an uploaded file: seconds and memory, in a process of its own.

A process that has done other work cannot tell: memory it let go of is used again and does not show,
and the most it ever held is that of its neighbours. So each look starts from a fresh process.
"""

import io
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from shangliang.core.errors import Invalid
from shangliang.core.files import check_upload


class Weighed(NamedTuple):
    """What an act of looking said, and what it took."""

    said: str
    #: seconds of processor
    seconds: float
    #: bytes above what the process held before
    memory: int


def weigh(act: Callable[..., str], *given: Any) -> Weighed:
    """Do ``act(*given)`` in a fresh process and say what it took; both must be of a module."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_bare) as fresh:
        return fresh.submit(_weighed, act, given).result()


def hold(size: int) -> str:
    """Hold ``size`` bytes for a moment, to see that the scales move."""
    return str(len(b"a" * size))


def refused(name: str, content: bytes) -> str:
    """The sentence, in English, with which a file is refused; nothing if it is taken."""
    try:
        check_upload(name, io.BytesIO(content))
    except Invalid as why:
        return str(why)
    return ""


def _bare() -> None:
    """Texts as they are written, and nothing else of the house."""
    settings.configure(USE_I18N=False)


def _weighed(act: Callable[..., str], given: tuple[Any, ...]) -> Weighed:
    before, begun = most_held(), time.process_time()
    said = act(*given)
    return Weighed(said, time.process_time() - begun, most_held() - before)


def most_held() -> int:
    """The most memory this process ever held, in bytes."""
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) * 1024
