"""What MiniStack 1.5.33 does wrong, each in a module of its own with the test that shows it."""

from importlib import import_module
from importlib.metadata import version

WRITTEN_FOR = "1.5.33"

# The order matters where two modules wrap the same function: the later one is the outer one.
MODULES = (
    "workers",
    "websockets",
    "logs",
    "asynchronous",
    "paths",
    "expiry",
    "cloudformation",
    "resource_types",
    "apigateway",
    "admission",
    "eventbridge",
    "streams",
    "metrics",
    "measures",
    "dynamodb",
    "states",
    "links",
    # The last one, so that its lock is outside of all others.
    "durability",
)


def apply() -> None:
    """Correct the MiniStack of this process. Raises RuntimeError if another version is installed."""
    found = version("ministack")
    if found != WRITTEN_FOR:
        raise RuntimeError(
            f"the corrections are written for ministack {WRITTEN_FOR}, but {found} is installed; "
            f"install ministack=={WRITTEN_FOR}"
        )
    for name in MODULES:
        import_module(f"{__name__}.{name}").apply()
