"""From where a request comes, as coarsely as safety allows: a network, a kind of device, its cookie."""

import ipaddress
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

DEVICE_COOKIE = "device"
# Checked in this order: each also names itself as some of those after it.
BROWSERS = (("Edg", "Edge"), ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("Firefox", "Firefox"))
MORE_BROWSERS = (("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iOS"))
MORE_SYSTEMS = (("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"))


@dataclass(frozen=True)
class Where:
    """A network such as 192.0.2.0/24, a device such as "Firefox, Windows", and the token of its cookie."""

    network: str = ""
    device: str = ""
    token: str = ""


def where_of(request: HttpRequest) -> Where:
    """From where this request comes."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    return Where(
        network_of(address_of(request)), device_of(agent), request.COOKIES.get(DEVICE_COOKIE, "")[:80]
    )


def address_of(request: HttpRequest) -> str:
    """The client's address: the one our own outermost proxy saw; what lies beyond it anybody can write."""
    proxies: int = settings.TRUSTED_PROXIES
    if proxies:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        if hops:
            return str(hops[-min(proxies, len(hops))])
    return str(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """The /24 of an IPv4 address, the /48 of an IPv6 one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return str(ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 48}", strict=False))


def device_of(agent: str) -> str:
    """The family of browser and system, nothing finer."""
    browser = _first(agent, (*BROWSERS, *MORE_BROWSERS))
    system = _first(agent, (*SYSTEMS, *MORE_SYSTEMS))
    return ", ".join(part for part in (browser, system) if part)


def _first(agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in names if mark in agent), "")
