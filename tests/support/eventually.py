"""Waiting for what happens in the background, by asking again and again until a deadline."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_PAUSE = 0.05


def eventually(check: Callable[[], T], within: float = 20) -> T:
    """The first truthy value of `check`; an AssertionError in it counts as not yet. Fails after `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        last = False
        try:
            if found := check():
                return found
        except AssertionError as error:
            last = error
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within} s: {last or 'the check stayed false'}")
        time.sleep(_PAUSE)


def pause(seconds: float) -> None:
    """For a load that comes at its own pace. A test asks `eventually` instead."""
    time.sleep(seconds)
