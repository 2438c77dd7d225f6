"""Many who want the same at the same moment."""

from functools import partial
from typing import Any

from tests.orders.driving import ask, dispatched
from tests.orders.making import PAID, asked, drafted, of_stock, path
from tests.orders.returning import bought, until_done
from tests.support.at_once import at_once
from tests.support.gateway import Browser

MANY = 8


def numbers(desk: Browser, order: dict[str, Any]) -> list[str]:
    documents = desk.get(path(order, "documents")).json["data"]
    listed = desk.get(f"/documents?series={documents[0]['series']}").json["data"]
    return [each["number"] for each in listed]


def test_documents_that_are_issued_at_once_leave_no_gap(desk: Browser) -> None:
    order = bought(desk, of_stock(MANY, 333))
    shipments = [dispatched(desk, order, l1=1) for _ in range(MANY)]
    works = [partial(until_done, partial(ask, "IssueInvoice", order, "shipment", each)) for each in shipments]
    issued = at_once(works)

    assert sorted(each["number"][-6:] for each in issued) == [f"{count:06}" for count in range(1, MANY + 1)]
    assert numbers(desk, order) == sorted(each["number"] for each in issued)


def test_one_document_that_is_asked_for_at_once_is_issued_once(desk: Browser) -> None:
    order = bought(desk)
    shipment = dispatched(desk, order)
    issued = at_once([partial(until_done, partial(ask, "IssueInvoice", order, "shipment", shipment))] * MANY)

    assert issued == [issued[0]] * MANY
    assert len(numbers(desk, order)) == 1


def test_a_draft_that_many_place_at_once_is_placed_once(desk: Browser) -> None:
    draft = drafted(desk)
    replies = at_once([partial(desk.post, path(draft, "placement"), {"payment": PAID})] * MANY)

    assert {reply.status for reply in replies} <= {200, 409, 412}
    assert [reply.status for reply in replies].count(200) == 1


def test_an_external_id_that_many_want_at_once_is_given_once(desk: Browser) -> None:
    replies = at_once([partial(desk.post, "/orders", asked(externalId="web-1"))] * MANY)

    assert sorted(reply.status for reply in replies) == [201, *[409] * (MANY - 1)]
    assert len(desk.get("/orders").json["data"]) == 1
