"""Whatever dies and however messages come: no work is lost, none is in two hands, nobody holds too much."""

import importlib
from random import Random
from typing import Any

import pytest

from tests.routing.desk import Desk
from tests.routing.weather import Weather, faults, rows
from tests.support import tables
from tests.support.gateway import Browser
from tests.support.moto import empty_aws
from tests.support.wire import Stream

STEPS = 8


@pytest.mark.parametrize("seed", range(4))
def test_a_desk_in_bad_weather_ends_in_good_order(seed: int) -> None:
    with empty_aws():
        desk = Desk(Browser(importlib.import_module("routing.api").app), Stream("routing", tables.create("routing")))
        story = Story(desk, Weather(desk, Random(seed)), seed % 2 == 1)
        for _ in range(STEPS):
            story.step()
        assert faults() == []
        story.end()
        assert (faults(), story.lost(), story.idle()) == ([], [], [])


class Story:
    """A morning at a small desk: tickets come and go, and so do agents."""

    def __init__(self, desk: Desk, weather: Weather, offers: bool) -> None:
        self.desk, self.weather, self.chance = desk, weather, weather.chance
        said = {"accept": "offer", "offerSeconds": 3600} if offers else {}
        self.queues = [desk.queue("First", position=1, **said), desk.queue("Second", onLeave="keep")]
        desk.held_up = []
        self.agents = [desk.agent(capacity=40) for _ in range(3)]
        self.tickets: list[str] = []

    def step(self) -> None:
        """Something happens, and some of what follows from it."""
        self.chance.choice([self.open, self.open, self.open, self.change, self.come_and_go, self.answer])()
        self.weather.blow()

    def open(self) -> None:
        self.tickets += [self.desk.ticket(queue=self.chance.choice(self.queues)) for _ in range(2)]

    def change(self) -> None:
        if self.tickets:
            ticket = self.chance.choice(self.tickets)
            said = self.chance.choice([{"statusCategory": "pending"}, {"statusCategory": "open"},
                                       {"assignee": self.chance.choice(self.agents)}])  # fmt: skip
            self.desk.change(ticket, **said)

    def come_and_go(self) -> None:
        status = self.chance.choice(["available", "available", "away", "offline"])
        self.desk.present(self.chance.choice(self.agents), status)

    def answer(self) -> None:
        agent = self.chance.choice(self.agents)
        for ticket in sorted(self.desk.held(agent)):
            what = self.chance.choice(["acceptance", "decline", "completion"])
            self.weather.attempt(
                lambda t=ticket, w=what: self.desk.by(agent).post(f"/work/{t}/{w}", {} if w == "decline" else None)
            )

    def end(self) -> None:
        """The weather calms, and somebody who can take everything comes."""
        self.weather.calm()
        self.agents.append(self.desk.agent(capacity=5000))
        self.weather.calm()

    def lost(self) -> list[str]:
        """Tickets that need somebody and are in nobody's hands or line."""
        there = {row.id: row.state for row in rows("Work")}
        return [each for each in self.tickets if there.get(each) not in ("waiting", "offered", "assigned")
                and not self._over(each, there)]  # fmt: skip

    def _over(self, ticket: str, there: dict[str, Any]) -> bool:
        """Whether an agent was done with it, or nobody is needed."""
        pending = self.desk.records[f"tickets/{ticket}"]["statusCategory"] == "pending"
        return there.get(ticket) in (("done", "withdrawn") if pending else ("done",))

    def idle(self) -> list[str]:
        """What waits although somebody with room could take it."""
        return [row.id for row in rows("Work") if row.state == "waiting" and not row.attempts]
