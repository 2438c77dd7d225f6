"""Wallboards that are connected, and the passes with which they come in."""

from typing import Any

from floor.table.base import Row
from onestop import tables
from onestop.pynamo import UnicodeAttribute
from onestop.tables import key


class Pass(Row, discriminator="pass"):
    """Good for one connection. `member` is whose teams its holder may see; without it, everything."""

    actor = UnicodeAttribute()
    member = UnicodeAttribute(null=True)


class Socket(Row, discriminator="socket"):
    """One connected wallboard, and whose teams it may see; without `member`, everything."""

    id = UnicodeAttribute()
    actor = UnicodeAttribute()
    member = UnicodeAttribute(null=True)


class Connection(Row, discriminator="connection"):
    """Whose a connection is: its id is all that API Gateway says of it later."""

    tenant = UnicodeAttribute()


def pass_keys(tenant: str, digest: str) -> tuple[str, str]:
    return key(tenant, "pass", digest), "record"


def sockets_pk(tenant: str) -> str:
    """The partition of a tenant's wallboards."""
    return key(tenant, "sockets")


def connection_keys(connection: str) -> tuple[str, str]:
    """The connection has no tenant until it was looked up."""
    return key("system", "connection", connection), "record"


def find_socket(connection: str) -> Any:
    """The wallboard behind a connection, or None: 2 calls."""
    there = tables.get(Connection, *connection_keys(connection), consistent=True)
    return there and tables.get(Socket, sockets_pk(there.tenant), connection, consistent=True)
