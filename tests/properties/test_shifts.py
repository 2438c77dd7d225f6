"""Whatever the clocks of a zone do: a shift takes place when a slow look, minute by minute, says so."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from workforce.domain import duty
from workforce.domain.shifts import WEEKDAYS, spans

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CHANGES = {  # days around which the clocks of a zone are changed: by an hour, by half of one, at midnight, never
    "Europe/Berlin": ("2026-03-29", "2026-10-25"),
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "Australia/Lord_Howe": ("2026-04-05", "2026-10-04"),
    "America/Santiago": ("2026-04-05", "2026-09-06"),
    "Asia/Shanghai": ("2026-06-01",),
}
days = st.sampled_from([(zone, day) for zone, each in CHANGES.items() for day in each])
times = st.integers(0, 24 * 4 - 1).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
hours = st.fixed_dictionaries(
    {"days": st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True), "from": times, "until": times}
)
CALM = settings(max_examples=60, deadline=None)


def slowly(zone: str, day: date, text: str) -> datetime:
    """The first minute in which the clocks show a time; if they never do, it is taken as the day before had it."""
    wall = datetime.combine(day, datetime.strptime(text, "%H:%M").time())
    start = wall.replace(tzinfo=UTC) - DAY
    for minute in range(2 * 24 * 60):
        moment = start + minute * MINUTE
        if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall:
            return moment
    offset = start.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return wall.replace(tzinfo=UTC) - offset


def expected(shift: dict[str, Any], low: datetime, high: datetime) -> set[tuple[datetime, datetime]]:
    found = set()
    for number in range(-2, 8):
        day = low.astimezone(ZoneInfo(shift["zone"])).date() + number * DAY
        for each in shift["weekly"]:
            if day.strftime("%a").lower() in each["days"]:
                end = day + DAY if each["until"] <= each["from"] else day
                found.add((slowly(shift["zone"], day, each["from"]), slowly(shift["zone"], end, each["until"])))
    return {(start, end) for start, end in found if start < end and start < high and end > low}


def planned(zone: str, weekly: list[Any], kind: str = "work") -> dict[str, Any]:
    return {"id": kind, "kind": kind, "zone": zone, "weekly": weekly, "first": None, "last": None}


@CALM
@given(days, hours, st.integers(0, 4 * 24 * 4))
def test_a_weekly_shift_takes_place_when_the_clocks_on_the_wall_say_so(where: Any, weekly: Any, quarter: int) -> None:
    zone, day = where
    low = datetime.fromisoformat(f"{day}T00:00:00Z") - 2 * DAY + quarter * 15 * MINUTE
    shift = planned(zone, [weekly])
    found = {(each.start, each.end) for each in spans(shift, low, low + DAY)}

    assert found == expected(shift, low, low + DAY)


@CALM
@given(days, st.lists(hours, max_size=3), st.lists(hours, max_size=2), st.integers(0, 4 * 24 * 4))
def test_what_is_planned_has_neither_gaps_nor_overlaps(where: Any, work: Any, pause: Any, quarter: int) -> None:
    zone, day = where
    low = datetime.fromisoformat(f"{day}T00:00:00Z") - 2 * DAY + quarter * 15 * MINUTE
    shifts = [planned(zone, work), planned(zone, pause, "break")]
    found = duty.stretches(shifts, [], low, low + 3 * DAY)

    assert (found[0].since, found[-1].until) == (low, low + 3 * DAY)
    assert all(one.until == other.since and one.kind != other.kind for one, other in pairwise(found))


@CALM
@given(days, st.lists(hours, min_size=1, max_size=3), st.integers(0, 4 * 24 * 4))
def test_what_holds_at_a_moment_is_what_the_plan_says(where: Any, work: Any, quarter: int) -> None:
    zone, day = where
    now = datetime.fromisoformat(f"{day}T00:00:00Z") - 2 * DAY + quarter * 15 * MINUTE
    shift = planned(zone, work)
    found = duty.at([shift], [], now)

    assert (found.kind == "work") == any(each.holds(now) for each in spans(shift, now - DAY, now + DAY))
    assert found.until is None or not any(each.holds(found.until) for each in spans(shift, now, now + 9 * DAY))
