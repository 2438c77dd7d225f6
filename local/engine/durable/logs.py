"""CloudWatch Logs: the lines of the functions. Nobody waits for them, but what a kill leaves is worth reading."""

from typing import Any

from ministack.services import cloudwatch_logs

from local.engine.durable.borrowing import borrowed, replaced

Services = dict[str, Any]
Scope = tuple[str, str, str]
Line = dict[str, Any]

_CONTENTS = "contents"

_ministack_saves = cloudwatch_logs.get_state


def definitions() -> dict[str, Any]:
    """MiniStack's state of the log groups without their streams."""
    state = borrowed(_ministack_saves)
    return {**state, "log_groups": replaced(state["log_groups"], streams={})}


def unpack(data: dict[str, Any]) -> dict[Scope, dict[str, Any]]:
    """The streams of each group, taken out of the saved state at the first call."""
    if _CONTENTS not in data:
        groups = data["log_groups"].all_items() if "log_groups" in data else ()
        data[_CONTENTS] = {scope: group["streams"] for scope, group in groups}
    return data[_CONTENTS]


def put_back(data: dict[str, Any]) -> list[tuple[Scope, str, list[Line]]]:
    """Give the groups their streams again; returns the lines that came since, in their order."""
    streams = unpack(data)
    for scope, group in data["log_groups"].all_items() if "log_groups" in data else ():
        group["streams"] = streams.get(scope, {})
    return data.pop("lines", [])


def _replay_lines(services: Services, scope: Scope, stream: str, events: list[Line]) -> None:
    services.setdefault("cloudwatch_logs", {}).setdefault("lines", []).append((scope, stream, events))


REPLAYS = {"lines": _replay_lines}
