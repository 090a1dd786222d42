"""Servers on this machine that speak as work platforms, SMS gateways and mail servers do, and refuse as they refuse."""

import base64
import hashlib
import hmac
import json
import socketserver
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, dict[str, Any]]
HOUR = 3600


class Platform:
    """A group of colleagues behind one robot: what they read, and what was refused."""

    secret, token, a_minute = "SECkeep", "t0ken", 20

    def __init__(self) -> None:
        self.read: list[str] = []
        self.mentioned: list[str] = []

    def answers(self, path: str, query: dict[str, str], headers: Any, body: bytes) -> Answer:
        """The platform's answer to one message; its refusals come with 200 as well."""
        raise NotImplementedError

    def _signed(self, key: str, text: str) -> str:
        return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()

    def _takes(self, text: str, mentioned: list[str]) -> bool:
        if len(self.read) >= self.a_minute:
            return False
        self.read.append(text)
        self.mentioned += mentioned
        return True


class DingTalk(Platform):
    """Signed in the address, with milliseconds; told apart by the token."""

    def answers(self, path: str, query: dict[str, str], headers: Any, body: bytes) -> Answer:
        """Numbers of errors as DingTalk documents them."""
        stamp = query.get("timestamp", "0")
        if query.get("access_token") != self.token:
            return 200, {"errcode": 300001, "errmsg": "token is not exist"}
        is_fresh = abs(time.time() - int(stamp) / 1000) < HOUR
        if not is_fresh or query.get("sign") != self._signed(self.secret, f"{stamp}\n{self.secret}"):
            return 200, {"errcode": 310000, "errmsg": "sign not match"}
        told = json.loads(body)
        if not self._takes(told["text"]["content"], told["at"]["atMobiles"]):
            return 200, {"errcode": 130101, "errmsg": "send too fast"}
        return 200, {"errcode": 0, "errmsg": "ok"}


class Feishu(Platform):
    """Signed in the body, with seconds, over nothing; told apart by the path."""

    def answers(self, path: str, query: dict[str, str], headers: Any, body: bytes) -> Answer:
        """Numbers of errors as Feishu documents them."""
        told = json.loads(body)
        stamp = str(told.get("timestamp", "0"))
        if not path.endswith(f"/hook/{self.token}"):
            return 200, {"code": 19001, "msg": "param invalid: incoming webhook access token invalid"}
        is_fresh = abs(time.time() - int(stamp)) < HOUR
        if not is_fresh or told.get("sign") != self._signed(f"{stamp}\n{self.secret}", ""):
            return 200, {"code": 19021, "msg": "sign match fail or timestamp is not within one hour"}
        if not self._takes(told["content"]["text"], []):
            return 200, {"code": 9499, "msg": "too many request"}
        return 200, {"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"}


class WeCom(Platform):
    """Known by the key in the address; texts of at most 2,048 bytes."""

    def answers(self, path: str, query: dict[str, str], headers: Any, body: bytes) -> Answer:
        """Numbers of errors as WeCom documents them."""
        text = json.loads(body)["text"]
        if query.get("key") != self.token:
            return 200, {"errcode": 93000, "errmsg": "invalid webhook url"}
        if len(text["content"].encode()) > 2048:
            return 200, {"errcode": 40058, "errmsg": "text.content exceed max length 2048"}
        if not self._takes(text["content"], text["mentioned_mobile_list"]):
            return 200, {"errcode": 45009, "errmsg": "api freq out of limit"}
        return 200, {"errcode": 0, "errmsg": "ok"}


class Sms(Platform):
    """The gateway of docs/operate.md: signed in the headers; the same key is sent on once."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: set[str] = set()

    def answers(self, path: str, query: dict[str, str], headers: Any, body: bytes) -> Answer:
        """Refusals come as numbers of HTTP."""
        stamp = headers.get("X-Timestamp", "0")
        mac = hmac.new(self.secret.encode(), stamp.encode() + b"\n" + body, hashlib.sha256).hexdigest()
        if headers.get("X-Key") != self.token or headers.get("X-Signature") != mac:
            return 403, {"error": "signature"}
        told = json.loads(body)
        if told["id"] != headers.get("Idempotency-Key"):
            return 422, {"error": "id"}
        if told["id"] not in self.keys and not self._takes(told["text"], [told["to"]]):
            return 429, {"error": "too many"}
        self.keys.add(told["id"])
        return 200, {"ok": True}


@contextmanager
def served(platform: Platform) -> Iterator[str]:
    """The platform at an address of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, told = platform.answers(parts.path, query, self.headers, body)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_args: Any) -> None:
            """Quiet."""

    with _running(HTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def mail_server(refuses: Callable[[str], str], letters: list[tuple[str, str]]) -> Iterator[int]:
    """A mail server: `refuses` answers the line with which an address is refused, or nothing."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 ready")
            to = ""
            while line := self.rfile.readline().decode().strip():
                word = line[:4].upper()
                if word == "RCPT":
                    to = line.partition("<")[2].partition(">")[0]
                    self._say(refuses(to) or "250 ok")
                elif word == "DATA":
                    self._say("354 go on")
                    letters.append((to, self._text()))
                    self._say("250 kept")
                elif word == "QUIT":
                    return self._say("221 bye")
                else:
                    self._say("250 ok")
            return None

        def _text(self) -> str:
            lines: list[str] = []
            while (line := self.rfile.readline().decode()) != ".\r\n":
                lines.append(line)
            return "".join(lines)

        def _say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    with _running(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)) as port:
        yield port


@contextmanager
def _running(server: socketserver.TCPServer) -> Iterator[int]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
