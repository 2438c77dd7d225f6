"""What a process remembers of the tenants' set-ups, taken along to the process that takes the time.

Most operations find what they need remembered, so no answer to the question for it was recorded.
"""

import base64
import pickle
import time

from onestop import remembered


def taken() -> str:
    """All that is remembered now."""
    known = {_name(each): {tenant: value for tenant, (_, value) in each._known.items()} for each in remembered._all}
    return base64.b64encode(pickle.dumps(known)).decode()


def given(text: str) -> None:
    """Remember that, as if it had just been read, and nothing else."""
    known = pickle.loads(base64.b64decode(text))  # noqa: S301  what `taken` has made
    for each in remembered._all:
        values = known.get(_name(each), {})
        each._known = {tenant: (time.monotonic(), value) for tenant, value in values.items()}


def _name(each: remembered.Remembered[object]) -> str:
    return f"{each._read.__module__}.{each._read.__qualname__}"
