"""The people of a history: they order, change their minds, pack, and send things back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from tests.sagas.chance import Chance
from tests.sagas.model.records import Line, Order
from tests.sagas.model.returns import Return
from tests.sagas.shop import STOCK, Shop

Move = Callable[[], None]
PRICES = (1000, 1, 100, 999, 3333, 0)  # of a whole line: thirds of a cent and nothing at all are among them
VARIANTS = tuple(STOCK)
FORWARD = ("Begin", "Known", "Reserve", "Authorise", "AssessRisk", "Allocate", "Confirm")
BACK = ("BeginUndo", "Void", "Release", "EndUndo")
MOMENTS = (*FORWARD, *BACK, "the end", "the end", "the end")
REGRETS = 60  # of 256
PATIENCE = 12  # shipments and repeated refunds, after which people wait until somebody has mended what is broken


@dataclass
class Wish:
    """What somebody has in mind with an order: to cancel all or a part of it, and how often to send something back.

    `moment` is the state of its saga at which the wish comes up; where that is over, it comes up afterwards.
    """

    order: Order
    cancel: str
    moment: str
    returns: int


class Clerk:
    """What people may do next. Whatever is confirmed and not cancelled is shipped in the end.

    `where` is the state of an order's saga, `say` hears what was done that a history may be known by.
    """

    def __init__(
        self, shop: Shop, chance: Chance, where: Callable[[Order], str], say: Callable[[str, Order], None]
    ) -> None:
        self.shop, self.chance, self.where, self.say = shop, chance, where, say
        self.wishes: list[Wish] = []
        self.patience = PATIENCE
        self._names, self._regrets = 0, False

    def think(self, scene: str, sick: str) -> None:
        """Make up one's mind. Where a history is about cancelling, returning or undoing, everybody has reason to."""
        self.wishes = [self._wish(f"order-{number}") for number in range(1, 2 + self.chance.of(3))]
        self._regrets = self.chance.rarely(REGRETS)
        for wish in self.wishes:
            if scene == "cancellation":
                wish.cancel, wish.moment = wish.cancel or "part", "the end"
            if scene == "return":
                wish.cancel, wish.returns = "", wish.returns or 1
            if sick in BACK or (wish.moment in BACK and wish.cancel == "whole"):
                wish.order.risky = True

    def moves(self) -> Iterator[Move]:
        for wish in self.wishes:
            if wish.order.id in self.shop.orders.orders:
                yield from self._wishes(wish)
            else:
                yield partial(self.shop.orders.place, wish.order)
        if self._regrets:
            yield from self._exchanges()
        if self.patience:
            yield from self._work()

    def _exchanges(self) -> Iterator[Move]:
        """Some do not want what is to be sent instead, either."""
        for order in [*self.shop.orders.orders.values()]:
            if order.exchange_of and order.state == "placed" and not order.cancelling:
                yield partial(self.shop.orders.cancel, order, {}, "")

    def _wish(self, name: str) -> Wish:
        chance = self.chance
        lines = {str(at): self._line() for at in range(1, 2 + chance.of(2))}
        order = Order(name, "nobody" if chance.rarely(12) else "ada", lines, risky=chance.rarely(12))
        moment = MOMENTS[chance.of(len(MOMENTS))]
        return Wish(order, ("", "", "whole", "part")[chance.of(4)], moment, chance.of(3))

    def _line(self) -> Line:
        return Line(VARIANTS[self.chance.of(len(VARIANTS))], 1 + self.chance.of(3), PRICES[self.chance.of(len(PRICES))])

    def _wishes(self, wish: Wish) -> Iterator[Move]:
        """What the customer may do."""
        early = wish.order.state in ("placed", "undoing") and wish.cancel == "whole"
        if (early and self.where(wish.order) == wish.moment) or (wish.cancel and wish.order.state == "confirmed"):
            yield partial(self._cancel, wish)
        if wish.returns and returnable(wish.order):
            yield partial(self._send_back, wish)

    def _work(self) -> Iterator[Move]:
        """What is to be done in the shop."""
        for order in [*self.shop.orders.orders.values()]:
            if order.state == "confirmed" and order.open:
                yield partial(self._dispatch, order)
        for made in self.shop.returns.returns.values():
            if made.state == "failed":
                yield partial(self._retry, made)

    def _cancel(self, wish: Wish) -> None:
        order, how, wish.cancel = wish.order, wish.cancel, ""
        pieces = order.open if how == "whole" else self._some(order.open)
        if pieces or order.state != "confirmed":
            self.say(f"cancelled, the {how}", order)
            self.shop.orders.cancel(order, pieces, self._name("cancellation"))

    def _dispatch(self, order: Order) -> None:
        self.patience -= 1
        self.shop.orders.dispatch(order, self._all_or_some(order.open), self._name("shipment"))

    def _send_back(self, wish: Wish) -> None:
        wish.returns -= 1
        pieces, exchanged = self._all_or_some(returnable(wish.order)), self.chance.rarely(110)
        self.shop.returns.inspect(wish.order, pieces, self._name("return"), exchanged)

    def _retry(self, made: Return) -> None:
        self.patience -= 1
        self.shop.returns.retry(made)

    def _all_or_some(self, there: dict[str, int]) -> dict[str, int]:
        return there if self.chance.of(2) == 0 else self._some(there)

    def _some(self, there: dict[str, int]) -> dict[str, int]:
        """One piece, or none where there is none."""
        names = list(there)
        return {names[self.chance.of(len(names))]: 1} if names else {}

    def _name(self, kind: str) -> str:
        self._names += 1
        return f"{kind}-{self._names}"


def returnable(order: Order) -> dict[str, int]:
    """The pieces that were shipped and did not come back."""
    there = {name: line.shipped - line.claimed for name, line in order.lines.items()}
    return {name: number for name, number in there.items() if number}
