"""Turns at the one connection that all threads of a process share where SQLite keeps its tables in memory.

A live server answers every request in a thread of its own, beside the thread of the test. On a shared connection one
would begin in the middle of another's transaction, end it, or be undone with it; with turns each has it for itself."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.utils import CursorWrapper
from django.db.transaction import Atomic

MOST_SECONDS = 300
_turn = threading.RLock()


def take_turns() -> None:
    """From now on a transaction, or a statement outside of any, is over before another thread begins one."""
    begin, end, execute = Atomic.__enter__, Atomic.__exit__, CursorWrapper._execute_with_wrappers

    def begun(self: Atomic) -> None:
        _wait()
        try:
            begin(self)
        except BaseException:
            _turn.release()
            raise

    def ended(self: Atomic, *error: Any) -> None:
        try:
            end(self, *error)
        finally:
            _turn.release()

    def executed(self: CursorWrapper, *args: Any, **more: Any) -> Any:
        with _one_turn():
            return execute(self, *args, **more)

    Atomic.__enter__, Atomic.__exit__ = begun, ended  # type: ignore[method-assign]
    CursorWrapper._execute_with_wrappers = executed  # type: ignore[method-assign]


@contextmanager
def _one_turn() -> Iterator[None]:
    _wait()
    try:
        yield
    finally:
        _turn.release()


def _wait() -> None:
    if not _turn.acquire(timeout=MOST_SECONDS):
        raise RuntimeError("another thread does not end its transaction")
