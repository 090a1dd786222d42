"""An adapter that keeps what it is given, and fails when a test says so."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from shangliang.notices import sending
from shangliang.notices.channels.base import Message, Sender


class Recorder:
    """`trouble` is raised instead of sending, if set."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.knocks = 0
        self.trouble: Exception | None = None

    @contextmanager
    def opened(self) -> Iterator[Sender]:
        yield self._send

    def _send(self, message: Message) -> None:
        self.knocks += 1
        if self.trouble:
            raise self.trouble
        self.sent.append(message)

    @property
    def receivers(self) -> list[str]:
        return [message.to for message in self.sent]


def recorded(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Every way leads to one recorder."""
    recorder = Recorder()
    monkeypatch.setattr(sending, "adapter_for", lambda way: recorder)
    return recorder
