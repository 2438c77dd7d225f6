"""Business hours, in examples that can be checked with a calendar on the wall."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from onestop.errors import Invalid
from tickets.domain.calendar import ALL_DAY, ALWAYS, Calendar, Day, Hours, add, between

OFFICE: Day = (Hours(9 * 60, 12 * 60), Hours(13 * 60, 18 * 60))
CLOSED: Day = ()
HOUR = timedelta(hours=1)


def office(zone: str = "Europe/Berlin", **otherwise: object) -> Calendar:
    return Calendar(ZoneInfo(zone), (OFFICE,) * 5 + (CLOSED,) * 2, **otherwise)


def night(start: int, end: int, zone: str = "Europe/Berlin") -> Calendar:
    return Calendar(ZoneInfo(zone), ((Hours(start, end),),) * 7)


def at(text: str, zone: str = "Europe/Berlin") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def test_lunch_nights_and_weekends_do_not_count() -> None:
    friday = at("2026-11-20T11:00")
    assert add(office(), friday, 2 * HOUR) == at("2026-11-20T14:00")
    assert add(office(), friday, 8 * HOUR) == at("2026-11-23T11:00")


def test_what_begins_while_it_is_closed_begins_when_it_opens() -> None:
    assert add(office(), at("2026-11-21T03:00"), HOUR) == at("2026-11-23T10:00")


def test_a_deadline_at_closing_time_is_that_moment_and_not_the_next_morning() -> None:
    assert add(office(), at("2026-11-20T17:00"), HOUR) == at("2026-11-20T18:00")


def test_no_time_at_all_is_over_at_once_even_at_night() -> None:
    assert add(office(), at("2026-11-21T03:00"), timedelta()) == at("2026-11-21T03:00")


def test_a_holiday_is_closed_a_shortened_day_is_shorter_and_a_saturday_may_be_worked() -> None:
    dates = {date(2026, 10, 1): CLOSED, date(2026, 10, 2): (Hours(9 * 60, 10 * 60),), date(2026, 10, 10): OFFICE}
    calendar = office("Asia/Shanghai", dates=dates)
    wednesday = at("2026-09-30T17:00", "Asia/Shanghai")

    assert add(calendar, wednesday, 3 * HOUR) == at("2026-10-05T10:00", "Asia/Shanghai")
    saturday = at("2026-10-10T00:00", "Asia/Shanghai")
    assert between(calendar, saturday, saturday + timedelta(days=1)) == 8 * HOUR


def test_a_day_of_each_year_gives_way_to_a_date() -> None:
    calendar = office(yearly={(12, 24): CLOSED}, dates={date(2026, 12, 24): OFFICE})
    for year, hours in ((2026, 8), (2027, 0)):
        eve = at(f"{year}-12-24T00:00")
        assert between(calendar, eve, eve + timedelta(days=1)) == hours * HOUR


def test_half_past_two_is_skipped_in_spring() -> None:
    calendar, evening = night(150, 240), at("2026-03-28T20:00")  # open from 2:30 to 4:00; 2:00 becomes 3:00
    assert add(calendar, evening, HOUR / 2) == at("2026-03-29T03:30")
    assert between(calendar, evening, evening + timedelta(days=1)) == HOUR


def test_half_past_two_comes_twice_in_autumn() -> None:
    calendar, evening = night(120, 180), at("2026-10-24T20:00")  # open from 2:00 to 3:00; 3:00 becomes 2:00
    assert between(calendar, evening, evening + timedelta(days=1)) == 2 * HOUR
    assert add(calendar, evening, HOUR * 1.5) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_hours_that_end_within_what_comes_twice_are_closed_in_between() -> None:
    calendar = night(60, 150)  # open from 1:00 to 2:30, closed from 2:30 to 3:00, 2:00 to 2:30 again open
    assert between(calendar, at("2026-10-24T20:00"), at("2026-10-25T12:00")) == 2 * HOUR


def test_around_the_clock_is_the_time_that_passes_wherever_that_is() -> None:
    berlin = Calendar(ZoneInfo("Europe/Berlin"), (ALL_DAY,) * 7)
    for calendar in (ALWAYS, berlin):
        evening = at("2026-03-28T20:00").astimezone(UTC)
        assert add(calendar, evening, 24 * HOUR) - evening == 24 * HOUR
        assert between(calendar, evening, evening + 24 * HOUR) == 24 * HOUR


def test_time_backwards_is_none() -> None:
    assert between(office(), at("2026-11-23T12:00"), at("2026-11-23T09:00")) == timedelta()


@pytest.mark.parametrize("hours", [[(60, 60)], [(120, 60)], [(60, 180), (120, 240)], [(60, 1441)], [(-1, 60)]])
def test_hours_that_are_none_are_refused(hours: list[tuple[int, int]]) -> None:
    with pytest.raises(Invalid):
        Calendar(ZoneInfo("UTC"), (tuple(Hours(*each) for each in hours),) * 7)


def test_a_week_without_open_time_is_refused() -> None:
    with pytest.raises(Invalid, match="some open time"):
        Calendar(ZoneInfo("UTC"), (CLOSED,) * 7)


def test_what_does_not_come_within_five_years_is_refused() -> None:
    with pytest.raises(Invalid, match="five years"):
        add(office(), at("2026-11-20T11:00"), 20_000 * HOUR)
