"""One key at a time, without Return, and the terminal as it was afterwards."""

import os
import select
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TextIO

Pressed = Callable[[float], str]


@contextmanager
def listening(keys: TextIO) -> Iterator[Pressed]:
    """A function that waits so many seconds for a key; what was pressed, or nothing. Only waits without a terminal."""
    if not keys.isatty():
        yield _only_wait
        return
    import termios  # noqa: PLC0415  not everywhere
    import tty  # noqa: PLC0415

    before = termios.tcgetattr(keys)
    try:
        tty.setcbreak(keys)
        yield partial(_wait_for_key, keys.fileno())
    finally:
        termios.tcsetattr(keys, termios.TCSADRAIN, before)


def _wait_for_key(keys: int, seconds: float) -> str:
    ready, _, _ = select.select([keys], [], [], seconds)
    return os.read(keys, 1).decode("latin-1") if ready else ""


def _only_wait(seconds: float) -> str:
    time.sleep(seconds)
    return ""
