"""Whether the engine answers already: what goes on by itself after a start waits for that, as functions call back."""

import asyncio
import os
import threading
from collections.abc import Callable

_lock = threading.Lock()
_later: list[Callable[[], None]] | None = []


def when_serving(begin: Callable[[], None]) -> None:
    """Call `begin` as soon as the engine answers; now if it does."""
    with _lock:
        if _later is not None:
            _later.append(begin)
            return
    begin()


async def announce() -> None:
    """Begin what waits, once the engine's own port takes connections."""
    while not await _answers(int(os.environ["GATEWAY_PORT"])):
        await asyncio.sleep(0.02)
    for begin in _taken():
        begin()


def _taken() -> list[Callable[[], None]]:
    global _later
    with _lock:
        waiting, _later = _later or [], None
    return waiting


async def _answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True
