"""One request's way, put together from log lines that come in any order."""

import io
import random
from datetime import UTC, datetime, timedelta
from typing import Any

from rich.console import Console

from local.logs import Line
from local.tracing import drawn, stops

START = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def line(after: int, service: str, message: str, **said: Any) -> Line:
    said = {"service": service, "message": message, "correlation": "c-1", **said}
    return Line(START + timedelta(milliseconds=after), f"/onestop/local/{service}", said, f"{after}{service}")


CALL = line(30, "customers", "request", method="POST", path="/customers", status=201, ms=30.0)
EVENT = line(50, "customers", "published", event_id="e1", event_type="CustomerRegistered", subject="c/1", sequence=1,
             event_time=(START + timedelta(milliseconds=12)).isoformat())  # fmt: skip
AUDIT = line(64, "audit", "consumed", event_id="e1", ms=4.0)
TIMELINE = line(90, "timeline", "consumed", event_id="e1", ms=5.0)
FOLLOWS = line(95, "timeline", "published", event_id="e2", event_type="StoryTold", subject="s/1", sequence=1,
               event_time=(START + timedelta(milliseconds=87)).isoformat())  # fmt: skip
HASTY = line(49, "audit", "consumed", event_id="e1", ms=4.0)


def test_consumers_hang_on_their_event_and_events_on_what_caused_them() -> None:
    lines = [CALL, EVENT, AUDIT, TIMELINE, FOLLOWS]
    random.Random(7).shuffle(lines)
    [call] = stops(lines)

    [event] = call.next
    assert [(call.line, event.line)] == [(CALL, EVENT)]
    assert [stop.line for stop in event.next] == [AUDIT, TIMELINE]
    assert [stop.line for stop in event.next[1].next] == [FOLLOWS]


def test_a_line_is_written_at_the_end_of_what_it_tells() -> None:
    assert stops([CALL])[0].begun == START


def test_an_event_whose_request_is_no_longer_in_the_log_is_a_root() -> None:
    assert [stop.line for stop in stops([EVENT, AUDIT])] == [EVENT]


def test_a_consumer_that_was_done_before_the_relay_had_written_its_line_hangs_on_the_event_too() -> None:
    [call] = stops([CALL, HASTY, EVENT])

    assert [stop.line for stop in call.next[0].next] == [HASTY]


def test_lines_that_tell_nothing_of_the_way_are_left_out() -> None:
    assert stops([line(1, "customers", "refused", code="NotFound")]) == []


def test_the_tree_shows_times_and_the_waits_between() -> None:
    console = Console(width=200, file=io.StringIO())
    console.print(drawn("c-1", stops([CALL, EVENT, AUDIT])))
    text = console.file.getvalue()

    assert "+0 ms  POST /customers → 201 in 30.0 ms" in text
    assert "+12 ms  wrote c/1 v1  customers  CustomerRegistered published 38 ms later" in text
    assert "+60 ms  (waited 10 ms)  audit consumed it in 4.0 ms" in text
