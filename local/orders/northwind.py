"""Northwind as it lies in a file of SQL: who bought what, when and for how much.

The file is that of https://github.com/jpwhite3/northwind-SQLite3 (MIT). SQLite itself reads it, in memory.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

CURRENCY = "USD"
TABLES = frozenset({"Categories", "Customers", "Products", "Orders", "Order Details"})
ONLY_READ = (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH)


class NoNorthwind(Exception):
    """The file is no SQL, or has not the tables of Northwind."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """A company that bought."""

    id: str
    name: str
    contact: str | None
    phone: str | None
    city: str | None


@dataclass(frozen=True, slots=True)
class Product:
    """What was sold, with its price in cents; `sold` is how many pieces all orders take together."""

    id: int
    name: str
    category: str
    price: int
    sold: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line: cents for a piece, pieces, and the discount as a decimal text such as `0.15`."""

    product: int
    price: int
    quantity: int
    discount: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order, its freight in cents, where it goes, and whether the file says that it was shipped."""

    id: int
    buyer: str
    freight: int
    ship_to: str
    city: str | None
    shipped: bool
    lines: tuple[Line, ...]


class Northwind:
    """The database in a file, or of its orders `only` the first so many. Raises NoNorthwind.

    `products` are all products, also those that nobody ordered.
    """

    def __init__(self, file: Path, only: int | None = None) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.row_factory = sqlite3.Row
        # The file is a program: it may fill the database in memory and touch no other file.
        self._database.set_authorizer(
            lambda action, *_: sqlite3.SQLITE_DENY if action in ONLY_READ else sqlite3.SQLITE_OK
        )
        try:
            self._database.executescript(file.read_text("utf-8"))
        except (sqlite3.Error, UnicodeDecodeError) as failure:
            raise NoNorthwind(f"{file} cannot be read as SQL: {failure}.") from failure
        there = {row["name"] for row in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not there >= TABLES:
            raise NoNorthwind(f"{file} lacks {', '.join(sorted(TABLES - there))}; it is not the Northwind database.")
        self.products = self._sold()  # of the whole file: a shop that opens for a few orders has enough for the rest
        if only is not None:
            first = "SELECT OrderID FROM Orders ORDER BY OrderDate, OrderID LIMIT ?"
            for table in ("[Order Details]", "Orders"):
                self.rows(f"DELETE FROM {table} WHERE OrderID NOT IN ({first})", only)  # noqa: S608  our own names

    def buyers(self) -> list[Buyer]:
        """Those who ordered something."""
        rows = self.rows("SELECT * FROM Customers WHERE CustomerID IN (SELECT CustomerID FROM Orders) ORDER BY 1")
        return [Buyer(r["CustomerID"], r["CompanyName"], r["ContactName"], r["Phone"], r["City"]) for r in rows]

    def _sold(self) -> list[Product]:
        """What all orders take together of each product; nothing of some."""
        rows = self.rows(
            "SELECT p.*, c.CategoryName, (SELECT SUM(Quantity) FROM [Order Details] d WHERE d.ProductID = p.ProductID)"
            " AS sold FROM Products p JOIN Categories c USING (CategoryID) ORDER BY p.ProductID"
        )
        return [
            Product(r["ProductID"], r["ProductName"], r["CategoryName"], cents(r["UnitPrice"]), r["sold"] or 0)
            for r in rows
        ]

    def orders(self) -> list[Order]:
        """All orders, the oldest first."""
        return [self._order(row) for row in self.rows("SELECT * FROM Orders ORDER BY OrderDate, OrderID")]

    def _order(self, row: sqlite3.Row) -> Order:
        found = self.rows("SELECT * FROM [Order Details] WHERE OrderID = ? ORDER BY ProductID", row["OrderID"])
        lines = tuple(Line(r["ProductID"], cents(r["UnitPrice"]), r["Quantity"], plain(r["Discount"])) for r in found)
        return Order(
            row["OrderID"], row["CustomerID"], cents(row["Freight"]), row["ShipName"], row["ShipCity"],
            row["ShippedDate"] is not None, lines,
        )  # fmt: skip

    def rows(self, query: str, *values: object) -> Iterator[sqlite3.Row]:
        """What a query finds."""
        return self._database.execute(query, values)


def cents(value: float) -> int:
    """A price of the file, which it keeps as a binary fraction, in cents."""
    return int((Decimal(str(value)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def plain(value: float) -> str:
    """A discount of the file as the decimal that was meant: `0.15` of 0.15000000596."""
    return format(Decimal(str(value)).quantize(Decimal("0.0001"), ROUND_HALF_UP).normalize(), "f")
