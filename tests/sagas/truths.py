"""What holds at the end of every history."""

from collections import Counter
from collections.abc import Callable, Iterator

from tests.sagas.calls import DEATHS
from tests.sagas.model.house import Event
from tests.sagas.model.payments import Payment
from tests.sagas.model.provider import Entry
from tests.sagas.model.records import Order
from tests.sagas.shop import STOCK
from tests.sagas.world import World

UNDONE = ("failed", "cancelled")
EXCUSES = {*DEATHS, "States.Timeout", "OutcomeUnknown"}  # for a saga to be parked


def complaints(world: World) -> Iterator[str]:
    """Everything that is wrong; nothing, if all is well."""
    for truth in TRUTHS:
        yield from truth(world)


def all_sagas_ended(world: World) -> Iterator[str]:
    for name, execution in world.executions.items():
        if not execution.is_over or execution.error:
            yield f"{name} is at {execution.state and execution.state.name} with {execution.error}"
    for event in world.shop.house.events:
        if event.type == "SagaParked" and event.facts["error"] not in EXCUSES:
            yield f"{event.order} was parked because of {event.facts['error']}"


def orders_are_complete_or_undone(world: World) -> Iterator[str]:
    for order in world.shop.orders.orders.values():
        if order.state not in ("confirmed", *UNDONE):
            yield f"{order.id} is {order.state}"
        if order.state == "confirmed" and order.open:
            yield f"{order.id} has {order.open} neither shipped nor cancelled"
        if order.cancelling and order.state != "cancelled":
            yield f"{order.id} was cancelled in time, but is {order.state}"
    parts = [*world.shop.orders.shipments.values(), *world.shop.orders.cancellations.values()]
    yield from (f"{part.id} is {part.state}" for part in parts if part.state == "asked")
    yield from (f"{made.id} is {made.state}" for made in world.shop.returns.returns.values() if made.state != "done")


def pieces_are_where_they_belong(world: World) -> Iterator[str]:
    expected = Counter(STOCK)
    for order in world.shop.orders.orders.values():
        for line in order.lines.values():
            expected[line.variant] += line.claimed - line.shipped
    if any(world.shop.catalog.on_hand[variant] != expected[variant] for variant in STOCK):
        yield f"on hand {world.shop.catalog.on_hand}, expected {expected}"
    for name, reservation in world.shop.catalog.reservations.items():
        undone = world.shop.orders.orders[name].state in UNDONE
        if (undone and reservation.state != "released") or (not undone and any(reservation.pieces().values())):
            yield f"{name} still holds {reservation}"


def money_is_where_it_belongs(world: World) -> Iterator[str]:
    for order in world.shop.orders.orders.values():
        payment = world.shop.payments.payments.get(order.id) or Payment(order.id)
        books = world.shop.provider.books.get(f"{order.id}/authorise") or Entry("authorise", 0, "", "voided")
        yield from _settled(order, payment)
        yield from _as_in_the_books(payment, books)
        if undecided := [name for name, move in payment.moves.items() if move.state == "pending"]:
            yield f"nobody knows what became of {undecided}"


def _settled(order: Order, payment: Payment) -> Iterator[str]:
    captured, reduced = payment.total("capture", "done"), sum(payment.reduced.values())
    if payment.authorised != captured + reduced + payment.voided:
        yield f"{order.id}: authorised {payment.authorised} is not {captured} + {reduced} + {payment.voided}"
    if order.state in UNDONE and captured:
        yield f"{order.id} is {order.state}, and {captured} was taken"
    if order.state == "confirmed" and payment.authorised != order.total:
        yield f"{order.id} costs {order.total}, authorised was {payment.authorised}"
    if captured != sum(line.paid for line in order.lines.values()):
        yield f"{order.id}: {captured} was taken for other pieces than were shipped"


def _as_in_the_books(payment: Payment, books: Entry) -> Iterator[str]:
    ours = (payment.total("capture", "done"), payment.total("refund", "done"))
    if ours != (books.captured, books.refunded):
        yield f"{payment.order}: {ours} taken and given back, but the books say {books}"
    if books.state in ("done", "voided") and books.amount != books.captured + books.voided:
        yield f"{payment.order}: money is still set aside: {books}"


def what_came_back_was_paid_or_exchanged(world: World) -> Iterator[str]:
    expected: Counter[str] = Counter()
    for made in world.shop.returns.returns.values():
        sent = world.shop.orders.orders.get(f"{made.id}-exchange") if made.exchanged else None
        expected[made.order.id] += 0 if sent and sent.state not in UNDONE else sum(made.worth.values())
    for payment in world.shop.payments.payments.values():
        if expected[payment.order] != payment.total("refund", "done"):
            yield f"{payment.order}: {payment.total('refund', 'done')} paid back, not {expected[payment.order]}"


def documents_say_what_was_paid(world: World) -> Iterator[str]:
    balance: Counter[str] = Counter()
    for document in world.shop.orders.documents.values():
        balance[document.order] += document.amount if document.kind == "invoice" else -document.amount
    for payment in world.shop.payments.payments.values():
        paid = payment.total("capture", "done") - payment.total("refund", "done")
        if balance[payment.order] != paid:
            yield f"{payment.order}: paid {paid}, documents say {balance[payment.order]}"
    for kind in ("invoice", "credit note"):
        numbers = [each.number for each in world.shop.orders.documents.values() if each.kind == kind]
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"{kind}: the numbers {numbers} have gaps"


def events_tell_what_is(world: World) -> Iterator[str]:
    """Whoever knows nothing but the events comes to the same figures."""
    told = Told(world.shop.house.events)
    for order in world.shop.orders.orders.values():
        if told.state[order.id] != f"Order{order.state.capitalize()}":
            yield f"{order.id} is {order.state}, the last event is {told.state[order.id]}"
    for name, payment in world.shop.payments.payments.items():
        figures = (payment.authorised, payment.total("capture", "done"), payment.total("refund", "done"))
        if figures != tuple(told.money[name, what] for what in ("Authorised", "Captured", "Refunded")):
            yield f"{name}: {figures}, but the events say {told.money}"
    if any(STOCK[each] + told.pieces[each] != world.shop.catalog.on_hand[each] for each in STOCK):
        yield f"the events move {told.pieces}, on hand is {world.shop.catalog.on_hand}"


def what_was_undone_was_undone_in_reverse(world: World) -> Iterator[str]:
    events = world.shop.house.events
    order_of = {(event.type, event.order): at for at, event in enumerate(events)}
    for (kind, order), at in order_of.items():
        if kind == "StockReleased" and order_of.get(("PaymentVoided", order), -1) > at:
            yield f"{order}: its pieces were given up before its money was"


class Told:
    """What can be known from events alone."""

    def __init__(self, events: list[Event]) -> None:
        self.state: dict[str, str] = {}
        self.money: Counter[tuple[str, str]] = Counter()
        self.pieces: Counter[str] = Counter()
        for event in events:
            self._hear(event)

    def _hear(self, event: Event) -> None:
        if event.type.startswith("Order"):
            self.state[event.order] = event.type
        if event.type.startswith("Payment"):
            self.money[event.order, event.type.removeprefix("Payment")] += event.facts["amount"]
        if event.type == "StockIssued":
            self.pieces.subtract(event.facts["pieces"])
        if event.type == "StockRestocked":
            self.pieces.update(event.facts["pieces"])


TRUTHS: tuple[Callable[[World], Iterator[str]], ...] = (
    all_sagas_ended, orders_are_complete_or_undone, pieces_are_where_they_belong, money_is_where_it_belongs,
    what_came_back_was_paid_or_exchanged, documents_say_what_was_paid, events_tell_what_is,
    what_was_undone_was_undone_in_reverse,
)  # fmt: skip
