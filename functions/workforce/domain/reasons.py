"""Why somebody is there or not, and what that means: a status over all channels, and the channels in question."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from onestop.errors import Invalid

Status = Literal["available", "busy", "away", "offline"]
STANDARD: dict[str, Status] = {"available": "available", "busy": "busy", "away": "away", "offline": "offline"}
UNREACHABLE, SHIFT_ENDED, RETIRED = "unreachable", "shift-ended", "retired"
BY_THE_CLOCK = frozenset({UNREACHABLE, SHIFT_ENDED, RETIRED})  # nobody chooses them

Reason = Mapping[str, Any]


def complete(own: Iterable[Reason]) -> list[dict[str, Any]]:
    """The reasons of a tenant with the standard ones that it has not given a name of its own."""
    named = [dict(each) for each in own]
    known = {each["key"] for each in named}
    standard = [{"key": key, "name": key.capitalize(), "status": key, "channels": None} for key in STANDARD]
    return [each for each in standard if each["key"] not in known] + named


def chosen(settings: Mapping[str, Any], key: str) -> Reason:
    """The reason of a key; `Invalid` where there is none."""
    for each in settings["reasons"]:
        if each["key"] == key:
            return dict(each)
    raise Invalid(errors=[{"pointer": "/reason", "reason": "is no reason of /v1/workforce-settings"}])


def channels(settings: Mapping[str, Any], reason: Reason) -> list[str]:
    """From which channels somebody takes work for this reason."""
    if reason["channels"] is not None:
        return sorted(reason["channels"])
    return sorted(settings["weights"]) if reason["status"] == "available" else []
