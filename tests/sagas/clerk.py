"""The people of a history: they order, change their minds, pack, and send things back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.sagas.chance import Chance
from tests.sagas.model.orders import Line, Order
from tests.sagas.shop import STOCK, Shop

Move = Callable[[], None]
PRICES = (1000, 1, 100, 999, 3333, 0)  # of a whole line: thirds of a cent and nothing at all are among them
VARIANTS = tuple(STOCK)


@dataclass
class Wish:
    """What somebody has in mind with an order: to cancel all or a part of it, and how often to send something back."""

    order: Order
    cancel: str
    returns: int


class Clerk:
    """What people may do next. Whatever is confirmed and not cancelled is shipped in the end."""

    def __init__(self, shop: Shop, chance: Chance) -> None:
        self.shop, self.chance = shop, chance
        self.wishes = [self._wish(f"order-{number}") for number in range(1, 2 + chance.of(3))]
        self._names = 0

    def moves(self) -> Iterator[Move]:
        for wish in self.wishes:
            if wish.order.id not in self.shop.orders.orders:
                yield lambda wish=wish: self.shop.orders.place(wish.order)
        for wish in self.wishes:
            yield from self._cancelling(wish)
        for order in [*self.shop.orders.orders.values()]:
            if order.state == "confirmed" and order.open:
                yield lambda order=order: self._dispatch(order)
        for wish in self.wishes:
            if wish.returns and self._returnable(wish.order):
                yield lambda wish=wish: self._send_back(wish)
        for made in self.shop.returns.returns.values():
            if made.state == "failed":
                yield lambda made=made: self.shop.returns.retry(made)

    def _wish(self, name: str) -> Wish:
        chance = self.chance
        lines = {str(at): self._line() for at in range(1, 2 + chance.of(2))}
        order = Order(name, "nobody" if chance.rarely(20) else "ada", lines, risky=chance.rarely(20))
        return Wish(order, ("", "whole", "part")[chance.of(3)], chance.of(3))

    def _line(self) -> Line:
        return Line(VARIANTS[self.chance.of(len(VARIANTS))], 1 + self.chance.of(3), PRICES[self.chance.of(len(PRICES))])

    def _cancelling(self, wish: Wish) -> Iterator[Move]:
        order = self.shop.orders.orders.get(wish.order.id)
        if not wish.cancel or order is None:
            return
        if (order.state in ("placed", "undoing") and wish.cancel == "whole") or order.state == "confirmed":
            yield lambda: self._cancel(wish)

    def _cancel(self, wish: Wish) -> None:
        how, wish.cancel = wish.cancel, ""
        pieces = wish.order.open if how == "whole" else self._some(wish.order.open)
        if pieces or wish.order.state != "confirmed":
            self.shop.orders.cancel(wish.order, pieces, self._name("cancellation"))

    def _dispatch(self, order: Order) -> None:
        pieces = order.open if self.chance.of(2) == 0 else self._some(order.open)
        self.shop.orders.dispatch(order, pieces, self._name("shipment"))

    def _send_back(self, wish: Wish) -> None:
        wish.returns -= 1
        there = self._returnable(wish.order)
        pieces = there if self.chance.of(2) == 0 else self._some(there)
        self.shop.returns.inspect(wish.order, pieces, self._name("return"), exchanged=self.chance.rarely(50))

    def _returnable(self, order: Order) -> dict[str, int]:
        there = {name: line.shipped - line.claimed for name, line in order.lines.items()}
        return {name: number for name, number in there.items() if number}

    def _some(self, there: dict[str, int]) -> dict[str, int]:
        """One piece, or none where there is none."""
        names = list(there)
        return {names[self.chance.of(len(names))]: 1} if names else {}

    def _name(self, kind: str) -> str:
        self._names += 1
        return f"{kind}-{self._names}"
