"""The adapter of an installation without gateways: what would be sent is printed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from shangliang.notices.channels.base import Message, Sender


class Console:
    """Prints to the worker's output."""

    def __init__(self, way: str) -> None:
        self.way = way

    @contextmanager
    def opened(self) -> Iterator[Sender]:
        """Nothing to open."""
        yield self._print

    def _print(self, message: Message) -> None:
        sys.stdout.write(f"[{self.way}] {message.key} → {message.to or message.name}: {message.text}\n")
