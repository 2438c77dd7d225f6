"""The steps of returns.feature."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from onestop import clock
from tests.returns import orders
from tests.support import tables
from tests.support.answering import answering
from tests.support.asking import step, task
from tests.support.gateway import Browser, Reply

scenarios("returns.feature")


@dataclass
class World:
    """The desk, the order, what the catalog asks for, and what came of the last request."""

    desk: Browser
    order: str = ""
    price: int = 0
    reply: Reply = field(init=False)
    made: dict[str, Any] = field(default_factory=dict)

    def asks(self, quantity: int, **said: Any) -> Reply:
        self.reply = orders.asking(self.desk, self.order, quantity, "does-not-fit", **said)
        return self.reply

    def returns(self, quantity: int, **said: Any) -> None:
        self.made = self.asks(quantity, **said).json
        assert self.reply.status == 201, self.reply.text

    def arrives(self, quantity: int, **found: Any) -> None:
        orders.arrive(self.desk, self.made["id"], quantity)
        self.made = orders.look(self.desk, self.made["id"], quantity, **found).json

    def saga(self, name: str, **said: Any) -> dict[str, Any]:
        """What the saga of the present attempt is answered."""
        execution = f"{self.made['id']}-2" if self.made["attempt"] == 2 else self.made["id"]
        return task("returns", name, saga=step("return", execution, name), **{"return": self.made["id"]}, **said)

    def now(self) -> dict[str, Any]:
        found: dict[str, Any] = self.desk.get(f"/returns/{self.made['id']}").json
        return found


@pytest.fixture
def world(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    tables.create("returns")
    from returns.api import app  # noqa: PLC0415  needs the environment

    world = World(Browser(app))

    def price(asked: Any) -> tuple[int, Any]:
        priced = {"unitPrice": world.price, "taxRate": "0.19", "taxIncluded": True}
        return 200, {"lines": [{**line, **priced} for line in asked.body["input"]["lines"]]}

    with answering(price) as catalog:
        monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", catalog.url)
        yield world


@given("an order of 3 shirts for 100.00 EUR in all, of which everything has been delivered")
def an_order(world: World) -> None:
    world.order = orders.shipped(3, 10_000)


@given("a day has gone by since the last day for returns")
def too_late(world: World) -> None:
    world.order = orders.confirmed(orders.line("1", 3))
    long_ago = clock.rfc3339(clock.now() - timedelta(days=31))
    orders.hear(orders.invoice(world.order, ("1", 3, 10_000), at=long_ago))


@given(parsers.parse("the catalog sells {what} for {price:f} EUR"))
def sells(world: World, what: str, price: float) -> None:
    world.price = round(price * 100)


@when(parsers.parse("the customer returns {number:d} shirts because they do not fit"))
@when(parsers.parse("the customer returns {number:d} shirt because they do not fit"))
def returned(world: World, number: int) -> None:
    world.returns(number)


@when(parsers.re(r"the customer asks to return (?P<number>\d) shirts?"), converters={"number": int})
def asks(world: World, number: int) -> None:
    world.asks(number)


@when("the customer returns 1 shirt in exchange for a scarf")
def exchanged(world: World) -> None:
    world.returns(1, wanted="exchange", exchange=[{"variant": orders.OTHER, "quantity": 1}])


@when("the customer asks to exchange 1 shirt for a coat")
def asks_to_exchange(world: World) -> None:
    world.asks(1, wanted="exchange", exchange=[{"variant": orders.OTHER, "quantity": 1}])


@when("the customer returns the shirts one by one", target_fixture="amounts")
def one_by_one(world: World) -> list[int]:
    return [orders.inspected(world.desk, world.order)["refund"]["amount"] for _ in range(3)]


@when(
    parsers.re(r"the desk approves it, and (?P<number>\d) shirts? arrives? in good condition"),
    converters={"number": int},
)
def arrives(world: World, number: int) -> None:
    world.arrives(number)


@when(parsers.parse("the desk approves it, and the shirt arrives worn, for which {deduction:f} EUR are taken off"))
def worn(world: World, deduction: float) -> None:
    world.arrives(1, condition="used", restock=False, deduction=round(deduction * 100))


@when(parsers.parse('the desk rejects it because "{reason}"'))
def rejects(world: World, reason: str) -> None:
    assert world.desk.post(f"/returns/{world.made['id']}/rejection", {"reason": reason}).json["reason"] == reason


@when("the bank declines the refund")
def declines(world: World) -> None:
    world.saga("BeginReturn")
    world.saga("FailReturn", error="PaymentDeclined")


@when("the desk tries again and the bank agrees")
def again(world: World) -> None:
    world.made = world.desk.post(f"/returns/{world.made['id']}/retry").json


@then(
    parsers.re(r"(?P<amount>[\d.]+) EUR are paid back, and (?P<number>\d) shirts? goe?s? back into stock"),
    converters={"amount": float, "number": int},
)
def paid_back(world: World, amount: float, number: int) -> None:
    done = world.saga("BeginReturn")
    assert done["refund"] == {"amount": round(amount * 100), "currency": "EUR"}
    assert sum(each["quantity"] for each in done["restock"]) == number


@then("3.33 EUR are paid back, and 1 scarf is sent")
def sent(world: World) -> None:
    done = world.saga("BeginReturn")
    assert (done["refund"]["amount"], done["exchange"]) == (333, [{"variant": orders.OTHER, "quantity": 1}])


@then("33.33 EUR, 33.34 EUR and 33.33 EUR are paid back")
def portions(amounts: list[int]) -> None:
    assert amounts == [3333, 3334, 3333]


@then("once that is done, the return is completed with a credit note")
def completed(world: World) -> None:
    world.saga("BeginReturn")
    world.saga("EndReturn", creditNote=orders.REFUND)
    assert (world.now()["state"], world.now()["creditNote"]) == ("completed", orders.REFUND)


@then(parsers.re(r"(?P<number>\d) shirts? can still be returned"), converters={"number": int})
def still(world: World, number: int) -> None:
    assert orders.returnable(world.desk, world.order) == number


@then("nothing is paid back")
def nothing(world: World) -> None:
    assert (world.now()["state"], world.now()["refund"]) == ("rejected", None)


@then("it is refused, because a coat is worth more than a shirt")
def too_dear(world: World) -> None:
    assert (world.reply.status, world.reply.json["credit"], world.reply.json["exchange"]) == (409, 3333, 5000)


@then("it is refused, because returns are taken for 30 days")
def over(world: World) -> None:
    assert (world.reply.json["code"], world.reply.json["days"]) == ("NotReturnable", 30)


@then("it is refused, because 1 shirt can still be returned")
def too_many(world: World) -> None:
    assert (world.reply.json["code"], world.reply.json["returnable"]) == ("NotReturnable", 1)


@then(parsers.parse('the return says "{code}" and waits for somebody to try again'))
def failed(world: World, code: str) -> None:
    assert (world.now()["state"], world.now()["failure"]["error"]) == ("failed", code)
