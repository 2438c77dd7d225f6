"""A history: machines, tasks, people and a provider, one moment after the other, in the order that chance decides.

At each moment of a task that is waited for it may die, be left alone (Step Functions gives up, and the task goes on
later), come twice, or lose the one who waits (a restart asks again). One state may be in trouble until it is mended: it
fails for good before or after its effect, everything there is too late, or faults strike it again and again.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from tests.sagas.calls import DEATHS, Call
from tests.sagas.chance import Chance
from tests.sagas.clerk import Clerk
from tests.sagas.interpreter import SAGAS, Asked, Execution, Machine, machine
from tests.sagas.model.house import Event
from tests.sagas.model.provider import BEHAVIOURS, Request
from tests.sagas.model.records import Order
from tests.sagas.shop import STOCK, Shop

Move = Callable[[], None]
STARTS = {
    "OrderPlaced": "order", "ShipmentDispatched": "shipment", "CancellationRequested": "cancellation",
    "ReturnInspected": "return", "ReturnExchangeFailed": "return",
}  # fmt: skip
FAULTY, SORE, ODD, ASIDE, LONG = (
    16,
    120,
    70,
    90,
    10,
)  # of 256: faults, in the sore state, odd answers, others, long waits
PATIENCE = 1000  # seconds that pass at once
TROUBLES = ("", "before", "after", "too late", "too late", "sore", "sore", "sore", "sore")
SCENES = (*SAGAS, "return", "return")  # in which the trouble is; a return comes last, so fewer get there
LEADS_TO = {"FailShipment": "capture", "FailReturn": "refund"}  # by what is declined, seldom otherwise
MOODS = (*BEHAVIOURS, "decline", "decline", "decline")  # a refusal leads to more than any other oddity
ENOUGH = 20_000  # moments; a history that needs more does not end


class World:
    """One history, told by `content`. `machines` and `parts` replace what a mutant has wrong."""

    def __init__(self, content: bytes, machines: Callable[[str], Machine] = machine, **parts: type) -> None:
        self.chance, self.machines = Chance(content), machines
        self.seen: Counter[str] = Counter()
        self.shop = Shop(self._behaves, **parts)
        scene, self._sick, self._trouble = self._spot()
        self.clerk = Clerk(self.shop, self.chance, self._where, self._say)
        self.clerk.think(scene, self._sick)
        self.executions: dict[str, Execution] = {}
        self.late: list[Call] = []
        self._calls: dict[str, Call] = {}
        self._heard = 0
        self._unsent: list[Order] = []  # orders of exchanges that came to nothing, of which returns are not told yet
        self._standing: set[str] = set()  # executions that wait for a token

    def run(self) -> "World":
        """To the end, and once more after somebody has mended what was broken and resumed what was parked."""
        self._until_quiet()
        self._trouble, self.clerk.patience = "", ENOUGH
        self._until_quiet()
        while self.shop.orders.parked:
            self._resume(*self.shop.orders.parked.popitem())
            self._until_quiet()
        return self

    def _spot(self) -> tuple[str, str, str]:
        """Where the trouble of this history is, and of which kind: saga, state, trouble."""
        trouble, saga = TROUBLES[self.chance.of(len(TROUBLES))], SCENES[self.chance.of(len(SCENES))]
        states = [state for state in self.machines(saga).tasks if not state.startswith("Park")]
        states += 2 * [state for state in states if state in LEADS_TO]
        return saga, states[self.chance.of(len(states))], trouble

    def _trouble_at(self, state: str) -> str:
        return self._trouble if state == self._sick else ""

    def _until_quiet(self) -> None:
        for _ in range(ENOUGH):
            moves = [*self._moves()]
            if not moves:
                return
            moves[self.chance.of(len(moves))]()
            self._hear()
        raise AssertionError("this history does not end")

    def _moves(self) -> Iterator[Move]:
        standing = self._standing
        running = [each for each in self.executions.values() if not each.is_over and each.name not in standing]
        for execution in running:
            yield partial(self._advance, execution)
        if not running or self.chance.rarely(ASIDE):
            for call in self.late:
                if self._trouble_at(call.asked.state) != "too late" or not any(map(call.is_of, running)):
                    yield partial(self._go_late, call)
            yield from self._provider()
            yield from self._exchanges()
            yield from self.clerk.moves()
            if not self.chance.is_over:
                yield self._wait

    def _provider(self) -> Iterator[Move]:
        provider = self.shop.provider
        if provider.underway:
            yield provider.arrive
        for reference in provider.pending():
            yield partial(provider.settle, reference)
        if provider.hooks:
            yield lambda: self.shop.payments.told(provider.hooks.pop())
        for reference in self.shop.payments.unsettled():
            yield partial(self.shop.payments.told, reference)

    def _exchanges(self) -> Iterator[Move]:
        """Returns hear, as often as it is told, what came of the orders of what was to be sent instead."""
        for order in self._unsent:
            if self.shop.returns.is_awaited(order):
                yield partial(self._tell_returns, order)

    def _tell_returns(self, order: Order) -> None:
        if not self.chance.rarely(ODD):
            self._unsent.remove(order)
        self.seen[f"an exchange is {order.state}"] += 1
        self.shop.returns.refund(order)

    def _say(self, what: str, order: Order) -> None:
        """Note what people do, and at which state of the order's own saga."""
        self.seen[f"{what}, at {self._where(order)}"] += 1

    def _where(self, order: Order) -> str:
        """The state of an order's own saga."""
        execution = self.executions.get(order.id)
        return execution.state.name if execution and execution.state else "the end"

    def _wait(self) -> None:
        """Now and then for so long that what is held is held no longer."""
        self.shop.house.now += PATIENCE if self.chance.rarely(LONG) else 1

    # ── sagas ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _hear(self) -> None:
        """What happened starts sagas, and nobody ever has more pieces than there are."""
        events = self.shop.house.events
        if self._heard == len(events):
            return
        fresh, self._heard = events[self._heard :], len(events)
        for event in fresh:
            if saga := STARTS.get(event.type):
                self._start(saga, event)
            order = self.shop.orders.orders[event.order]
            if event.type in ("OrderFailed", "OrderCancelled") and order.exchange_of:
                self._unsent.append(order)
        assert all(self.shop.catalog.free(variant) >= 0 for variant in STOCK), "sold more than there is"

    def _start(self, saga: str, event: Event) -> None:
        data = {"tenant": "acme", "correlation": "c", "order": event.order, saga: event.facts["name"]}
        name = event.facts.get("execution", event.facts["name"])
        self.executions[name] = Execution(self.machines(saga), name, data)

    def _advance(self, execution: Execution) -> None:
        call = self._calls.get(execution.name)
        if call is None:
            if asked := execution.asks():
                self._calls[execution.name] = self._called(asked, execution)
        elif self._trouble_at(call.asked.state) == "too late":
            self._leave(call)
        elif call.moments and self.chance.rarely(SORE if self._trouble_at(call.asked.state) == "sore" else FAULTY):
            self._strike(call)
        else:
            call.go()
            self._told(call)

    def _called(self, asked: Asked, execution: Execution | None) -> Call:
        task = self.shop.doors[asked.capability][asked.task]
        saga = asked.payload["saga"]
        said = {**asked.payload["input"], "by": saga["id"], "attempt": saga["attempt"]}
        return Call(asked, task(said), execution)

    def _told(self, call: Call) -> None:
        """Whoever waits hears what came of a call, once it is over."""
        execution, state = call.execution, call.asked.state
        if self._trouble_at(state) == "before":
            call.die(DEATHS[1])
        if not call.is_over or execution is None:
            return
        if self._trouble_at(state) == "after" and not call.error:
            call.error = DEATHS[0]
        del self._calls[execution.name]
        if call.error:
            self.seen[f"{state}: {call.error}"] += 1
            self.shop.house.now += 1
            execution.failed(call.error)
        elif call.asked.waits:
            self._standing.add(execution.name)
            self.seen[f"parked at {state}"] += 1
        else:
            execution.answered(call.answer)

    def _resume(self, name: str, token: str) -> None:
        execution = self.executions[name]
        if name in self._standing and token == execution.token:
            self._standing.remove(name)
            self.seen[f"resumed at {execution.state and execution.state.name}"] += 1
            execution.answered({})

    # ── what goes wrong ────────────────────────────────────────────────────────────────────────────────────────────

    def _strike(self, call: Call) -> None:
        (self._kill, self._leave, self._double, self._restart)[self.chance.of(4)](call)

    def _kill(self, call: Call) -> None:
        self.seen[f"{call.asked.state} died {'before' if call.moments == 1 else 'after'}"] += 1
        call.die(DEATHS[self.chance.of(2)])
        self._told(call)

    def _leave(self, call: Call) -> None:
        """Step Functions waits no longer; the task goes on when it likes."""
        self.seen[f"{call.asked.state} was left alone"] += 1
        self._later(call)
        self._told(Call(call.asked, iter(()), call.execution, error="States.Timeout", is_over=True))

    def _double(self, call: Call) -> None:
        self.seen[f"{call.asked.state} came twice"] += 1
        self.late.append(self._called(call.asked, None))

    def _restart(self, call: Call) -> None:
        """Who waited has forgotten that it asked, and asks again."""
        self.seen[f"{call.asked.state} was asked again"] += 1
        execution = call.execution
        self._later(call)
        assert execution
        del self._calls[execution.name]

    def _later(self, call: Call) -> None:
        self.late.append(Call(call.asked, call.steps, None, moments=call.moments))

    def _go_late(self, call: Call) -> None:
        if self.chance.rarely(FAULTY):
            call.die(DEATHS[0])
        else:
            call.go()
        if call.is_over:
            self.late.remove(call)
            over = call.asked.payload["saga"]["id"]
            self.seen[f"{call.asked.state} came after the end"] += self.executions[over].is_over

    def _behaves(self, request: Request) -> str:
        behaviour = MOODS[self.chance.of(len(MOODS))] if self.chance.rarely(ODD) else "ok"
        if self._trouble and LEADS_TO.get(self._sick) == request.kind and not self.seen[f"{request.kind}: decline"]:
            behaviour = "decline"
        self.seen[f"{request.kind}: {behaviour}"] += 1
        return behaviour
