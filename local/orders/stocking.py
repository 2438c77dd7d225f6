"""The shop before it opens: Northwind's buyers, its products with their prices, and enough of each on the shelf."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from local.api import Api, ApiError
from local.orders.buying import SYSTEM, Shop
from local.orders.northwind import CURRENCY, Buyer, Northwind, Product

AT_ONCE = 25
SPARE = 100  # pieces of each product beyond those that the file sells
BOOK, SHELF = "Northwind", "Northwind"
Thing = TypeVar("Thing")
Progress = Callable[[str], None]


def opened(api: Api, northwind: Northwind, report: Progress) -> Shop:
    """The shop with all that it needs; what is there already is left as it is. Raises ApiError."""
    report("customers")
    buyers = _buyers(api, northwind.buyers())
    report("products")
    variants = _variants(api, northwind.products, _book(api))
    report("stock")
    shelf = _named(api, "/locations", {"name": SHELF})
    for product in northwind.products:
        _fill(api, shelf, variants[product.id][0], product)
    report(f"{len(buyers)} customers, {len(variants)} products")
    return Shop(api, buyers, variants)


def _buyers(api: Api, buyers: Sequence[Buyer]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in _parts(buyers):
        items = [{"kind": "organisation", "name": each.name, "externalIds": {SYSTEM: each.id}} for each in part]
        body = {"mode": "upsert", "matchBy": f"externalId:{SYSTEM}", "allowDuplicates": True, "items": items}
        answers = _sent(api, "/customers/batch", body)["data"]
        found |= {each.id: _made(answer)["id"] for each, answer in zip(part, answers, strict=True)}
    return found


def _variants(api: Api, products: Sequence[Product], book: str) -> dict[int, tuple[str, str, str]]:
    """(id, SKU, name) of the one variant in which each product is sold."""
    found: dict[int, tuple[str, str, str]] = {}
    for part in _parts(products):
        body = {"mode": "upsert", "items": [_row(each, book) for each in part]}
        answers = _sent(api, "/products/batch", body)["data"]
        for each, answer in zip(part, answers, strict=True):
            found[each.id] = (_made(answer)["variant"], _sku(each), each.name)
    return found


def _row(product: Product, book: str) -> dict[str, Any]:
    price = {"priceBook": book, "breaks": [{"amount": product.price}]}
    variant = {"sku": _sku(product), "prices": [price]}
    return {"name": {"en": product.name}, "status": "active", "category": product.category, "variant": variant}


def _sku(product: Product) -> str:
    return f"NW-{product.id:03d}"


def _book(api: Api) -> str:
    return _named(api, "/price-books", {"name": BOOK, "currency": CURRENCY})


def _named(api: Api, path: str, new: dict[str, Any]) -> str:
    """The id of the one thing with this name in a list that is always whole; made if there is none."""
    there = next((each for each in api.get(path)["data"] if each["name"] == new["name"]), None)
    return str((there or _sent(api, path, new))["id"])


def _fill(api: Api, location: str, variant: str, product: Product) -> None:
    """Put a product on the shelf, unless it has been there before."""
    if any(each["location"] == location for each in api.get(f"/stock/{variant}")["locations"]):
        return
    came = {"variant": variant, "location": location, "delta": product.sold + SPARE, "reason": "receipt"}
    _sent(api, "/stock-adjustments", came)


def _sent(api: Api, path: str, body: dict[str, Any]) -> Any:
    """The answer to a request that is done once, however often the same file is replayed within a day."""
    said = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return api.post(path, body, key=f"{SYSTEM}-{said[:32]}")


def _made(answer: dict[str, Any]) -> dict[str, Any]:
    if answer["outcome"] == "failed":
        raise ApiError(answer["status"], answer["problem"])
    return answer


def _parts(things: Sequence[Thing]) -> Iterator[list[Thing]]:
    remaining = iter(things)
    while part := list(islice(remaining, AT_ONCE)):
        yield part
