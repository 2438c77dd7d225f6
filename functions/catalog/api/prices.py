"""Price books, the prices in them, and what something would cost."""

from typing import Any

from catalog.api.door import READ, WRITE, app
from catalog.service import books, pricing, setting, terms
from onestop.errors import AlreadyTaken, Conflict, PriceUnknown, ProductUnavailable, VersionMismatch
from onestop.http import Answer, Call, answer_of, page, part_of

BOOKS, BOOK = "/price-books", "/price-books/{bookId}"
PRICES, PRICE = "/price-books/{bookId}/prices", "/price-books/{bookId}/prices/{variantId}"


@app.route("POST", BOOKS, scope=WRITE, body="NewPriceBook", returns="PriceBook", status=201,
           location="/price-books/{id}", errors=(AlreadyTaken, Conflict))  # fmt: skip
def open_price_book(call: Call) -> dict[str, Any]:
    """Open a price book: for a segment or everybody, in one currency, for a period."""
    return books.open_book(call.by, call.body, call.once)


@app.route("GET", BOOKS, scope=READ, returns="PriceBook", many=True)
def list_price_books(call: Call) -> dict[str, Any]:
    """List all price books, the oldest first; there are 100 at most."""
    return page([row.view() for row in terms.books(call.by.tenant)], None)


@app.route("GET", BOOK, scope=READ, returns="PriceBook")
def get_price_book(call: Call) -> dict[str, Any]:
    """Get one price book."""
    return books.there(call.by.tenant, call.path["bookId"]).view()


@app.route("PATCH", BOOK, scope=WRITE, body="PriceBookPatch", returns="PriceBook",
           errors=(AlreadyTaken, VersionMismatch))  # fmt: skip
def change_price_book(call: Call) -> dict[str, Any]:
    """Change for whom, when and before which others a price book holds."""
    return books.change(call.by, call.path["bookId"], call.body, call.if_match)


@app.route("POST", PRICES, scope=WRITE, body="NewPrice", returns="Price", status=201,
           location="/price-books/{priceBook}/prices/{variant}", errors=(AlreadyTaken,))  # fmt: skip
def add_price(call: Call) -> dict[str, Any]:
    """Give a variant a price in a book."""
    return setting.add(call.by, call.path["bookId"], call.body, call.once)


@app.route("GET", PRICES, scope=READ, query="ListQuery", returns="Price", many=True)
def list_prices(call: Call) -> dict[str, Any]:
    """List the prices in a book, the newest first."""
    return answer_of(call, setting.in_book(call.by, call.path["bookId"], part_of(call, newest_first=True)))


@app.route("GET", PRICE, scope=READ, returns="Price")
def get_price(call: Call) -> dict[str, Any]:
    """Get the price of a variant in a book."""
    return setting.there(call.by.tenant, call.path["bookId"], call.path["variantId"]).view()


@app.route("PATCH", PRICE, scope=WRITE, body="PricePatch", returns="Price", errors=(VersionMismatch,))
def change_price(call: Call) -> dict[str, Any]:
    """Change the price of a variant in a book."""
    return setting.change(call.by, call.path["bookId"], call.path["variantId"], call.body, call.if_match)


@app.route("DELETE", PRICE, scope=WRITE, status=204, errors=(VersionMismatch,))
def remove_price(call: Call) -> Answer:
    """Take the price of a variant out of a book."""
    setting.remove(call.by, call.path["bookId"], call.path["variantId"], call.if_match)
    return Answer(204)


@app.route("POST", "/prices", scope=READ, body="Basket", returns="Cost", once=False,
           errors=(PriceUnknown, ProductUnavailable))  # fmt: skip
def look_up_prices(call: Call) -> dict[str, Any]:
    """Say what some variants would cost, now or at another time, and which price book says so."""
    return pricing.cost(call.by, call.body)
