"""What returns hear, in whatever order it comes, and what they tell."""

import json
from random import Random
from typing import Any

import boto3
import pytest

from infra.contracts import files
from tests.returns.orders import (
    arrive,
    asking,
    confirmation,
    confirmed,
    delivery,
    hear,
    inspected,
    invoice,
    line,
    received,
    requested,
    returnable,
    shipped,
)
from tests.support.asking import step, task
from tests.support.envelopes import CUSTOMER
from tests.support.gateway import Browser
from tests.support.wire import Wire


def begun() -> list[str]:
    """The names of the executions of the saga, in the order of their names."""
    machines = boto3.client("stepfunctions")
    [machine] = machines.list_state_machines()["stateMachines"]
    found = machines.list_executions(stateMachineArn=machine["stateMachineArn"])["executions"]
    return sorted(each["name"] for each in found)


@pytest.mark.parametrize("seed", range(3))
def test_what_orders_tell_may_come_in_any_order_and_twice(desk: Browser, seed: int) -> None:
    order = "01J00000000000000000000RDR"
    told = [
        confirmation(order, line("1", 3)), invoice(order, ("1", 1, 3333)),
        invoice(order, ("1", 2, 6667)), delivery(order, "2126-01-01T00:00:00.000Z"),
    ] * 2  # fmt: skip
    Random(seed).shuffle(told)

    assert hear(*told) == []
    said = desk.get(f"/orders/{order}/returnable").json
    assert (said["until"], said["lines"][0]["returnable"], said["lines"][0]["paid"]) == (
        "2126-01-31T00:00:00.000Z", 3, 10_000,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["OrderConfirmed", "InvoiceIssued", "ShipmentDelivered"])
def test_the_published_examples_of_orders_are_understood(desk: Browser, table: Any, kind: str) -> None:
    example = json.loads((files.EVENTS / "orders" / f"{kind}.v1.example.json").read_text("utf-8"))

    assert hear(example) == []
    [sale] = table.scan()["Items"]
    assert sale["order"] in (example["data"]["record"].get("order"), example["data"]["record"]["id"])


def test_an_order_that_was_not_confirmed_yet_is_not_there(desk: Browser) -> None:
    order = "01J00000000000000000000RDR"
    hear(invoice(order, ("1", 1, 500)))
    assert (asking(desk, order).status, desk.get(f"/orders/{order}/returnable").status) == (404, 404)


def test_a_later_shipment_leaves_what_is_claimed_as_it_is(desk: Browser) -> None:
    order = confirmed(line("1", 3))
    hear(invoice(order, ("1", 2, 6667)))
    requested(desk, order, 2)
    hear(invoice(order, ("1", 1, 3333)))

    assert returnable(desk, order) == 1


def test_an_inspection_begins_the_saga_once_however_often_it_is_told(wired: Browser, wire: Wire) -> None:
    wire.twice = True
    made = inspected(wired, shipped())
    wire.carry()

    assert (begun(), wire.failures("returns")) == ([made["id"]], [])


def test_a_retry_begins_another_one(wired: Browser, wire: Wire) -> None:
    return_id = inspected(wired, shipped())["id"]
    task("returns", "FailReturn", error="PaymentDeclined", **{"return": return_id})
    wired.post(f"/returns/{return_id}/retry")
    wire.carry()

    assert begun() == [return_id, f"{return_id}-2"]


def test_the_saga_is_given_what_it_needs_to_ask(wired: Browser, wire: Wire) -> None:
    order = shipped()
    made = inspected(wired, order)
    wire.carry()

    machines = boto3.client("stepfunctions")
    arn = f"arn:aws:states:us-east-1:123456789012:execution:onestop-test-return:{made['id']}"
    asked: Any = machines.describe_execution(executionArn=arn)["input"]
    assert all(f'"{said}"' in asked for said in (wired.tenant, order, made["id"], "correlation"))


def test_what_is_refused_at_the_inspection_begins_no_saga(wired: Browser, wire: Wire) -> None:
    return_id = received(wired, shipped())
    found = {"line": "1", "accepted": 0, "condition": "damaged", "restock": False}
    wired.post(f"/returns/{return_id}/inspection", {"lines": [found]})
    wire.carry()

    assert begun() == []


def test_every_version_of_a_return_has_its_event_and_is_about_its_customer(wired: Browser, wire: Wire) -> None:
    return_id = requested(wired, shipped())
    arrive(wired, return_id, 1)
    wire.carry()

    said = [(e["type"], e["sequence"]) for e in wire.envelopes if e["subject"] == f"returns/{return_id}"]
    assert said == [("ReturnRequested", 1), ("ReturnApproved", 2), ("ReturnReceived", 3)]
    assert wire.published("ReturnRequested")["data"]["customers"] == [CUSTOMER]


def test_a_step_of_the_saga_is_seen_in_its_event(wired: Browser, wire: Wire) -> None:
    made = inspected(wired, shipped())
    said = step("return", made["id"], "BeginReturn")
    task("returns", "BeginReturn", saga=said, **{"return": made["id"]})
    wire.carry()

    record = wire.published("ReturnRefunding")["data"]["record"]
    assert (record["order"], record["step"]["step"]) == (made["order"], "BeginReturn")


def test_new_terms_are_told(wired: Browser, wire: Wire) -> None:
    wired.put("/return-settings", {"windowDays": 14})
    wire.carry()
    assert wire.published("ReturnSettingsChanged")["data"]["changes"]["windowDays"] == {"before": None, "after": 14}
