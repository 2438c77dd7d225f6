"""Connections that are kept: one per thread and endpoint, found again by the next call."""

import threading
from contextlib import suppress

from botocore.exceptions import ConnectionClosedError

from onestop.aws.endpoints import Endpoint
from onestop.aws.exchange import Answer, Connection, NoAnswer


class _Mine(threading.local):
    """What a thread has of its own: a connection is used by one call at a time."""

    def __init__(self) -> None:
        self.kept: dict[Endpoint, Connection] = {}


_mine = _Mine()


def posted(endpoint: Endpoint, request: bytes, seconds: float) -> Answer:
    """The answer to a request, over the connection of this thread.

    A connection that was kept may be dead without anybody having said so: a container is frozen between two requests,
    and thaws an hour later. So a request over a kept connection that gets not one byte back is sent again over a new
    one. The service may have carried it out even so; see `onestop.aws.call`.
    """
    connection = _mine.kept.pop(endpoint, None)
    if connection is not None and not connection.ended():
        with suppress(NoAnswer):
            return _over(connection, request, seconds)
    try:
        return _over(Connection(endpoint), request, seconds)
    except NoAnswer as failure:
        raise ConnectionClosedError(endpoint_url=endpoint.url) from failure


def _over(connection: Connection, request: bytes, seconds: float) -> Answer:
    """Ask over a connection, and keep it if it is good for another request."""
    try:
        answer = connection.asked(request, seconds)
    except BaseException:
        connection.close()
        raise
    if answer.last:
        connection.close()
    else:
        _mine.kept[connection.endpoint] = connection
    return answer
