"""Orders for tests, made through the API."""

from typing import Any

from tests.support.gateway import Browser

CUSTOMER = "01J000000000000000000000CC"
VARIANT = "01J0000000000000000000000V"
PAID = {"provider": "sandbox", "token": "ok"}


def eur(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "EUR"}


def in_words(name: str = "Versand 运费", amount: int = 490, rate: str = "0.19", **more: Any) -> dict[str, Any]:
    """A line that takes nothing from stock."""
    return {"name": name, "unitPrice": eur(amount), "taxRate": rate, **more}


def asked(*lines: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The body of an order."""
    return {"customer": CUSTOMER, "currency": "EUR", "lines": list(lines) or [in_words()], **fields}


def drafted(desk: Browser, *lines: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A new draft; of one line in words unless said otherwise."""
    reply = desk.post("/orders", asked(*lines, **fields))
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json
    return made


def placed(desk: Browser, *lines: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """An order that is placed already."""
    return drafted(desk, *lines, **{"payment": PAID, "place": True, **fields})


def path(order: dict[str, Any], *parts: str) -> str:
    return "/".join([f"/orders/{order['id']}", *parts])


def totals(order: dict[str, Any]) -> tuple[int, int, int]:
    """Net, tax and gross in minor units."""
    net, tax, gross = (order["totals"][name]["amount"] for name in ("net", "tax", "gross"))
    return net, tax, gross


def of_stock(quantity: int = 3, amount: int = 333, variant: str = VARIANT, **more: Any) -> dict[str, Any]:
    """A line of an article, with a price by hand."""
    said = {"variant": variant, "sku": "TEA-1", "name": "龙井茶", "quantity": quantity, "taxRate": "0.19"}
    return {**said, "unitPrice": eur(amount), **more}
