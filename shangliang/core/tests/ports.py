"""Ports for servers that tests start: nobody else gets one between the moment it is known and the server's start."""

import socket


def held_port() -> socket.socket:
    """A socket that holds a free port of the loopback until it is closed; `port_of` tells which.

    It does not listen, so that nobody is answered; a server that shares addresses, as they all do, takes the port."""
    held = socket.socket()
    for share in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
        held.setsockopt(socket.SOL_SOCKET, share, 1)
    held.bind(("127.0.0.1", 0))
    return held


def port_of(held: socket.socket) -> int:
    """Its number."""
    return int(held.getsockname()[1])
