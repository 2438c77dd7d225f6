"""The rules alone: silence, and what the clocks of a zone make of a shift."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from workforce.domain import duty, silence
from workforce.domain.shifts import WEEKDAYS, spans
from workforce.domain.silence import Limits, Standing

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LIMITS = Limits(timedelta(seconds=60), timedelta(seconds=300))


def later(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def weekly(begin: str, until: str, zone: str = "Europe/Berlin", **said: Any) -> dict[str, Any]:
    hours = {"days": list(WEEKDAYS), "from": begin, "until": until}
    return {"id": "S", "kind": "work", "zone": zone, "weekly": [hours], "first": None, "last": None} | said


def utc(shift: dict[str, Any], day: str) -> list[tuple[str, str]]:
    """When a shift that begins on a day takes place: hours of UTC, of that day and the next."""
    low = datetime.fromisoformat(f"{day}T00:00:00Z")
    found = spans({**shift, "first": day, "last": day}, low - timedelta(days=1), low + timedelta(days=2))
    return [(each.start.strftime("%d %H:%M"), each.end.strftime("%d %H:%M")) for each in found]


@pytest.mark.parametrize(("silent", "status"), [(59.999, None), (60, "away"), (299, "away"), (400, "away")])
def test_who_was_there_is_away_first(silent: float, status: str | None) -> None:
    found = silence.lapse(Standing("available", NOON, NOON), LIMITS, later(silent))
    assert (found and found.status) == status


def test_who_is_away_is_offline_next_from_when_it_came_true() -> None:
    found = silence.lapse(Standing("away", later(60), NOON), LIMITS, later(1000))
    assert found == silence.Lapse("offline", later(300))


@pytest.mark.parametrize(
    ("standing", "limits"),
    [
        (Standing("offline", NOON, NOON), LIMITS),
        (Standing("available", NOON, None), LIMITS),
        (Standing("available", NOON, NOON), None),
    ],
)
def test_who_is_not_listened_to_does_not_fall_silent(standing: Standing, limits: Limits | None) -> None:
    assert silence.lapse(standing, limits, later(10_000)) is None


def test_a_state_lasts_for_some_time() -> None:
    found = silence.lapse(Standing("busy", later(90), NOON), LIMITS, later(91))
    assert found is not None
    assert found.at == later(90) + silence.TICK


@pytest.mark.parametrize(
    ("shift", "day", "said"),
    [
        (weekly("09:00", "17:00"), "2026-03-28", [("28 08:00", "28 16:00")]),
        (weekly("09:00", "17:00"), "2026-03-29", [("29 07:00", "29 15:00")]),  # the clocks were put forward at 2
        (weekly("22:00", "06:00"), "2026-03-28", [("28 21:00", "29 04:00")]),  # an hour less
        (weekly("22:00", "06:00"), "2026-10-24", [("24 20:00", "25 05:00")]),  # an hour more
        (weekly("02:30", "06:00"), "2026-03-29", [("29 01:30", "29 04:00")]),  # there is no 02:30
        (weekly("02:15", "02:45"), "2026-03-29", [("29 01:15", "29 01:45")]),
        (weekly("02:30", "03:00"), "2026-03-29", []),  # skipped as a whole
        (weekly("02:30", "06:00"), "2026-10-25", [("25 00:30", "25 05:00")]),  # the first 02:30
        (weekly("00:00", "00:00"), "2026-10-25", [("24 22:00", "25 23:00")]),  # 25 hours
        (weekly("09:00", "17:00", "Asia/Shanghai"), "2026-07-01", [("01 01:00", "01 09:00")]),
    ],
)
def test_a_shift_follows_the_clocks_of_its_zone(shift: Any, day: str, said: list[tuple[str, str]]) -> None:
    assert utc(shift, day) == said


def test_a_shift_takes_place_from_its_first_to_its_last_day() -> None:
    shift = weekly("09:00", "17:00", "UTC", first="2026-11-24", last="2026-11-25")
    found = spans(shift, NOON, NOON + timedelta(days=30))
    assert [each.start.day for each in found] == [24, 25]


def test_shifts_that_follow_each_other_are_one_duty() -> None:
    shifts = [weekly("08:00", "13:00", "UTC"), weekly("13:00", "17:00", "UTC", id="T")]
    found = duty.at(shifts, [], NOON)
    assert (found.kind, found.shift, found.since.hour, found.until) == ("work", "S", 8, later(5 * 3600))


def test_a_pause_counts_within_work_only_and_does_not_end_it() -> None:
    shifts = [weekly("08:00", "17:00", "UTC"), weekly("12:00", "18:00", "UTC", kind="break", id="P")]
    found = duty.at(shifts, [], NOON)
    planned = duty.stretches(shifts, [], NOON, later(12 * 3600))
    assert (found.kind, found.shift, found.until) == ("break", "P", later(5 * 3600))
    assert [(each.kind, each.since.hour) for each in planned] == [("break", 12), ("off", 17)]


def test_leave_comes_before_everything() -> None:
    leave = {"id": "L", "start": "2026-11-23T10:00:00Z", "end": "2026-11-24T10:00:00Z"}
    found = duty.at([weekly("08:00", "17:00", "UTC")], [leave], NOON)
    assert (found.kind, found.shift, found.until, found.next) == ("leave", None, None, later(22 * 3600))


def test_where_nothing_is_planned_nobody_looks_again() -> None:
    found = duty.at([], [], NOON)
    assert (found.kind, found.next, found.look) == ("off", None, None)


def test_a_shift_that_begins_later_is_looked_at_again() -> None:
    found = duty.at([weekly("08:00", "17:00", "UTC", first="2027-05-01")], [], NOON)
    assert (found.kind, found.next, found.look) == ("off", None, NOON + duty.AHEAD)
