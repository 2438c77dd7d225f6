"""A shop on a running system: what its customers and its staff do, through the public API."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import requests

from tests.e2e.people import WITHIN, person
from tests.support.eventually import eventually

Ask = Callable[..., requests.Response]
Lines = Iterable[dict[str, Any]] | None
CURRENCY = "EUR"
UNDER_WAY = ("placed", "undoing")


@dataclass(frozen=True)
class Shop:
    """`ask` sends a request as whoever may do everything; prices are in `book`, pieces at `location`."""

    ask: Ask
    book: str
    location: str

    @classmethod
    def opened(cls, ask: Ask) -> "Shop":
        """A shop with an empty shelf."""
        book = made(ask, "/price-books", {"name": f"List {uuid4().hex}", "currency": CURRENCY})
        return cls(ask, book["id"], made(ask, "/locations", {"name": f"Shelf {uuid4().hex}"})["id"])

    def customer(self) -> str:
        return str(made(self.ask, "/customers?allowDuplicates=true", person())["id"])

    def product(self, price: int, pieces: int) -> str:
        """The variant of a new product for so many cents, of which there are so many pieces."""
        prices = [{"priceBook": self.book, "breaks": [{"amount": price}]}]
        variant = {"sku": f"SKU-{uuid4().hex[:12]}", "prices": prices}
        item = {"name": {"en": "Tea", "zh-CN": "茶"}, "status": "active", "category": "tea", "variant": variant}
        [answer] = self.post("/products/batch", {"items": [item]})["data"]
        if pieces:
            came = {"variant": answer["variant"], "location": self.location, "delta": pieces, "reason": "receipt"}
            self.post("/stock-adjustments", came)
        return str(answer["variant"])

    def place(self, customer: str, token: str, *lines: tuple[str, int]) -> dict[str, Any]:
        """A placed order; asked for again while the catalog cannot say what it costs."""
        said = [{"variant": variant, "quantity": quantity} for variant, quantity in lines]
        body = {"customer": customer, "currency": CURRENCY, "lines": said, "place": True,
                "payment": {"provider": "sandbox", "token": token}}  # fmt: skip
        key = uuid4().hex
        placed: requests.Response = eventually(
            lambda: (answer := self.ask("POST", "/orders", body, Idempotency_Key=key)).status_code != 503 and answer,
            within=WITHIN,
        )
        assert placed.status_code == 201, placed.text
        order: dict[str, Any] = placed.json()
        return order

    def order(self, order: str) -> dict[str, Any]:
        return self.get(f"/orders/{order}")

    def decided(self, order: str) -> dict[str, Any]:
        """The order once its saga has confirmed or undone it."""
        return eventually(lambda: (o := self.order(order))["state"] not in UNDER_WAY and o, within=WITHIN)

    def dispatch(self, order: str, lines: Lines = None) -> dict[str, Any]:
        """A shipment that is on its way to be paid for: of these lines, or of all that is left."""
        packed = self.post(f"/orders/{order}/shipments", {"lines": lines} if lines else {})
        return self.post(f"/orders/{order}/shipments/{packed['id']}/dispatch")

    def shipped(self, shipment: dict[str, Any]) -> dict[str, Any]:
        """The shipment once it is paid for, or has failed."""
        path = f"/orders/{shipment['order']}/shipments/{shipment['id']}"
        return eventually(lambda: (s := self.get(path))["state"] != "dispatched" and s, within=WITHIN)

    def cancel(self, order: str, lines: Lines = None) -> requests.Response:
        body = {"lines": lines} if lines else {}
        return self.ask("POST", f"/orders/{order}/cancellations", body, Idempotency_Key=uuid4().hex)

    def send_back(self, order: str, line: str, quantity: int, **said: Any) -> dict[str, Any]:
        """A return whose pieces have come and are in order: its money is about to be paid back."""
        lines = [{"line": line, "quantity": quantity, "reason": "does-not-fit"}]
        back = self._asked_back({"order": order, "lines": lines, **said})
        path, came = f"/returns/{back['id']}", [{"line": line, "quantity": quantity}]
        found = {"line": line, "accepted": quantity, "condition": "new", "restock": True, "location": self.location}
        self.post(f"{path}/approval")
        self.post(f"{path}/receipt", {"lines": came})
        return self.post(f"{path}/inspection", {"lines": [found]})

    def paid_back(self, back: dict[str, Any]) -> dict[str, Any]:
        """The return once its saga has ended."""
        path = f"/returns/{back['id']}"
        return eventually(lambda: (r := self.get(path))["state"] in ("completed", "failed") and r, within=WITHIN)

    def get(self, path: str) -> dict[str, Any]:
        answer = self.ask("GET", path)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        found: dict[str, Any] = answer.json()
        return found

    def post(self, path: str, body: Any = None) -> dict[str, Any]:
        return made(self.ask, path, body)

    def _asked_back(self, body: dict[str, Any]) -> dict[str, Any]:
        """A new return; what was shipped is known there as soon as the invoice's event has arrived."""
        key = uuid4().hex
        answer: requests.Response = eventually(
            lambda: (a := self.ask("POST", "/returns", body, Idempotency_Key=key)).status_code == 201 and a,
            within=WITHIN,
        )
        found: dict[str, Any] = answer.json()
        return found


def made(ask: Ask, path: str, body: Any = None) -> dict[str, Any]:
    """What a POST has made, under a key that lets it be sent again."""
    answer = ask("POST", path, {} if body is None else body, Idempotency_Key=uuid4().hex)
    assert answer.status_code < 300, f"{path}: {answer.status_code} {answer.text}"
    found: dict[str, Any] = answer.json()
    return found
