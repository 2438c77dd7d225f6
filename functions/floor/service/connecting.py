"""Wallboards come in with a pass, are told of changes, and go."""

import secrets
from datetime import timedelta
from typing import Any

from floor import table
from floor.service import looking
from onestop import clock, tables
from onestop.aws import websockets
from onestop.errors import NotFound, Unauthenticated
from onestop.identity import Caller
from onestop.once import digest
from onestop.tables import Step, deletes

PASS_FOR = timedelta(seconds=30)
CONNECTED_FOR = timedelta(hours=2)  # the longest that API Gateway keeps a connection


def admit(by: Caller, api: str) -> dict[str, Any]:
    """A URL that is good for one connection within half a minute: 1 call. `NotFound` where there are no sockets.

    Browsers send no header with a WebSocket, and a token in a URL would be good for too much.
    """
    if not api:
        raise NotFound("There are no sockets here; ask for the floor with If-None-Match.")
    key, until = secrets.token_urlsafe(32), clock.now() + PASS_FOR
    member = None if looking.sees_all(by) else looking.member_of(by)
    keys = table.pass_keys(by.tenant, digest(key))
    tables.write(Step("save", table.Pass(*keys, actor=by.actor, member=member, expires=until), _unconditional))
    return {"url": f"{websockets.address(api)}?pass={by.tenant}.{key}", "expiresAt": clock.rfc3339(until)}


def connect(connection: str, shown: str) -> None:
    """Let a wallboard in: 2 calls. `Unauthenticated` for a pass that is unknown, too old or was used before."""
    tenant, _, key = shown.partition(".")
    keys = table.pass_keys(tenant, digest(key))
    row = tables.get(table.Pass, *keys, consistent=True)
    if row is None:
        raise Unauthenticated()
    until = clock.now() + CONNECTED_FOR
    socket = table.Socket(table.sockets_pk(tenant), connection, id=connection, actor=row.actor, member=row.member)
    socket.expires = until
    known = table.Connection(*table.connection_keys(connection), tenant=tenant, expires=until)
    tables.write(
        deletes(row, _used, table.Pass.pk.exists()), *(Step("save", each, _unconditional) for each in (socket, known))
    )


def disconnect(connection: str) -> None:
    """Forget a wallboard that has gone: 3 calls."""
    socket = table.find_socket(connection)
    if socket is not None:
        forget(socket)


def forget(socket: table.Socket) -> None:
    """Take a wallboard off the list: 1 call."""
    tables.write(deletes(socket), deletes(table.Connection(*table.connection_keys(socket.id))))


def _used(_: Any) -> Exception:
    return Unauthenticated()


def _unconditional(_: Any) -> Exception:
    return AssertionError("has no condition")
