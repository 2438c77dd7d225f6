"""What three hundred customers do, decided by a seed, and the weather in which they do it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.chaos.kills import WEATHER
from tests.chaos.scene import Scene
from tests.e2e.shop import UNDER_WAY, Lines, Shop
from tests.support.eventually import pause

TOKENS = (
    *["ok"] * 9, "declined", "authorise=timeout-after,ok", "authorise=timeout-before,timeout-before,ok",
    "authorise=late", "authorise=wrong", "authorise=twice", "void=timeout-after,ok", "void=timeout-before,ok",
    "capture=decline,ok", "capture=timeout-after,timeout-after,ok", "capture=late", "capture=wrong", "capture=twice",
    "refund=decline,ok", "refund=timeout-after,ok", "refund=late", "capture=timeout-before,ok;refund=timeout-before,ok",
)  # fmt: skip
CANCELLED = ("", "", "", "early", "part", "whole")
# A worker is killed after a write of its own was carried out and before it learns of that.
VICTIMS = [
    {"kind": "kill", "times": 1, "on": f"dynamodb .*(Put|Update|Write)Items? .*{table}", "victim": f"{door}.handler"}
    for table, door in (
        ("Catalog", "catalog.saga"), ("Orders", "orders.saga"), ("Orders", "orders.consumers"),
        ("Payments", "payments.saga"), ("Returns", "returns.saga"), ("Orders", "orders.relay"),
    )
]  # fmt: skip
STARTS = {"kind": "reject", "on": "states StartExecution", "rate": 0.2}
BETWEEN = 3  # seconds of the same weather; each death costs a start


@dataclass(frozen=True)
class Plan:
    """One customer's history: what the provider is told, what is bought, cancelled, shipped in parts, sent back."""

    token: str
    product: int
    quantity: int
    cancel: str
    delay: float
    in_parts: bool
    back: bool


def plans(seed: str, number: int, products: int) -> list[Plan]:
    """The same ones for the same seed."""
    chance = Random(seed)
    return [
        Plan(chance.choice(TOKENS), chance.randrange(products), chance.randint(1, 4), chance.choice(CANCELLED),
             chance.uniform(0, 2), chance.random() < 0.35, chance.random() < 0.3)
        for _ in range(number)
    ]  # fmt: skip


@dataclass
class History:
    """One of them as it goes on, chapter by chapter; between two chapters the sagas come to rest."""

    plan: Plan
    shop: Shop
    customer: str
    variants: list[str]
    id: str = ""
    back: str = ""
    refused: list[str] = field(default_factory=list)

    def order(self) -> None:
        """Buy, and in some cases think better of it at once."""
        order = self.shop.place(self.customer, self.plan.token, (self.variants[self.plan.product], self.plan.quantity))
        self.id = order["id"]
        if self.plan.cancel == "early":
            pause(self.plan.delay)
            self._cancel()

    def send(self) -> None:
        """Cancel some or all of what is confirmed, and hand over the rest, in one part or two at once."""
        if self._rest() and self.plan.cancel in ("part", "whole"):
            self._cancel([{"line": "1", "quantity": 1}] if self.plan.cancel == "part" else None)
        if self.plan.in_parts and self._rest() > 1:
            self._dispatch([{"line": "1", "quantity": 1}])
        self.send_the_rest()

    def send_the_rest(self) -> None:
        """Hand over what is left, also after the provider refused to pay for it."""
        if self._rest():
            self._dispatch()

    def return_one(self) -> None:
        line = self._line()
        if self.plan.back and line["shipped"]:
            self.back = self.shop.send_back(self.id, "1", max(1, line["shipped"] - 1))["id"]

    def return_again(self) -> None:
        """A refund that was declined is tried again."""
        if self.back and self.shop.get(f"/returns/{self.back}")["state"] == "failed":
            self.shop.post(f"/returns/{self.back}/retry")

    def is_at_rest(self) -> bool:
        """Whether no saga of it is under way."""
        shop, shipments = self.shop, f"/orders/{self.id}/shipments"
        if shop.order(self.id)["state"] in UNDER_WAY:
            return False
        parts = [*shop.get(shipments)["data"], *shop.get(f"/orders/{self.id}/cancellations")["data"]]
        if any(each["state"] in ("dispatched", "requested", "waiting") for each in parts):
            return False
        return not self.back or shop.get(f"/returns/{self.back}")["state"] in ("completed", "failed")

    def is_settled(self) -> bool:
        """Whether nothing is open at the provider; what no saga waits for, the clock asks about each minute."""
        payment = self.shop.ask("GET", f"/payments/{self.id}")
        return payment.status_code == 404 or not payment.json()["pending"]

    def _line(self) -> dict[str, Any]:
        line: dict[str, Any] = self.shop.order(self.id)["lines"][0]
        return line

    def _rest(self) -> int:
        """The pieces of a confirmed order that are neither packed nor shipped nor cancelled."""
        order = self.shop.order(self.id)
        line = order["lines"][0]
        gone = sum(line[name] for name in ("packed", "shipped", "cancelled"))
        return line["quantity"] - gone if order["state"] not in ("failed", "cancelled") else 0

    def _dispatch(self, lines: Lines = None) -> None:
        self.shop.dispatch(self.id, lines)

    def _cancel(self, lines: Lines = None) -> None:
        """Who comes too late is told so, and nothing else happens."""
        answer = self.shop.cancel(self.id, lines)
        assert answer.status_code == 201 or answer.json()["code"] in ("WrongState", "NotShippable"), answer.text


class Weather(threading.Thread):
    """Other faults every now and then, until it is over."""

    def __init__(self, scene: Scene, seed: str) -> None:
        super().__init__(daemon=True)
        self._scene, self._chance, self._over = scene, Random(f"weather {seed}"), threading.Event()
        self.calm: Callable[[], Any] = lambda: self._scene.order("calm", [])
        self.turns = threading.Lock()  # held while the engine is away

    def run(self) -> None:
        number = 0
        while not self._over.wait(BETWEEN):
            number += 1
            faults = [*self._chance.sample([*WEATHER, STARTS], 3), self._chance.choice(VICTIMS)]
            with self.turns:
                self._scene.order(f"{number}", faults)

    def end(self) -> None:
        self._over.set()
        self.join()
        self.calm()
