"""Ways out of the house behind one small interface: an adapter opens, sends one message at a time, closes."""

from shangliang.notices.channels.base import Adapter, Down, Message, TryLater, Undeliverable
from shangliang.notices.channels.choosing import adapter_for, is_printed

__all__ = ["Adapter", "Down", "Message", "TryLater", "Undeliverable", "adapter_for", "is_printed"]
