"""A tenant full of customers, written straight into the table in bulk.

Each has what the API would have written for it and what the operations look at: the record with its places in the
three indexes, and the guard of its e-mail address. The rows come from the capability's own classes. They carry no
event: the relay finds nothing to publish, so that timeline and audit do not grow along.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from local.home import ACCOUNT, REGION

AT_ONCE = 25  # what BatchWriteItem takes
_ID, _NUMBER = "01SEED00000000000000000000", "SEED-NUMBER"
_ADDRESS, _AT = f"crowd-{_NUMBER.lower()}@example.org", "2026-01-01T00:00:00.000Z"
_SAID = {
    "kind": "person",
    "name": f"Ada {_NUMBER} Lovelace",
    "givenName": f"Ada {_NUMBER}",
    "familyName": "Lovelace",
    "emails": [{"address": _ADDRESS, "label": "work"}],
    "phones": [{"number": "+442079460000", "label": "mobile"}],
    "language": "en",
    "custom": {"loyaltyPoints": 120},
}


@dataclass(frozen=True)
class Somebody:
    """A customer of the crowd."""

    id: str
    address: str


class Crowd:
    """The customers of one tenant in the table `name` of the engine at `endpoint`; it only grows."""

    def __init__(self, endpoint: str, name: str, tenant: str) -> None:
        keys = {"AWS_ACCESS_KEY_ID": ACCOUNT, "AWS_SECRET_ACCESS_KEY": "local", "AWS_REGION": REGION}
        # The capability reads its table's name, and the layer its endpoint, when they are imported.
        os.environ.update(keys | {"AWS_ENDPOINT_URL": endpoint, "CUSTOMERS_TABLE": name})
        self._table = name
        self._rows = json.dumps(_rows(tenant))
        self.people: list[Somebody] = []

    def grow(self, size: int) -> None:
        """Write until there are `size` customers."""
        from onestop import aws  # noqa: PLC0415  not before its endpoint is known

        writes = self._writes(size)
        while part := list(islice(writes, AT_ONCE)):
            left = aws.call("dynamodb", "BatchWriteItem", RequestItems={self._table: part}).get("UnprocessedItems")
            if left:
                raise RuntimeError(f"the engine left {len(left[self._table])} items unwritten")

    def _writes(self, size: int) -> Iterator[dict[str, Any]]:
        from onestop import clock  # noqa: PLC0415  part of the same layer

        for number in range(len(self.people), size):
            one = Somebody(clock.new_id(), _ADDRESS.replace(_NUMBER.lower(), f"{number:07}"))
            self.people.append(one)
            text = self._rows.replace(_ID, one.id).replace(_ADDRESS, one.address)
            for number_text in (_NUMBER, _NUMBER.lower()):
                text = text.replace(number_text, f"{number:07}")
            yield from ({"PutRequest": {"Item": item}} for item in json.loads(text))


def _rows(tenant: str) -> list[dict[str, Any]]:
    """The items of one customer, with placeholders where they differ from the next one's."""
    from customers import table  # noqa: PLC0415  not before its table is known
    from customers.service import registering  # noqa: PLC0415
    from onestop import shaping  # noqa: PLC0415

    row = table.Customer(table.customer_pk(tenant, _ID), "record", id=_ID, created_at=_AT, updated_at=_AT, version=1)
    shaping.fill(row, _SAID)
    registering.place(row, tenant)
    guard = table.Unique(table.unique_pk(tenant, "email", _ADDRESS), "guard", customer=_ID)
    return [row.serialize(), guard.serialize()]
