"""What every adapter knows: a message, and the three ways in which sending it can fail."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol


class Undeliverable(Exception):
    """This message will never arrive at this person: the address is refused."""


class TryLater(Exception):
    """This message cannot be taken now; others may."""


class Down(Exception):
    """Nothing can be sent by this way now."""


@dataclass(frozen=True)
class Message:
    """One text for one person. `key` is the same at every try, so that a receiver can tell a repetition."""

    key: str
    to: str
    name: str
    subject: str
    text: str
    headers: dict[str, str] = field(default_factory=dict)


class Adapter(Protocol):
    """`with adapter.opened() as send: send(message)`; raises one of the three."""

    def opened(self) -> AbstractContextManager["Sender"]:
        """Ready to send; what was opened is closed in the end."""
        ...


class Sender(Protocol):
    """Sends one message."""

    def __call__(self, message: Message) -> None: ...
