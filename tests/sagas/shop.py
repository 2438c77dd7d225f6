"""The whole modelled shop: its capabilities, and what is wrong with them when a history wants it so."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.sagas.model.catalog import Catalog
from tests.sagas.model.customers import Customers
from tests.sagas.model.house import House, Task
from tests.sagas.model.orders import Orders
from tests.sagas.model.payments import Payments
from tests.sagas.model.provider import Provider, Request
from tests.sagas.model.returns import Returns

STOCK = {"tea": 7, "cup": 5}
Parts = Callable[["Shop"], None]


@dataclass
class Shop:
    """Everything there is. A test that wants to see a mistake found puts another part in before the doors open."""

    behaviour: Callable[[Request], str]
    catalog_kind: type[Catalog] = Catalog
    payments_kind: type[Payments] = Payments
    orders_kind: type[Orders] = Orders
    returns_kind: type[Returns] = Returns
    house: House = field(default_factory=House)

    def __post_init__(self) -> None:
        self.provider = Provider(self.behaviour)
        self.catalog = self.catalog_kind(self.house, dict(STOCK))
        self.payments = self.payments_kind(self.house, self.provider)
        self.orders, self.returns = self.orders_kind(self.house), self.returns_kind(self.house)
        parts = {"catalog": self.catalog, "payments": self.payments, "orders": self.orders,
                 "returns": self.returns, "customers": Customers()}  # fmt: skip
        self.doors: dict[str, dict[str, Task]] = {name: part.tasks() for name, part in parts.items()}
