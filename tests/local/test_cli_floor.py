"""`onestop floor`: what the wallboard shows, how wide that is, and how one leaves it."""

import io
import os
import pty
import termios
import time
from typing import Any

import pytest
import requests
from rich.cells import cell_len
from rich.console import Console

from local.floor.drawing import frame
from local.floor.live import live
from local.floor.polling import Poll, Seen, first
from local.floor.wording import duration, fitted
from tests.support.eventually import eventually

AT = "2026-11-22T10:00:00.000Z"
QUEUE = {
    "queue": "01J0000000000000000000QQ0A", "name": "销售与售后服务 Sales and after-sales service", "team": None,
    "paused": True, "target": 60, "waiting": 1234, "offered": 1, "inWork": 200, "slaAtRisk": 12, "slaBreached": 3,
    "arrivedToday": 9999, "offeredToday": 2, "assignedToday": 2, "doneToday": 8888, "missedToday": 0,
    "averageWaitToday": 250, "longestWaitSince": "2026-11-22T09:55:50.000Z",
}  # fmt: skip
ALERT = {
    "id": "01J0000000000000000000AL0A", "rule": "01J0000000000000000000RR0A", "name": "等待过久 Long wait",
    "kind": "wait", "severity": "critical", "queue": QUEUE["queue"], "ticket": None, "number": None, "threshold": 60,
    "value": 250, "words": [], "state": "raised", "raisedAt": "2026-11-22T09:59:00.000Z", "acknowledgedBy": None,
    "acknowledgedAt": None, "clearedAt": None, "version": 1,
}  # fmt: skip


def agent(name: str, status: str = "available", **said: Any) -> dict[str, Any]:
    return {"agent": "01J0000000000000000000AA0A", "name": name, "teams": [], "status": status, "reason": status,
            "since": "2026-11-22T08:57:00.000Z", "load": 50, "capacity": 100, "offered": 0, "inWork": 2,
            "handlingSeconds": 900, "availableSeconds": 100, "occupancy": 0.9, **said}  # fmt: skip


def floor(**said: Any) -> dict[str, Any]:
    return {"queues": [QUEUE], "teams": [], "agents": [agent("林小梅"), agent("Bartholomew Featherstone", "away")],
            "alerts": [ALERT], "at": AT, "version": 7, **said}  # fmt: skip


class Api:
    """An API that answers what it is told to, in turn; the last of it for ever."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.tags: list[str] = []

    def changed(self, path: str, tag: str) -> tuple[Any, str]:
        self.tags.append(tag)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BaseException):
            raise answer
        return answer() if callable(answer) else answer, f'"{len(self.tags)}"'


def drawn(seen: dict[str, Any], width: int = 80, trouble: str = "") -> str:
    console = Console(width=width, file=io.StringIO(), no_color=True)
    console.print(frame(Seen(seen, came=time.monotonic(), trouble=trouble), "onestop-local"))
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def test_the_board_shows_queues_agents_and_alerts() -> None:
    text = drawn(floor(), width=120)
    for word in (
        "销售与售后服务",
        "4m10s",
        "1,234",
        "林小梅",
        "1h03m",
        "90%",
        "等待过久 Long wait: waited 4m10s",
        "late 3",
    ):
        assert word in text


@pytest.mark.parametrize("width", [80, 100, 160])
def test_no_line_is_wider_than_the_terminal_also_in_chinese(width: int) -> None:
    lines = drawn(
        floor(agents=[agent(name) for name in ("林小梅", "陈嘉豪", "Ann", "周静怡的很长的名字超过宽度")]), width
    ).splitlines()
    assert max(map(cell_len, lines)) <= width


def test_what_is_not_there_is_said() -> None:
    text = drawn(floor(queues=[], agents=[], alerts=[]))
    assert "no queues yet" in text
    assert "no agents yet" in text


def test_who_is_offline_is_only_a_number() -> None:
    text = drawn(floor(agents=[agent("Ann"), agent("Bob", "offline", inWork=0, load=0)]))
    assert "Bob" not in text
    assert "1 offline" in text


@pytest.mark.parametrize(
    ("text", "shown"), [("林小梅", "林小梅    "), ("林小梅小梅林", "林小梅小 …"), ("Bartholomew", "Bartholom…")]
)
def test_a_text_fills_its_cells(text: str, shown: str) -> None:
    assert fitted(text, 10) == shown
    assert cell_len(fitted(text, 10)) == 10


@pytest.mark.parametrize(
    ("seconds", "text"), [(None, "–"), (7, "7s"), (250, "4m10s"), (7500, "2h05m"), (270_000, "3d03h")]
)
def test_times_are_short(seconds: int | None, text: str) -> None:
    assert duration(seconds) == text


def test_a_floor_that_has_not_changed_is_kept_and_asked_for_by_its_tag() -> None:
    api = Api(floor(), None)
    poll = Poll(api, first(api), 0)
    eventually(lambda: poll.look() and len(api.tags) >= 3)
    assert (poll.seen.floor["version"], api.tags[1]) == (7, '"1"')


def test_a_system_that_does_not_answer_is_asked_again_and_the_board_says_so() -> None:
    api = Api(floor(), requests.ConnectionError(), floor(version=8))
    poll = Poll(api, first(api), 0)
    eventually(lambda: poll.look().floor["version"] == 8)
    assert "the system does not answer" in drawn(floor(), trouble="the system does not answer")


def test_q_leaves_and_the_terminal_is_as_it_was() -> None:
    ours, theirs = pty.openpty()
    api = Api(floor(), lambda: os.write(ours, b"xq") and floor())  # typed when the board is there
    console = Console(file=io.StringIO(), force_terminal=True, width=80, height=24)
    with os.fdopen(theirs, "r") as keys:
        before = termios.tcgetattr(keys)
        live(api, "onestop-local", console, 0, keys)
        assert termios.tcgetattr(keys) == before
    assert "林小梅" in console.file.getvalue()  # type: ignore[attr-defined]


def test_ctrl_c_leaves_too() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=80, height=24)
    live(Api(floor(), KeyboardInterrupt()), "onestop-local", console, 0.0, io.StringIO())
