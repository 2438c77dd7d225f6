"""What comes back."""

from dataclasses import dataclass
from typing import Any

from onestop.errors import NotReturnable, WrongState
from tests.sagas.model.house import House, Said, Task, at_once
from tests.sagas.model.records import Order


@dataclass
class Return:
    """Inspected goods, what was paid for each line's, and how often the refund was tried."""

    id: str
    order: Order
    pieces: dict[str, int]
    worth: dict[str, int]
    exchanged: bool
    state: str = "inspected"
    attempt: int = 1
    unsent: str = ""  # the order of what was to be sent instead, once that came to nothing

    @property
    def amount(self) -> int:
        return 0 if self.exchanged and not self.unsent else sum(self.worth.values())

    @property
    def execution(self) -> str:
        return self.id if self.attempt == 1 else f"{self.id}-{self.attempt}"


class Returns:
    """All returns."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.returns: dict[str, Return] = {}

    def tasks(self) -> dict[str, Task]:
        names = ("begin_return", "fail_return", "end_return")
        return {name.title().replace("_", ""): at_once(getattr(self, name)) for name in names}

    def inspect(self, order: Order, pieces: dict[str, int], name: str, exchanged: bool) -> Return:
        """Goods are back and in order. Raises NotReturnable for what was not shipped or is back already."""
        lines = order.lines
        if not pieces or any(number > lines[each].shipped - lines[each].claimed for each, number in pieces.items()):
            raise NotReturnable("That was not shipped, or is back already.")
        worth = {each: lines[each].claim(number) for each, number in pieces.items()}
        made = self.returns[name] = Return(name, order, pieces, worth, exchanged)
        self.house.tell("ReturnInspected", order.id, name=name, execution=made.execution)
        return made

    def retry(self, made: Return) -> None:
        """A refund that was declined is tried again."""
        made.state, made.attempt = "inspected", made.attempt + 1
        self.house.tell("ReturnInspected", made.order.id, name=made.id, execution=made.execution)

    def is_awaited(self, exchange: Order) -> bool:
        """Whether what an exchange's order came to can be heard: not before the saga that placed it has ended."""
        return self.returns[exchange.of_return].state == "done"

    def refund(self, exchange: Order) -> None:
        """What was to be sent instead is not sent: its worth is paid back, once."""
        made = self.returns[exchange.of_return]
        if not made.unsent:
            made.unsent, made.state, made.attempt = exchange.id, "inspected", made.attempt + 1
            self.house.tell("ReturnExchangeFailed", made.order.id, name=made.id, execution=made.execution)

    def begin_return(self, said: Said) -> dict[str, Any]:
        made = self.returns[said["return"]]
        if made.state == "failed" or said["by"] != made.execution:
            raise WrongState("This attempt is over.")
        back = [{"variant": made.order.lines[line].variant, "quantity": number} for line, number in made.pieces.items()]
        credit = [
            {"line": line, "quantity": number, "amount": made.worth[line]} for line, number in made.pieces.items()
        ]
        return {
            "order": made.order.id, "customer": made.order.customer, "payment": made.order.id, "creditLines": credit,
            "settlement": made.unsent or made.id, "refund": {"amount": made.amount, "currency": "EUR"},
            "restock": [] if made.unsent else back, "exchange": back if made.exchanged and not made.unsent else [],
        }  # fmt: skip

    def fail_return(self, said: Said) -> dict[str, Any]:
        made = self.returns[said["return"]]
        if said["by"] != made.execution:
            return {}
        assert made.state != "done", "what was refunded has not failed"
        if made.state == "inspected":
            made.state = "failed"
            self.house.tell("ReturnFailed", made.order.id)
        return {}

    def end_return(self, said: Said) -> dict[str, Any]:
        made = self.returns[said["return"]]
        if made.state == "inspected" and said["by"] == made.execution:
            made.state = "done"
            self.house.tell("ReturnCompleted", made.order.id)
        return {}
