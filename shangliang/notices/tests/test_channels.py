"""The adapters: what goes over the wire, how it is signed, and what each kind of failure means."""

import base64
import hashlib
import hmac
import json
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.mail.backends.locmem import EmailBackend

from shangliang.notices.channels import Down, Message, TryLater, Undeliverable, adapter_for, is_printed
from shangliang.notices.channels.mail import Mail
from shangliang.notices.channels.robot import Robot, dingtalk, feishu, wecom
from shangliang.notices.channels.sms import SmsGateway

MESSAGE = Message("notice-7", "13800000000", "林知远", "", "有新进展")


class Gateway:
    """A server that answers as told and keeps what it was asked."""

    def __init__(self, status: int = 200, answer: dict[str, Any] | None = None) -> None:
        self.status, self.answer = status, answer or {}
        self.headers: dict[str, str] = {}
        self.body = b""
        self.asked = 0


@contextmanager
def listening(gateway: Gateway) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            gateway.asked += 1
            gateway.headers = dict(self.headers)
            gateway.body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(gateway.status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(json.dumps(gateway.answer).encode())

        def log_message(self, *_args: Any) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/send"
    finally:
        server.shutdown()
        server.server_close()


def send(adapter: Any, message: Message = MESSAGE) -> None:
    with adapter.opened() as sender:
        sender(message)


def test_an_sms_is_signed_over_time_and_body() -> None:
    gateway = Gateway()
    with listening(gateway) as address:
        send(SmsGateway(address, "house", "s3cret"))
    assert json.loads(gateway.body) == {"id": "notice-7", "to": "13800000000", "text": "有新进展"}
    signed = gateway.headers["X-Timestamp"].encode() + b"\n" + gateway.body
    expected = hmac.new(b"s3cret", signed, hashlib.sha256).hexdigest()
    found = [gateway.headers[name] for name in ("X-Key", "X-Signature", "Idempotency-Key")]
    assert found == ["house", expected, "notice-7"]


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(400, Undeliverable), (422, Undeliverable), (429, TryLater), (403, Down), (500, Down), (302, Down)],
)
def test_answers_of_the_gateway_mean_never_later_or_down(status: int, trouble: type[Exception]) -> None:
    gateway = Gateway(status)
    with listening(gateway) as address, pytest.raises(trouble, match=f"HTTP {status}"):
        send(SmsGateway(address, "house", "s3cret"))
    assert gateway.asked == 1


def test_a_gateway_that_is_not_there_is_down() -> None:
    with pytest.raises(Down):
        send(SmsGateway("http://127.0.0.1:9/send", "house", "s3cret"))


def test_dingtalk_is_signed_in_the_address() -> None:
    address, told = dingtalk("https://robot.example/send?access_token=x", "SEC1", MESSAGE, 1_700_000_000.5)
    query = parse_qs(urlsplit(address).query)
    mac = hmac.new(b"SEC1", b"1700000000500\nSEC1", hashlib.sha256).digest()
    assert (query["timestamp"], query["sign"]) == (["1700000000500"], [base64.b64encode(mac).decode()])
    assert (told["text"]["content"], told["at"]["atMobiles"]) == ("林知远：有新进展", ["13800000000"])


def test_feishu_is_signed_in_the_body() -> None:
    address, told = feishu("https://robot.example/hook/x", "SEC1", MESSAGE, 1_700_000_000)
    mac = hmac.new(b"1700000000\nSEC1", b"", hashlib.sha256).digest()
    assert (address, told["sign"]) == ("https://robot.example/hook/x", base64.b64encode(mac).decode())
    assert told["content"] == {"text": "林知远：有新进展"}


def test_wecom_mentions_by_telephone() -> None:
    _address, told = wecom("https://robot.example/send?key=x", "", MESSAGE, 0)
    assert told["text"]["mentioned_mobile_list"] == ["13800000000"]


@pytest.mark.parametrize(
    ("style", "answer"),
    [("dingtalk", {"errcode": 310000}), ("wecom", {"errcode": 45009}), ("feishu", {"code": 9499})],
)
def test_a_robot_that_refuses_is_tried_later(style: str, answer: dict[str, Any]) -> None:
    with listening(Gateway(answer=answer)) as address, pytest.raises(TryLater, match=style):
        send(Robot(style, address + "?key=x", "SEC1"))


def test_a_robot_that_takes_it_is_done() -> None:
    with listening(Gateway(answer={"errcode": 0, "errmsg": "ok"})) as address:
        send(Robot("wecom", address, ""))


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"no such user")}), Undeliverable),
        (smtplib.SMTPRecipientsRefused({"a@b.example": (450, b"greylisted")}), TryLater),
        (smtplib.SMTPDataError(552, b"too large"), Undeliverable),
        (smtplib.SMTPServerDisconnected("gone"), Down),
        (smtplib.SMTPAuthenticationError(535, b"who are you"), Down),
        (TimeoutError(), Down),
    ],
)
def test_what_a_mail_server_says_is_understood(
    error: Exception, trouble: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any) -> None:
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with pytest.raises(trouble) as caught:
        send(Mail(), Message("notice-7", "a@b.example", "林知远", "a", "b"))
    assert "b.example" not in str(caught.value)


def test_a_subject_cannot_add_headers(mailoutbox: list[Any]) -> None:
    send(Mail(), Message("notice-7", "a@b.example", "林知远", "标题\r\nBcc: x@y.example", "b"))
    assert mailoutbox[0].subject == "标题 Bcc: x@y.example"


def test_without_a_gateway_messages_are_printed(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.SMS_GATEWAY_URL = settings.WORK_WEBHOOK_URL = ""
    assert (is_printed("sms"), is_printed("work"), is_printed("mail")) == (True, True, False)
    send(adapter_for("sms"))
    assert capsys.readouterr().out == "[sms] notice-7 → 13800000000: 有新进展\n"
