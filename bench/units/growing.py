"""How the cost of an operation grows with the customers of its tenant: the same operations, counted at each size.

The tenant is filled with copies of a customer that the API has made: its record, the guard of its e-mail address, its
tag. Counted is what DynamoDB bills; that the engine behind it takes longer to find something is not the question here.
"""

import json
import os
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import boto3

from bench.parts import Say
from bench.units.stage import Stage
from onestop import clock
from tests.support.capacity import Used, counted
from tests.support.gateway import Browser

SIZES = (100, 1_000, 10_000)
TENANT = "01J0000000000000000000GR0W"
ADDRESS, TAG = "seed@example.org", "grown"
SEED = {"kind": "person", "name": "Ada Lovelace", "emails": [{"address": ADDRESS}], "tags": [TAG]}
AT_ONCE = 25  # what BatchWriteItem takes
Costs = dict[str, dict[str, Any]]


def grown(stage: Stage, sizes: tuple[int, ...], say: Say) -> dict[str, Costs]:
    """What each operation costs at each size, by operation and then by size."""
    desk = stage.browser("customers", tenant=TENANT)
    seed, there = desk.post("/customers", SEED).json["id"], 1
    _change(desk, seed, 0)  # from now on a change alters the value, and no longer the shape, of the record
    costs: dict[str, Costs] = {}
    for size in sizes:
        _fill(seed, range(there, size))
        there = size
        say(f"growth: {size:,} customers")
        for name, use in _operations(desk, seed, size).items():
            with counted() as used:
                use()
            costs.setdefault(name, {})[str(size)] = _cost(used)
    return costs


def _operations(desk: Browser, seed: str, size: int) -> dict[str, Callable[[], object]]:
    new = {"kind": "person", "name": "New Comer", "emails": [{"address": f"new{size}@example.org"}]}
    return {
        "get": lambda: desk.get(f"/customers/{seed}"),
        "page of 20": lambda: desk.get("/customers?limit=20"),
        "page of 20 by name": lambda: desk.get("/customers?limit=20&name=ada"),
        "page of 20 by tag": lambda: desk.get(f"/customers?limit=20&tag={TAG}"),
        "by e-mail": lambda: desk.get(f"/customers?email={_address(size - 1)}"),
        "change": lambda: _change(desk, seed, size),
        "register": lambda: desk.post("/customers?allowDuplicates=true", new),
    }


def _change(desk: Browser, seed: str, number: int) -> None:
    desk.patch(f"/customers/{seed}", {"company": f"Company {number:07}"})


def _cost(used: Used) -> dict[str, Any]:
    return {"calls": len(used.calls), "read_units": used.read_units, "write_units": used.write_units + used.index_units}


def _fill(seed: str, numbers: range) -> None:
    """Write copies of the seed, under other ids and addresses."""
    name = os.environ["CUSTOMERS_TABLE"]
    client = boto3.client("dynamodb")
    items = [item for item in _items_of(client, name, seed) if "#match#" not in item["pk"]["S"]]
    copies = _copies(json.dumps(items), seed, numbers)
    while part := [{"PutRequest": {"Item": item}} for item in islice(copies, AT_ONCE)]:
        client.batch_write_item(RequestItems={name: part})


def _items_of(client: Any, table: str, seed: str) -> list[Any]:
    pages = client.get_paginator("scan").paginate(TableName=table)
    return [item for page in pages for item in page["Items"] if TENANT in item["pk"]["S"] and seed in json.dumps(item)]


def _copies(items: str, seed: str, numbers: range) -> Iterator[Any]:
    for number in numbers:
        yield from json.loads(items.replace(seed, clock.new_id()).replace(ADDRESS, _address(number)))


def _address(number: int) -> str:
    return f"grown{number}@example.org" if number else ADDRESS
