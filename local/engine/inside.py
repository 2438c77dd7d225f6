"""Which calls come from the engine's own functions.

They are answered without waiting for the disk: what such a call has changed stands in the journal before anything
that follows from it, and the answer that leaves the engine in the end waits for all of it.
"""

import uuid
from contextvars import ContextVar

TOKEN = uuid.uuid4().hex  # each function has it as its session token, and signs with it
_HEADER = "x-amz-security-token"
_inside: ContextVar[bool] = ContextVar("inside", default=False)


def note_caller(headers: dict[str, str]) -> None:
    """Remember for this request whose it is; the names of `headers` are in lower case."""
    if headers.get(_HEADER) == TOKEN:
        _inside.set(True)


def stays_inside() -> bool:
    """Whether the answer to this request goes to one of the engine's own functions."""
    return _inside.get()
