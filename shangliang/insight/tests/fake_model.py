"""A language model for tests: an HTTP server that speaks the chat protocol and answers as it is told."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class FakeModel:
    """What it was asked, and what it will answer."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.keys: list[str] = []
        self.status = 200
        self.headers: dict[str, str] = {}
        self.raw: bytes | None = None
        self.pause = 0.0
        self.sentences: Any = [{"text": "多地居民反映充电难。", "quotes": [1, 2]}]
        self.url = ""

    def body(self) -> bytes:
        """The answer as the protocol wraps it."""
        if self.raw is not None:
            return self.raw
        content = json.dumps({"sentences": self.sentences}, ensure_ascii=False)
        message = {"role": "assistant", "content": content}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode()


@contextmanager
def fake_model() -> Iterator[FakeModel]:
    """The server, on a port of its own, for the length of a test."""
    model = FakeModel()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            model.asked.append(json.loads(self.rfile.read(length)))
            model.paths.append(self.path)
            model.keys.append(self.headers.get("Authorization", ""))
            time.sleep(model.pause)
            body = model.body()
            self.send_response(model.status)
            for name, value in {**model.headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                return

        def log_message(self, *words: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
