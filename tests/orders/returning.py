"""Documents for tests: what the sagas of shipments and returns ask for."""

from collections.abc import Callable
from typing import Any

from onestop import clock
from onestop.errors import RequestInProgress
from tests.orders.driving import ask, confirmed, dispatched, shipped
from tests.orders.making import eur, of_stock, placed
from tests.support.asking import step, task
from tests.support.gateway import Browser

Order = dict[str, Any]


def bought(desk: Browser, *lines: dict[str, Any], **fields: Any) -> Order:
    """A confirmed order; 3 pieces of an article unless said otherwise."""
    return confirmed(desk, placed(desk, *(lines or [of_stock(3, 333)]), **fields))


def invoiced(desk: Browser, order: Order, **lines: int) -> dict[str, Any]:
    """The invoice of a new shipment."""
    shipment = dispatched(desk, order, **lines)
    ask("BeginShipment", order, "shipment", shipment)
    ask("IssueInvoice", order, "shipment", shipment)
    ask("EndShipment", order, "shipment", shipment)
    return document(desk, shipment["id"])


def gone(desk: Browser, *lines: dict[str, Any]) -> Order:
    """An order of which everything was shipped."""
    order = bought(desk, *lines)
    shipped(desk, order)
    return order


def credited(order: Order, return_id: str | None = None, **lines: tuple[int, int]) -> dict[str, Any]:
    """The answer to a credit note: `credited(order, l1=(2, 793))` for 2 pieces of line 1 and 7.93."""
    said = [{"line": name[1:], "quantity": quantity, "amount": amount} for name, (quantity, amount) in lines.items()]
    amount = eur(sum(amount for _, amount in lines.values()))
    return_id = return_id or clock.new_id()
    because = {"creditNote": return_id, "reason": "Zu klein 太小"}
    return of_return("IssueCreditNote", order, return_id, lines=said, amount=amount, **because)


def of_return(name: str, order: Order, return_id: str, **said: Any) -> dict[str, Any]:
    """What the saga of a return is answered."""
    return task("orders", name, saga=step("return", return_id, name), order=order["id"], **said)


def document(desk: Browser, document_id: str) -> dict[str, Any]:
    """An invoice or a credit note."""
    reply = desk.get(f"/documents/{document_id}")
    assert reply.status == 200, reply.text
    return dict(reply.json)


def until_done(work: Callable[[], Any]) -> Any:
    """As a state machine does: again where others were faster."""
    while True:
        try:
            return work()
        except RequestInProgress:
            continue
