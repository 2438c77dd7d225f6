"""The steps of stock.feature."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from onestop import clock
from onestop.errors import OneStopError
from tests.catalog.shop import Shop
from tests.catalog.warehouse import Warehouse, allocate, allocated, at, deallocate, issue, line, reserve, restock
from tests.support import tables
from tests.support.gateway import Browser

scenarios("stock.feature")


@pytest.fixture
def house(aws: None) -> Warehouse:
    tables.create("catalog")
    from catalog.api import app  # noqa: PLC0415  needs the environment above

    return Warehouse.opened(Shop.opened(Browser(app)))


@pytest.fixture
def told() -> dict[str, Any]:
    """What the house has and was answered so far."""
    return {}


@given(parsers.parse('there are {pieces:d} pieces of "{name}"'))
def _there_are(house: Warehouse, told: dict[str, Any], pieces: int, name: str) -> None:
    told["variant"] = house.variant(pieces, options={"name": name})


@given(parsers.parse("a buyer has reserved {pieces:d} pieces for {minutes:d} minutes"))
def _reserved(told: dict[str, Any], pieces: int, minutes: int) -> None:
    told["made"] = reserve(line(told["variant"], pieces), seconds=60 * minutes)


@given(parsers.parse("a buyer is promised {pieces:d} pieces"))
def _promised(told: dict[str, Any], pieces: int) -> None:
    told["order"] = allocated(line(told["variant"], pieces))


@when(parsers.parse("{buyers:d} buyers order 1 piece each"))
def _order(told: dict[str, Any], buyers: int) -> None:
    told["outcomes"] = Counter(outcome(lambda: allocated(line(told["variant"]))) for _ in range(buyers))


@when(parsers.parse("{shipped:d} pieces are shipped and {cancelled:d} are cancelled"))
def _settled(told: dict[str, Any], shipped: int, cancelled: int) -> None:
    issue(told["order"], ("1", shipped))
    deallocate(told["order"], ("1", cancelled))


@when(parsers.parse("{pieces:d} pieces are written off"))
def _written_off(house: Warehouse, told: dict[str, Any], pieces: int) -> None:
    told["reply"] = house.adjust(told["variant"], -pieces)


@when(parsers.parse("a buyer sends {pieces:d} pieces back, and the parcel is booked twice"))
def _sent_back(told: dict[str, Any], pieces: int) -> None:
    back = clock.new_id()
    for _ in range(2):
        restock({"variant": told["variant"], "quantity": pieces}, back=back)


@then(parsers.parse('{lucky:d} of them get it and {others:d} are told "{code}"'))
def _lucky(told: dict[str, Any], lucky: int, others: int, code: str) -> None:
    assert told["outcomes"] == {"done": lucky, code: others}


@then(parsers.parse("{minutes:d} minutes later {pieces:d} pieces are available"))
def _available(house: Warehouse, told: dict[str, Any], minutes: int, pieces: int) -> None:
    told["later"] = clock.rfc3339(clock.now() + timedelta(minutes=minutes, seconds=10))
    assert datetime.fromisoformat(told["made"]["until"]) <= datetime.fromisoformat(told["later"])
    with at(told["later"]):
        assert house.level(told["variant"])["available"] == pieces


@then(parsers.parse('the buyer who comes back then is told "{code}"'))
def _too_late(told: dict[str, Any], code: str) -> None:
    with at(told["later"]):
        assert outcome(lambda: allocate(told["made"]["reservation"])) == code


@then(parsers.parse("{on_hand:d} pieces are on hand, {available:d} available and {promised:d} allocated"))
def _numbers(house: Warehouse, told: dict[str, Any], on_hand: int, available: int, promised: int) -> None:
    assert house.numbers(told["variant"]) == (on_hand, available, 0, promised)


@then(parsers.parse('it is refused because "{code}"'))
def _refused(told: dict[str, Any], code: str) -> None:
    assert told["reply"].json["code"] == code


def outcome(work: Any) -> str:
    """`done`, or the code of the refusal."""
    try:
        work()
    except OneStopError as refused:
        return refused.code
    return "done"
