"""Whatever is done in whatever order: no piece is claimed twice or lost, and all that comes back is paid back."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from tests.returns.orders import REFUND, asking, confirmed, hear, invoice, line, look, returnable
from tests.support import tables
from tests.support.asking import step, task
from tests.support.gateway import Browser
from tests.support.moto import empty_aws

OPEN = ("requested", "approved", "received", "inspected", "refunding", "failed", "completed")
FEW = st.integers(1, 4)


@dataclass
class Model:
    """One return: how many of its pieces are claimed, and what is paid back."""

    id: str
    pieces: int
    state: str = "requested"
    attempt: int = 1
    refund: int = 0


class Desk(RuleBasedStateMachine):
    """One order of shirts that are shipped a few at a time, and everything that can be done with its returns."""

    returns = Bundle("returns")

    def __init__(self) -> None:
        super().__init__()
        self.aws = ExitStack()
        self.aws.enter_context(empty_aws())
        tables.create("returns")
        from returns.api import app  # noqa: PLC0415  needs the environment above

        self.desk, self.models = Browser(app), []
        self.order, self.shipped, self.paid = confirmed(line("1", 100)), 0, 0
        self.ship(2, 333)

    def teardown(self) -> None:
        """In the end everything is sent back, and then all that was paid has been paid back."""
        for model in [each for each in self.models if each.state in ("requested", "approved")]:
            self.cancel(model)
        if left := returnable(self.desk, self.order):
            model = self.request(left)
            self.approve(model)
            self.receive(model, left)
        for model in [each for each in self.models if each.state == "received"]:
            self.inspect(model, model.pieces)
        assert sum(each.refund for each in self.models) == self.paid
        self.aws.close()

    @rule(number=FEW, price=st.integers(0, 1001))
    def ship(self, number: int, price: int) -> None:
        hear(*[invoice(self.order, ("1", number, price))] * 2)
        self.shipped, self.paid = self.shipped + number, self.paid + price

    @rule(target=returns, number=FEW)
    def request(self, number: int) -> Any:
        possible = number <= self.shipped - self._claimed()
        reply = asking(self.desk, self.order, number, "defective")
        assert reply.status == (201 if possible else 409)
        if not possible:
            return None
        self.models.append(Model(reply.json["id"], number))
        return self.models[-1]

    @rule(model=returns)
    def approve(self, model: Model | None) -> None:
        with self._moving(model, ("requested",), "approval") as made:
            if made:
                model.state = "approved"

    @rule(model=returns)
    def reject(self, model: Model | None) -> None:
        with self._moving(model, ("requested",), "rejection", {"reason": "no"}) as made:
            if made:
                model.state = "rejected"

    @rule(model=returns)
    def cancel(self, model: Model | None) -> None:
        with self._moving(model, ("requested", "approved"), "cancellation", {}) as made:
            if made:
                model.state = "cancelled"

    @rule(model=returns, came=FEW)
    def receive(self, model: Model | None, came: int) -> None:
        came = min(came, model.pieces) if model else 0
        with self._moving(model, ("approved",), "receipt", {"lines": [{"line": "1", "quantity": came}]}) as made:
            if made:
                model.state, model.pieces = "received", came

    @rule(model=returns, accepted=st.integers(0, 4))
    def inspect(self, model: Model | None, accepted: int) -> None:
        if model and model.state == "received":
            model.pieces = min(accepted, model.pieces)
            made = look(self.desk, model.id, model.pieces).json
            model.state, model.refund = "inspected" if model.pieces else "rejected", made["refund"]["amount"]
            assert made["state"] == model.state

    @rule(model=returns, twice=st.booleans(), ends=st.sampled_from(["FailReturn", "EndReturn"]))
    def run(self, model: Model | None, twice: bool, ends: str) -> None:
        """The saga of the attempt, from its beginning to its end."""
        if model and model.state == "inspected":
            for name in ("BeginReturn", ends) if not twice else ("BeginReturn", "BeginReturn", ends, ends):
                self._ask(name, model)
            model.state = "failed" if ends == "FailReturn" else "completed"

    @rule(model=returns)
    def retry(self, model: Model | None) -> None:
        with self._moving(model, ("failed",), "retry") as made:
            if made:
                model.state, model.attempt = "inspected", model.attempt + 1

    @invariant()
    def what_can_be_claimed_is_what_was_shipped_and_is_in_no_return(self) -> None:
        assert returnable(self.desk, self.order) == self.shipped - self._claimed()

    @invariant()
    def no_more_is_paid_back_than_was_paid(self) -> None:
        assert sum(each.refund for each in self.models) <= self.paid

    @invariant()
    def every_return_is_where_it_should_be(self) -> None:
        there = self.desk.get(f"/returns?order={self.order}&limit=200").json["data"]
        assert {each["id"]: each["state"] for each in there} == {each.id: each.state for each in self.models}

    @contextmanager
    def _moving(self, model: Any, states: tuple[str, ...], what: str, body: Any = None) -> Iterator[bool]:
        """Whether a move was made, which it is from these states only."""
        reply = self.desk.post(f"/returns/{model.id}/{what}", body) if model else None
        assert reply is None or (reply.status == 200) is (model.state in states), reply.text
        yield reply is not None and reply.status == 200

    def _ask(self, name: str, model: Model) -> None:
        said = {"FailReturn": {"error": "PaymentDeclined"}, "EndReturn": {"creditNote": REFUND}}.get(name, {})
        execution = model.id if model.attempt == 1 else f"{model.id}-{model.attempt}"
        task("returns", name, saga=step("return", execution, name), **{"return": model.id}, **said)

    def _claimed(self) -> int:
        return sum(each.pieces for each in self.models if each.state in OPEN)


Desk.TestCase.settings = settings(
    max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestWhateverIsDone = Desk.TestCase
