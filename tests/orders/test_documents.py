"""Invoices and credit notes: what they say, how they are numbered, and that they stay as they are."""

from typing import Any

import pytest

from onestop import clock
from onestop.errors import Invalid, NotFound, NotReturnable
from tests.orders.driving import ask, dispatched, seen
from tests.orders.making import eur, in_words, of_stock, path
from tests.orders.returning import bought, credited, document, gone, invoiced
from tests.support.gateway import OTHER_TENANT, Browser
from tests.support.wire import Wire

YEAR = clock.timestamp()[:4]


def test_an_invoice_says_what_was_shipped_and_for_how_much(desk: Browser) -> None:
    order = bought(desk, of_stock(3, 333), in_words(amount=490, rate="0.07"))
    invoice = invoiced(desk, order, l1=2)

    assert [(each["line"], each["quantity"], each["net"]) for each in invoice["lines"]] == [
        ("1", 2, eur(666)), ("2", 1, eur(490))]  # fmt: skip
    assert [(each["rate"], each["net"], each["tax"]) for each in invoice["taxes"]] == [
        ("0.07", eur(490), eur(34)), ("0.19", eur(666), eur(127))]  # fmt: skip
    assert (invoice["totals"]["gross"], invoice["orderNumber"]) == (eur(1317), order["number"])


def test_the_invoices_of_an_order_come_to_the_order(desk: Browser) -> None:
    order = bought(desk, of_stock(3, 333, discount={"percent": "10"}), discount={"percent": "3"})
    invoices = [invoiced(desk, order, l1=1) for _ in range(3)]

    for name in ("net", "tax", "gross"):
        assert sum(each["totals"][name]["amount"] for each in invoices) == order["totals"][name]["amount"]


def test_documents_are_numbered_in_their_series_without_a_gap(desk: Browser) -> None:
    numbers = [invoiced(desk, bought(desk))["number"] for _ in range(3)]
    listed = desk.get(f"/documents?series={YEAR}-A").json["data"]

    assert numbers == [f"{YEAR}-A-00000{count}" for count in (1, 2, 3)]
    assert [each["number"] for each in listed] == numbers


def test_a_tenant_may_have_several_series_and_none_has_a_gap(desk: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCUMENT_SERIES", f'{{"{desk.tenant}": 3}}')
    found = [invoiced(desk, bought(desk)) for _ in range(8)]
    by_series: dict[str, list[str]] = {}
    for each in found:
        by_series.setdefault(each["series"], []).append(each["number"])

    for series, numbers in by_series.items():
        assert numbers == [f"{series}-{count:06}" for count in range(1, len(numbers) + 1)]


def test_an_invoice_is_issued_once_however_often_it_is_asked_for(desk: Browser) -> None:
    order = bought(desk)
    shipment = dispatched(desk, order)
    answers = [ask("IssueInvoice", order, "shipment", shipment) for _ in range(3)]

    assert answers == [{"document": shipment["id"], "number": f"{YEAR}-A-000001"}] * 3
    assert len(desk.get(path(order, "documents")).json["data"]) == 1


def test_nothing_is_invoiced_that_is_no_shipment(desk: Browser) -> None:
    with pytest.raises(NotFound):
        ask("IssueInvoice", bought(desk), "shipment", {"id": clock.new_id()})

    assert desk.get(f"/documents?series={YEAR}-A").json["data"] == []


def test_an_invoice_is_a_snapshot(desk: Browser) -> None:
    home = {"name": "林小梅", "street": "南京路 1", "city": "上海", "country": "CN"}
    order = bought(desk, of_stock(2), billingAddress=home)
    invoice = invoiced(desk, order, l1=1)
    invoiced(desk, order)

    assert document(desk, invoice["id"]) == invoice
    assert (invoice["billingAddress"]["city"], invoice["version"]) == ("上海", 1)


def test_what_was_invoiced_is_locked(desk: Browser) -> None:
    order = bought(desk)
    invoice = invoiced(desk, order)
    replies = [desk.patch(path(order), {"billingAddress": None}), desk.delete(path(order))]

    assert [reply.json["code"] for reply in replies] == ["DocumentLocked"] * 2
    assert document(desk, invoice["id"]) == invoice


def test_credit_notes_of_all_pieces_come_to_what_was_paid(desk: Browser) -> None:
    order = gone(desk, of_stock(3, 333))
    notes = [document(desk, credited(order, l1=(1, gross))["document"]) for gross in (396, 396, 397)]

    for name in ("net", "tax", "gross"):
        assert sum(each["totals"][name]["amount"] for each in notes) == order["totals"][name]["amount"]
    assert seen(desk, order)["lines"][0]["returned"] == 3


def test_a_credit_note_says_why_and_stands_among_the_documents_of_the_order(desk: Browser) -> None:
    order = bought(desk)
    invoice, return_id = invoiced(desk, order), clock.new_id()
    credited(order, return_id, l1=(1, 396))
    found = desk.get(path(order, "documents")).json["data"]

    assert [(each["kind"], each["reason"]) for each in found] == [("invoice", None), ("credit-note", "Zu klein 太小")]
    assert [each["number"][-6:] for each in found] == ["000001", "000002"]
    assert [each["issuedFor"] for each in found] == [invoice["id"], return_id]


def test_a_credit_note_is_issued_once_however_often_it_is_asked_for(desk: Browser) -> None:
    order, return_id = gone(desk), clock.new_id()
    answers = [credited(order, return_id, l1=(2, 793)) for _ in range(3)]

    assert answers == [answers[0]] * 3
    assert seen(desk, order)["lines"][0]["returned"] == 2


def test_goods_that_are_exchanged_are_credited_with_nothing(desk: Browser) -> None:
    order = gone(desk)
    note = document(desk, credited(order, l1=(1, 0))["document"])

    assert (note["totals"]["gross"], note["lines"][0]["quantity"]) == (eur(0), 1)


@pytest.mark.parametrize("lines", [{"l1": (4, 100)}, {"l1": (1, 1190)}])
def test_no_more_is_credited_than_was_shipped_and_paid(desk: Browser, lines: Any) -> None:
    order = gone(desk)
    with pytest.raises(NotReturnable):
        credited(order, **lines)

    assert seen(desk, order)["lines"][0]["returned"] == 0


def test_a_line_that_there_is_not_is_not_credited(desk: Browser) -> None:
    with pytest.raises(Invalid):
        credited(gone(desk), l7=(1, 1))


def test_a_document_of_another_tenant_is_not_there(desk: Browser) -> None:
    order = bought(desk)
    invoice = invoiced(desk, order)
    other = Browser(desk.door, tenant=OTHER_TENANT)

    assert other.get(f"/documents/{invoice['id']}").status == 404
    assert other.get(path(order, "documents")).status == 404
    assert other.get(f"/documents?series={invoice['series']}").json["data"] == []


def test_a_document_is_told_to_the_world_with_the_step_that_issued_it(wired: Browser, wire: Wire) -> None:
    order = bought(wired)
    invoice = invoiced(wired, order)
    wire.publish()
    event = wire.published("InvoiceIssued")

    assert (event["subject"], event["data"]["customers"]) == (f"documents/{invoice['id']}", [order["customer"]])
    assert event["data"]["record"]["step"]["step"] == "IssueInvoice"
