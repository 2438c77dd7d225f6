"""Where an engine and its workers listen."""

import socket
from contextlib import suppress
from typing import Any

import psutil


def bound(engine: psutil.Process) -> list[Any]:
    """The addresses (ip, port) at which an engine and its children listen."""
    everyone = [engine, *engine.children(recursive=True)]
    return [address for one in everyone for address in _listening(one)]


def _listening(one: psutil.Process) -> list[Any]:
    """The addresses of one process; one that has ended meanwhile, as idle workers do, listens nowhere."""
    with suppress(psutil.NoSuchProcess):
        return [each.laddr for each in one.net_connections("inet") if _listens(each)]
    return []


def _listens(connection: psutil._ntuples.pconn) -> bool:
    receives = connection.type == socket.SOCK_DGRAM and connection.laddr and not connection.raddr
    return connection.status == psutil.CONN_LISTEN or bool(receives)
