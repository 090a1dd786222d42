"""Work platforms: a group robot of DingTalk, WeCom or Feishu is given a text by webhook."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from shangliang.notices.channels.base import Message, Sender, TryLater
from shangliang.notices.channels.posting import post


class Robot:
    """One group of colleagues: they read that a person has something to look at, never what."""

    def __init__(self, style: str, address: str, secret: str) -> None:
        self.style, self.address, self.secret = style, address, secret

    @contextmanager
    def opened(self) -> Iterator[Sender]:
        """Nothing to keep open."""
        yield self._send

    def _send(self, message: Message) -> None:
        address, told = STYLES[self.style](self.address, self.secret, message, time.time())
        answer = post(address, json.dumps(told, ensure_ascii=False).encode(), {})
        code = answer.get("errcode", answer.get("code", answer.get("StatusCode", 0)))
        if code not in (0, "0", None):
            raise TryLater(f"{self.style} {str(code)[:12]}")


Post = tuple[str, dict[str, Any]]


def dingtalk(address: str, secret: str, message: Message, now: float) -> Post:
    """The signature travels in the address: time in milliseconds, newline, secret, keyed with the secret."""
    stamp = str(int(now * 1000))
    signed = _base64(secret.encode(), f"{stamp}\n{secret}".encode()) if secret else ""
    query = "&" + urlencode({"timestamp": stamp, "sign": signed}) if secret else ""
    at = {"atMobiles": [message.to] if message.to else [], "isAtAll": False}
    return address + query, {"msgtype": "text", "text": {"content": _addressed(message)}, "at": at}


def wecom(address: str, secret: str, message: Message, now: float) -> Post:
    """WeCom knows its robots by the key in their address; it asks for no signature."""
    text = {"content": _addressed(message), "mentioned_mobile_list": [message.to] if message.to else []}
    return address, {"msgtype": "text", "text": text}


def feishu(address: str, secret: str, message: Message, now: float) -> Post:
    """The signature travels in the body: nothing, keyed with time in seconds, newline and secret."""
    stamp = str(int(now))
    signed = {"timestamp": stamp, "sign": _base64(f"{stamp}\n{secret}".encode(), b"")} if secret else {}
    return address, {**signed, "msg_type": "text", "content": {"text": _addressed(message)}}


STYLES = {"dingtalk": dingtalk, "wecom": wecom, "feishu": feishu}


def _addressed(message: Message) -> str:
    return f"{message.name}：{message.text}"


def _base64(key: bytes, text: bytes) -> str:
    return base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
