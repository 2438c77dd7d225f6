"""A shop as tests need it: products, variants and prices in one word each."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.support.gateway import CONTEXT, TENANT, Browser, Reply

STANDARD = {"code": "standard", "name": "Standard", "rates": [{"rate": "0.19"}]}
_numbers = count(1)


@dataclass(frozen=True)
class Shop:
    """A desk and the price book that everybody buys from, in euros without tax."""

    desk: Browser
    book: str

    @classmethod
    def opened(cls, desk: Browser) -> "Shop":
        desk.post("/tax-classes", STANDARD)
        return cls(desk, desk.post("/price-books", {"name": "Everybody", "currency": "EUR"}).json["id"])

    def product(self, **said: Any) -> Any:
        return made(self.desk.post("/products", {"name": {"en": "Chai"}, "status": "active", **said}))

    def variant(self, amount: int | None = 1800, product: str | None = None, **said: Any) -> Any:
        """A new variant (of a new product unless it is said which), with a price in the shop's book unless None."""
        sku = said.pop("sku", None) or f"SKU-{next(_numbers)}"
        prices = [{"priceBook": self.book, "breaks": [{"amount": amount}]}] if amount is not None else []
        body = {"sku": sku, "taxClass": "standard", "prices": prices, **said}
        return made(self.desk.post(f"/products/{product or self.product()['id']}/variants", body))

    def open_book(self, name: str, prices: dict[str, int], **said: Any) -> str:
        """The id of another price book, with a price for each of some variants."""
        book = made(self.desk.post("/price-books", {"name": name, "currency": "EUR", **said}))["id"]
        for variant, amount in prices.items():
            made(self.desk.post(f"/price-books/{book}/prices", {"variant": variant, "breaks": [{"amount": amount}]}))
        return str(book)

    def cost(self, *variants: str, quantity: int = 1, **said: Any) -> Reply:
        """What so many of some variants would cost in euros."""
        lines = [{"variant": each, "quantity": quantity} for each in variants]
        return self.desk.post("/prices", {"currency": "EUR", "lines": lines, **said})

    def amount(self, variant: str, **said: Any) -> int:
        """The price of one piece in cents."""
        return int(self.cost(variant, **said).json["lines"][0]["unitPrice"]["amount"])


def made(reply: Reply) -> Any:
    assert reply.status == 201, reply.text
    return reply.json


def task(name: str, /, tenant: str = TENANT, **said: Any) -> Any:
    """What a task of the saga door answers."""
    from catalog.saga import handler  # noqa: PLC0415  needs the environment of the tests

    return handler({"task": name, "tenant": tenant, "correlation": "c-1", "input": said}, CONTEXT)
