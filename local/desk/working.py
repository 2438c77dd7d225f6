"""An hour at the desk: customers ask, agents take what they are offered and answer, and the floor is led."""

import heapq
import itertools
import math
import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import requests

from local.api import ApiError
from local.desk.opening import TAG, Agent, Desk, Pace
from local.desk.questions import Question

HANDLED = 420.0  # seconds of life that an item takes on average
SPREAD = 0.5  # of their logarithm
DECLINES, IGNORES, WAITS = 0.04, 0.02, 0.15  # of offers: passed on, not answered; of answers: a question back
BREAK = 300.0
POLL, HEARTBEAT = 0.4, 20.0  # seconds of the demo
TRIES, AGAIN = 6, 60.0  # of what the system could not do, and how much of life later
TOO_LATE = frozenset({"OfferOver", "WrongState", "NotFound", "VersionMismatch", "RequestInProgress"})
Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Hour:
    """How long, how fast, and how much: `minutes` of life at so many times their `speed`, `tickets` on average."""

    minutes: float
    speed: float
    tickets: int
    seed: int


@dataclass(slots=True)
class Score:
    """What has happened so far. `tickets` are the ids of those that were opened."""

    tickets: list[str] = field(default_factory=list)
    solved: set[str] = field(default_factory=set)
    declined: int = 0
    ignored: int = 0
    led: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Shift:
    """Everybody at work. Things to do stand in line by their moment; a few hands do them."""

    def __init__(self, desk: Desk, asked: Sequence[Question], hour: Hour, hands: int = 12) -> None:
        self.desk, self.asked, self.hour, self.pace = desk, asked, hour, Pace(hour.speed)
        self.score = Score()
        self._chance = random.Random(hour.seed)  # noqa: S311  the same hour again for the same seed
        self._line: list[tuple[float, int, Callable[[], None]]] = []
        self._number, self._lock = itertools.count(), threading.Lock()
        self._pool = ThreadPoolExecutor(max_workers=hands)
        self._seen: dict[str, str] = {}  # which offer of an item was noticed
        self._there = set(desk.agents)
        self._beating = 0.0
        self.planned = 0
        self.start = time.monotonic()

    def plan(self) -> None:
        """Put the whole hour in line."""
        self.start = time.monotonic()
        end, moment = self.hour.minutes * 60, 0.0
        rate = self.hour.tickets / end
        while (moment := moment + self._chance.expovariate(rate)) < end:
            asking = (self._chance.choice(self.asked), self._chance.choice(self.desk.customers), self.planned)
            self._at(moment, lambda asking=asking: self._ask(*asking))
            self.planned += 1
        for agent in self.desk.agents.values():
            self._at(0, lambda agent=agent: self._present(agent, "available"))
        for minute in range(10, int(self.hour.minutes) - 5, 10):
            self._at(minute * 60, self._break)
        for minute, lead in ((20, self._force), (30, self._raise), (40, self._raise)):
            if minute < self.hour.minutes:
                self._at(minute * 60, lead)

    def over(self) -> bool:
        """Whether the hour has passed and nothing is left to be done."""
        return self.elapsed >= self.hour.minutes * 60 and len(self.score.solved) >= self.planned

    @property
    def elapsed(self) -> float:
        """Seconds of life since the beginning."""
        return (time.monotonic() - self.start) * self.hour.speed

    def go_on(self) -> None:
        """Do what is due, look for new offers, and be there; returns a moment later."""
        while (due := self._due()) is not None:
            self._do(due)
        if time.monotonic() - self._beating > HEARTBEAT:
            self._beating = time.monotonic()
            for agent in [each for each in self.desk.agents.values() if each.id in self._there]:
                self._do(lambda agent=agent: agent.api.call("POST", "/presence/heartbeat", json={}))
        looks = [self._pool.submit(self._look, queue) for queue in self.desk.queues.values()]
        for look in looks:
            if (fault := look.exception()) is not None and not _may_pass(fault):
                raise fault
        time.sleep(POLL)

    def close(self) -> None:
        """Everybody goes home."""
        self._pool.shutdown(cancel_futures=True)

    def _at(self, alive: float, work: Callable[[], None]) -> None:
        """Do something when so many seconds of life have passed since the beginning."""
        with self._lock:
            heapq.heappush(self._line, (alive, next(self._number), work))

    def _in(self, alive: float, work: Callable[[], None]) -> None:
        self._at(self.elapsed + alive, work)

    def _due(self) -> Callable[[], None] | None:
        with self._lock:
            return heapq.heappop(self._line)[2] if self._line and self._line[0][0] <= self.elapsed else None

    def _do(self, work: Callable[[], Any], tries: int = TRIES) -> None:
        """Do it, and once more a while later where the system could not; every request has a key of its own."""

        def note(done: "Future[Any]") -> None:
            fault = None if done.cancelled() else done.exception()
            if tries > 1 and _may_pass(fault):
                self._in(AGAIN, lambda: self._do(work, tries - 1))
            elif fault is not None:
                self.score.faults.append(str(fault))

        self._pool.submit(work).add_done_callback(note)

    def _ask(self, question: Question, customer: str, number: int) -> None:
        body = {"subject": question.text[:150], "description": question.text, "requester": customer,
                "channel": "web", "category": question.topic, "language": question.language,
                "priority": "high" if number % 5 == 0 else "normal", "tags": [TAG, question.skill],
                "needs": [{"skill": question.skill, "level": 1 + number % 3}]}  # fmt: skip
        made = self.desk.lead.post("/tickets", body, key=f"desk-{self.hour.seed}-{self.start}-{number}")
        self.score.tickets.append(made["id"])

    def _look(self, queue: str) -> None:
        for work in self.desk.lead.get("/work", queue=queue, state="offered", limit=200)["data"]:
            offer = work["offer"]
            agent = self.desk.agents.get(offer["agent"]) if offer else None
            if agent and self._seen.get(work["id"]) != offer["at"]:
                self._seen[work["id"]] = offer["at"]
                self._in(self._chance.uniform(1, 10), lambda agent=agent, work=work: self._offered(agent, work))

    def _offered(self, agent: Agent, offered: Item) -> None:
        work, key, drawn = offered["id"], f"desk-{offered['id']}-{offered['offer']['at']}", self._chance.random()
        if drawn < IGNORES:
            self.score.ignored += 1
        elif drawn < IGNORES + DECLINES:
            self.score.declined += 1
            _unless_late(lambda: agent.api.post(f"/work/{work}/decline", {"reason": "On another call"}, key))
        elif _unless_late(lambda: agent.api.post(f"/work/{work}/acceptance", None, key)):
            minutes = self._chance.lognormvariate(math.log(HANDLED) - SPREAD**2 / 2, SPREAD)
            self._in(minutes, lambda: self._answer(agent, work))

    def _answer(self, agent: Agent, ticket: str) -> None:
        now = agent.api.get(f"/tickets/{ticket}")
        if now["statusCategory"] in ("solved", "closed"):
            self.score.solved.add(ticket)  # by an answer that was lost on its way to us
            return
        if now["assignee"] not in (None, agent.id):
            return  # somebody else has it by now
        back = self._chance.random() < WAITS and now["reopens"] == 0 and now["firstRepliedAt"] is None
        said = {"public": True, "body": "您好，" if now["language"] == "zh-CN" else "Hello,",
                "status": "pending" if back else "solved"}  # fmt: skip
        agent.api.post(f"/tickets/{ticket}/comments", said, key=f"desk-{ticket}-{now['version']}")
        if back:
            self._in(self._chance.uniform(60, 300), lambda: self._write_again(ticket))
        else:
            self.score.solved.add(ticket)

    def _write_again(self, ticket: str) -> None:
        said = {"public": True, "from": "requester", "body": "Thank you; and what about the rest?"}
        self.desk.lead.post(f"/tickets/{ticket}/comments", said, key=f"desk-{ticket}-again")

    def _present(self, agent: Agent, reason: str, **more: Any) -> None:
        api = self.desk.lead if more else agent.api
        api.call("PUT", f"/agents/{agent.id}/presence", json={"reason": reason, **more}, headers={"If-Match": "*"})

    def _break(self) -> None:
        agent = self._chance.choice(sorted(self.desk.agents.values(), key=lambda each: each.id))
        self._present(agent, "away")
        self._in(BREAK, lambda: self._present(agent, "available"))

    def _force(self) -> None:
        agent = self._chance.choice(sorted(self.desk.agents.values(), key=lambda each: each.id))
        self._present(agent, "busy", note="Please finish the report first.")
        self.score.led.append(f"{agent.name} was set to busy")
        self._in(BREAK, lambda: self._present(agent, "available", note="Thank you."))

    def _raise(self) -> None:
        """What has waited longest is made urgent."""
        waiting = [self.desk.lead.get("/work", queue=each, state="waiting", limit=1)["data"]
                   for each in self.desk.queues.values()]  # fmt: skip
        first = min((work for page in waiting for work in page), key=lambda work: work["place"], default=None)
        if first:
            said = {"priority": "urgent", "reason": "Has waited longest"}
            if _unless_late(lambda: self.desk.lead.post(f"/work/{first['id']}/priority", said, f"desk-{first['id']}")):
                self.score.led.append(f"{first['number']} was made urgent")


def _unless_late(work: Callable[[], Any]) -> bool:
    """Whether it could still be done: offers end, and others are faster."""
    try:
        work()
    except ApiError as refused:
        if refused.problem.get("code") not in TOO_LATE:
            raise
        return False
    return True


def _may_pass(fault: BaseException | None) -> bool:
    """Whether the system could not do it now, and may be able to later."""
    return isinstance(fault, requests.RequestException) or (isinstance(fault, ApiError) and fault.status >= 500)


class Minutes:
    """Lets a minute pass for those who look at the clock, as often as one passes in the demo, a second at least."""

    def __init__(self, invoke: Callable[[str], None], functions: Sequence[str], speed: float) -> None:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._pass, args=(invoke, functions, max(1.0, 60 / speed)), daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _pass(self, invoke: Callable[[str], None], functions: Sequence[str], seconds: float) -> None:
        while not self._over.wait(seconds):
            for function in functions:
                invoke(function)
