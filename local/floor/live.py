"""Frame after frame, until somebody has seen enough."""

import sys
from typing import TextIO

from rich.console import Console, RenderableType
from rich.live import Live

from local.floor.drawing import frame
from local.floor.keys import listening
from local.floor.polling import Asked, Poll, first

_LEAVE = ("q", "Q")
_FRAME = 0.5  # seconds: times go on although nothing happens


def live(api: Asked, title: str, console: Console, every: float, keys: TextIO | None = None) -> None:
    """Show the floor, and what becomes of it, until q or Ctrl-C."""
    poll = Poll(api, first(api), every)
    try:
        with listening(keys or sys.stdin) as pressed, _shown(console, frame(poll.seen, title, live=True)) as shown:
            while pressed(_FRAME) not in _LEAVE:
                shown.update(frame(poll.look(), title, live=True), refresh=True)
    except KeyboardInterrupt:
        return
    finally:
        poll.close()


def _shown(console: Console, begin: RenderableType) -> Live:
    return Live(begin, console=console, auto_refresh=False, screen=True, vertical_overflow="crop")
