"""Whatever dies, lies or comes twice: in the end the provider's books and the payment agree, to the cent."""

import importlib
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from freezegun import freeze_time

from onestop import clock
from onestop.errors import OneStopError
from onestop.observe import Fault
from tests.payments.desk import Desk, money
from tests.properties.dying import dying
from tests.properties.paying import history, must_agree, token
from tests.support import tables

EXAMPLES = int(os.environ.get("EXAMPLES", "5000"))
PARTS, THROUGH_THE_DOOR = 5, 25


@pytest.mark.parametrize("part", range(PARTS))
def test_books_and_payment_agree_after_any_history(part: int) -> None:
    for seed in range(part, EXAMPLES, PARTS):
        must_agree(history(seed))


def test_histories_meet_every_end_that_there_is() -> None:
    ends = {(till.balance.closed, till.balance.declined, till.balance.captured > 0, till.balance.refunded > 0)
            for till in map(history, range(500))}  # fmt: skip
    assert len(ends) >= 6


@pytest.fixture
def later() -> Iterator[Any]:
    """The time, which passes when a test says so."""
    with freeze_time("2026-11-22T00:00:00Z") as time:
        yield time


@pytest.fixture
def desk(aws: None) -> Iterator[Desk]:
    """Without the lines in the log that nobody reads."""
    tables.create("payments")
    importlib.import_module("payments.provider.sandbox")
    logging.disable()
    yield Desk(importlib.import_module("payments.api").app)
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("seed", range(THROUGH_THE_DOOR))
def test_they_agree_after_any_history_through_the_door_of_sagas(desk: Desk, later: Any, seed: int) -> None:
    payment = lived(desk, Random(seed))
    while later.tick(3601) and desk.clock():
        assert clock.timestamp() < "2026-11-23", desk.payment(payment)
    counts = desk.post("/reconciliations", {"day": "2026-11-22"}).json["counts"]
    authorised, captured, reduced, refunded = desk.amounts(payment) if counts["here"] else (0, 0, 0, 0)

    booked = {kind: sum(amount for what, amount in desk.books() if what == kind) for kind in ("capture", "refund")}
    assert (booked, counts["differences"]) == ({"capture": captured, "refund": refunded}, 0)
    assert 0 <= refunded <= captured <= authorised - reduced <= 1000


def lived(desk: Desk, chance: Random) -> str:
    """A payment after a random history, in which whatever is done may be cut off, and done again."""
    payment, causes = clock.new_id(), [clock.new_id() for _ in range(3)]
    script = ";".join(f"{each},ok" for each in token(chance).split(";"))
    with dying(lambda: chance.random() < 0.04):
        for _ in range(3):
            tried(lambda: desk.authorise(1000, script, payment))
        for _ in range(chance.randint(2, 10)):
            tried(wish(desk, chance, payment, chance.randrange(3), causes))
    return payment


def wish(desk: Desk, chance: Random, payment: str, which: int, causes: list[str]) -> Callable[[], Any]:
    """What a saga asks for; the same cause again is the same operation again."""
    name, cause = chance.choice(
        [("Capture", "capture"), ("Capture", "capture"), ("Reduce", "release"), ("Refund", "refund"), ("Void", "")]
    )
    amount = {"Capture": 300, "Reduce": 100, "Refund": 70}.get(name, 0) * (which + 1)
    said = {cause: causes[which], "amount": money(amount)} if cause else {}
    return lambda: desk.task(name, payment, payment=payment, **said)


def tried(step: Callable[[], Any]) -> None:
    with suppress(OneStopError, Fault):
        step()
