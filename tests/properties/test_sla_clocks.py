"""Clocks under any story of a ticket: no breach missed, none told twice, whenever somebody looks.

The stories are about days on which clocks on walls are changed, with holidays, and policies that change on the way.
"""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from onestop.clock import rfc3339
from tests.properties.test_calendars import MINUTE, is_open
from tickets.domain import clock_states, sla, standing
from tickets.domain.calendar import ALWAYS, Calendar, Hours
from tickets.domain.clock_states import Clock, Clocks, Notice
from tickets.domain.sla import Facts
from tickets.domain.sla_policy import METRICS, Policy
from tickets.domain.standing import OVER

BEGIN = datetime.fromisoformat("2026-10-23T08:00:00Z")  # two days before clocks go back in Berlin
HOLIDAYS = {date(2026, 10, 24): (), date(2026, 10, 26): (Hours(600, 660),)}
NIGHTS = Calendar(ZoneInfo("Europe/Berlin"), ((Hours(0, 180), Hours(540, 1080)),) * 7, HOLIDAYS)
MORE = {"urgent": dict.fromkeys(METRICS, 90 * 60), "normal": dict.fromkeys(METRICS, 400 * 60)}
LESS = {"normal": {"firstResponse": 200 * 60, "resolution": 300 * 60}}
POLICIES = (
    Policy("a", {}, MORE, NIGHTS, stops=OVER | {"pending"}, warn_percent=75),
    Policy("b", {}, LESS, NIGHTS, frozenset({"resolution"}), OVER | {"pending", "hold"}, warn_seconds=1800),
    Policy("c", {}, MORE, ALWAYS, stops=OVER),
    None,
)
STATUSES = ("open", "pending", "hold", "solved")


class Deed(NamedTuple):
    """What happens so many minutes after what happened before, and whether somebody looks then."""

    minutes: int
    what: str
    looked: bool


policies = tuple(f"policy {number}" for number in range(len(POLICIES)))
deeds = st.builds(
    Deed, st.integers(0, 500), st.sampled_from(("answer", "contact", "urgent", *STATUSES, *policies)), st.booleans()
)
stories = st.lists(deeds, max_size=25)


class Desk:
    """A ticket, its clocks, and all notices that were given."""

    def __init__(self) -> None:
        self.now, self.edition, self.policy = BEGIN, 1, POLICIES[0]
        self.facts = Facts("normal", rfc3339(BEGIN), waiting_since=rfc3339(BEGIN))
        self.clocks, self.told = Clocks(), list[Notice]()
        self.write()

    def write(self) -> None:
        kept = clock_states.read(clock_states.shown(self.clocks))
        self.clocks = sla.advance(kept, self.facts, self.policy, self.edition, rfc3339(self.now))

    def look(self) -> None:
        """A sweep: as long as there is something to tell, it is told in a write of its own."""
        self.write()
        while notice := sla.tell(self.clocks, rfc3339(self.now)):
            self.told.append(notice)
            self.write()

    def do(self, what: str) -> None:
        at = rfc3339(self.now)
        if what.startswith("policy"):
            self.policy, self.edition = POLICIES[int(what[-1])], self.edition + 1
        elif what == "urgent":
            self.facts = replace(self.facts, priority="urgent")
        elif what == "contact":
            self.facts = replace(self.facts, waiting_since=self.facts.waiting_since or at)
        elif what == "answer":
            first = self.facts.first_replied_at or at
            self.facts = replace(self.facts, first_replied_at=first, last_agent_at=at, waiting_since=None)
        else:
            waits = tuple(standing.waits(self.facts.waits, what, at))
            over = {"resolved_at": at, "waiting_since": None} if what == "solved" else {"resolved_at": None}
            self.facts = replace(self.facts, waits=waits, **over)
        self.write()

    def look_always(self, until: datetime) -> None:
        """Somebody who looks at each moment at which there is something to tell, and a moment later."""
        while (moment := self.clocks.next_moment()) and datetime.fromisoformat(moment) < until:
            self.now = max(self.now, datetime.fromisoformat(moment))
            self.look()
            self.now += timedelta(milliseconds=1)
            self.look()


def lived(story: list[Deed], *, always: bool) -> Desk:
    """A desk after a story; at its end somebody looks in any case."""
    desk, now = Desk(), BEGIN
    for deed in [*story, Deed(3000, "look", True)]:
        now += deed.minutes * MINUTE
        if always:
            desk.look_always(now)
        desk.now = now
        if deed.what != "look":
            desk.do(deed.what)
        if deed.looked or always:
            desk.look()
    return desk


def breaches(desk: Desk) -> Counter[tuple[str, int, str]]:
    return Counter((each.metric, each.cycle, each.due_at) for each in desk.told if each.what == "breached")


def warnings(desk: Desk) -> Counter[tuple[str, int]]:
    return Counter((each.metric, each.cycle) for each in desk.told if each.what == "warned")


@given(stories)
@settings(max_examples=150, deadline=None)
def test_each_breach_is_told_once_whoever_looks_when(story: list[Deed]) -> None:
    now_and_then, at_once = lived(story, always=False), lived(story, always=True)
    assert breaches(now_and_then) == breaches(at_once)
    assert max(breaches(at_once).values(), default=1) == 1


@given(stories)
@example([Deed(0, "answer", False), Deed(301, "policy 1", False), Deed(0, "policy 0", False)])
@settings(max_examples=100, deadline=None)
def test_a_warning_is_told_at_most_once_in_a_cycle(story: list[Deed]) -> None:
    now_and_then, at_once = lived(story, always=False), lived(story, always=True)
    assert warnings(now_and_then) <= warnings(at_once)
    assert max(warnings(at_once).values(), default=1) == 1


@given(stories)
@settings(max_examples=60, deadline=None)
def test_a_deadline_is_where_somebody_gets_who_counts_the_minutes(story: list[Deed]) -> None:
    desk = lived(story[:-1], always=False)
    desk.do(story[-1].what if story else "open")
    for clock in desk.clocks.by_metric.values():
        if clock.promises:
            assert clock.due_at == counted(desk, clock)


def counted(desk: Desk, clock: Clock) -> str:
    """The deadline of a clock, minute by minute."""
    assert desk.policy is not None
    target = desk.policy.target(clock.metric, desk.facts.priority)
    assert target is not None
    moment, left = datetime.fromisoformat(clock.started_at), timedelta(seconds=target.seconds)
    while left > timedelta():
        if is_open(target.hours, moment) and not _stands(desk, moment):
            left -= MINUTE
        moment += MINUTE
    return rfc3339(moment)


def _stands(desk: Desk, moment: datetime) -> bool:
    assert desk.policy is not None
    at = rfc3339(moment)
    return any(
        wait.category in desk.policy.stops and wait.start <= at and (wait.end is None or at < wait.end)
        for wait in desk.facts.waits
    )
