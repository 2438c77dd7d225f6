"""Open time, against somebody who looks at the clock on the wall at each minute."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tickets.domain.calendar import ALL_DAY, Calendar, Day, Hours, add, between

MINUTE = timedelta(minutes=1)
# Where clocks are changed: by an hour at night, at midnight, by half an hour; and a day that never was.
CHANGES = {
    "Europe/Berlin": ["2026-03-29T01:00", "2026-10-25T01:00"],
    "America/New_York": ["2026-03-08T07:00", "2026-11-01T06:00"],
    "Africa/Cairo": ["2026-04-23T22:00", "2026-10-29T21:00"],
    "Australia/Lord_Howe": ["2026-04-04T15:00", "2026-10-03T15:30"],
    "Pacific/Apia": ["2011-12-30T10:00"],
    "Asia/Shanghai": ["2026-10-01T00:00"],
}
places = st.sampled_from([(zone, moment) for zone, moments in CHANGES.items() for moment in moments])
bounds = st.lists(st.integers(0, 48).map(lambda half: half * 30), max_size=6, unique=True).map(sorted)
days = st.just(ALL_DAY) | bounds.map(lambda at: tuple(Hours(*pair) for pair in zip(at[::2], at[1::2], strict=False)))
weeks = st.lists(days, min_size=7, max_size=7).filter(any).map(tuple)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Calendar, datetime]:
    """A calendar, and a minute within two days of a change of the clocks."""
    zone, change = draw(places)
    moment = datetime.fromisoformat(change).replace(tzinfo=UTC)
    dates: dict[date, Day] = draw(st.dictionaries(st.integers(-2, 2).map(lambda n: _day(moment, n)), days, max_size=2))
    yearly = {(day.month, day.day): hours for day, hours in draw(st.dictionaries(
        st.integers(-2, 2).map(lambda n: _day(moment, n)), days, max_size=2)).items()}  # fmt: skip
    start = moment + draw(st.integers(-2880, 2880)) * MINUTE
    return Calendar(ZoneInfo(zone), draw(weeks), dates, yearly), start


def _day(moment: datetime, days_later: int) -> date:
    return (moment + timedelta(days=days_later)).date()


def is_open(calendar: Calendar, moment: datetime) -> bool:
    shown = moment.astimezone(calendar.zone)
    minute = shown.hour * 60 + shown.minute
    return any(hours.start <= minute < hours.end for hours in calendar.hours(shown.date()))


@given(calendars(), st.integers(0, 2000))
@settings(max_examples=100)
def test_open_time_between_two_moments_is_the_minutes_at_which_the_wall_shows_an_open_time(
    where: tuple[Calendar, datetime], minutes: int
) -> None:
    calendar, start = where
    expected = sum(is_open(calendar, start + minute * MINUTE) for minute in range(minutes))
    assert between(calendar, start, start + minutes * MINUTE) == expected * MINUTE


@given(calendars(), st.integers(1, 100_000_000))
@settings(max_examples=100)
def test_a_deadline_is_the_first_moment_at_which_it_has_been_open_for_so_long(
    where: tuple[Calendar, datetime], milliseconds: int
) -> None:
    calendar, start = where
    time = timedelta(milliseconds=milliseconds)
    end = add(calendar, start, time)

    assert between(calendar, start, end) == time
    assert between(calendar, start, end - timedelta(milliseconds=1)) < time


@given(calendars(), st.lists(st.integers(0, 10_000), min_size=3, max_size=3).map(sorted))
@settings(max_examples=50)
def test_open_time_is_the_same_in_one_and_in_two_parts(where: tuple[Calendar, datetime], minutes: list[int]) -> None:
    calendar, start = where
    one, two, three = (start + each * MINUTE for each in minutes)
    assert between(calendar, one, two) + between(calendar, two, three) == between(calendar, one, three)
