"""Sending bytes to another installation and nowhere else: no private network but those the settings name."""

import socket
import ssl
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SECONDS = 15
MOST_BYTES = 65_536
Ip = IPv4Address | IPv6Address


class Trouble(TextChoices):
    """Why nothing arrived; kept as a code, so that each reader has it in their own language."""

    UNKNOWN_NAME = "unknown_name", _("The name of the address is not known.")
    CERTIFICATE = "certificate", _("The certificate of the other side is not valid for its name.")
    NO_ANSWER = "no_answer", _("No answer within fifteen seconds.")
    NOBODY = "nobody", _("Nobody answers at this address.")
    NO_ADDRESS = "no_address", _("This is no address of an installation.")
    NOT_HTTPS = "not_https", _("The address begins with https.")
    NETWORK = "network", _("The address lies in a network that EXCHANGE_NETWORKS does not name.")


class Unreachable(Exception):
    """Nobody answered, or the address may not be spoken to: a `Trouble`, or what the system said."""


def in_words(error: str) -> str:
    """A trouble as its reader is told it; what the system said as it is."""
    return str(Trouble(error).label) if error in Trouble.values else error


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes

    @property
    def is_taken(self) -> bool:
        """Whether the other side has it."""
        return self.status == 200


def post(address: str, body: bytes, headers: dict[str, str]) -> Answer:
    """One POST, to exactly the machine that was looked up and checked; redirects are not followed."""
    parts = urlsplit(address)
    try:
        connection = _connection(parts)
        connection.request("POST", parts.path or "/", body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(MOST_BYTES))
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(_told(error)) from error


def _told(error: Exception) -> str:
    """What went wrong, for an operator."""
    match error:
        case socket.gaierror():
            return Trouble.UNKNOWN_NAME
        case ssl.SSLCertVerificationError():
            return Trouble.CERTIFICATE
        case TimeoutError():
            return Trouble.NO_ANSWER
        case ConnectionRefusedError():
            return Trouble.NOBODY
    return str(error) or type(error).__name__


def why_not(address: str) -> Trouble | None:
    """Why an address cannot be that of another installation, as far as can be told without asking for it."""
    try:
        parts = urlsplit(address)
        is_whole = bool(parts.hostname) and parts.port is not False and not (parts.username or parts.query)
    except ValueError:
        is_whole = False
    if not is_whole or parts.fragment:
        return Trouble.NO_ADDRESS
    is_own = parts.scheme == "http" and _is_this_machine(str(parts.hostname)) and settings.EXCHANGE_NETWORKS
    if parts.scheme != "https" and not is_own:
        return Trouble.NOT_HTTPS
    return None


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _connection(parts: Any) -> HTTPConnection:
    if reason := why_not(parts.geturl()):
        raise Unreachable(reason)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    ip = _checked(str(parts.hostname), port)
    made = _Secure(parts.hostname, port, ip) if parts.scheme == "https" else _Plain(parts.hostname, port, ip)
    made.connect()
    return made


def _checked(host: str, port: int) -> str:
    """The machine behind a name; if one of several is in a network that is not named, none of them is asked."""
    found = {ip_address(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not found or not all(map(_is_allowed, found)):
        raise Unreachable(Trouble.NETWORK)
    return str(min(found, key=lambda one: (one.version, int(one))))


def _is_allowed(ip: Ip) -> bool:
    plain = getattr(ip, "ipv4_mapped", None) or ip
    named = [ip_network(one) for one in settings.EXCHANGE_NETWORKS]
    return (plain.is_global and not plain.is_multicast) or any(plain in one for one in named)


class _Plain(HTTPConnection):
    """Connects to an address that was looked up before."""

    def __init__(self, host: str, port: int, ip: str) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self._ip = ip

    def connect(self) -> None:
        """To the checked machine, whatever the name says by now."""
        self.sock = socket.create_connection((self._ip, self.port), SECONDS)


class _Secure(HTTPSConnection):
    """The same, with the certificate checked against the name."""

    def __init__(self, host: str, port: int, ip: str) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(host, port, timeout=SECONDS, context=self._tls)
        self._ip = ip

    def connect(self) -> None:
        """To the checked machine; its certificate must be that of the name."""
        plain = socket.create_connection((self._ip, self.port), SECONDS)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
