"""Finding orders."""

import pytest

from onestop import clock
from tests.orders.making import PAID, drafted, path, placed
from tests.support.gateway import OTHER_TENANT, Browser

OTHER = "01J000000000000000000000DD"


def ids(desk: Browser, query: str) -> list[str]:
    reply = desk.get(f"/orders?{query}")
    assert reply.status == 200, reply.text
    return [each["id"] for each in reply.json["data"]]


def test_orders_are_listed_newest_first_page_by_page(desk: Browser) -> None:
    made = [drafted(desk)["id"] for _ in range(3)]
    first = desk.get("/orders?limit=2").json
    rest = desk.get(f"/orders?limit=2&cursor={first['page']['next']}").json

    assert [each["id"] for each in first["data"] + rest["data"]] == made[::-1]
    assert rest["page"] == {"next": None, "hasMore": False}


def test_a_listed_order_is_the_whole_order(desk: Browser) -> None:
    order = placed(desk)
    for query in ("", "state=placed", f"customer={order['customer']}", "sort=placedAt", "sort=updatedAt"):
        assert desk.get(f"/orders?{query}").json["data"] == [order]


def test_orders_are_found_by_customer_and_by_state(desk: Browser) -> None:
    draft, mine, other = drafted(desk), placed(desk)["id"], placed(desk, customer=OTHER)["id"]

    assert ids(desk, f"customer={OTHER}") == [other]
    assert ids(desk, "state=placed") == [other, mine]
    desk.post(path(draft, "placement"), {"payment": PAID})
    assert (ids(desk, "state=draft"), len(ids(desk, "state=placed"))) == ([], 3)


def test_an_order_is_found_by_its_number_however_it_is_typed(desk: Browser) -> None:
    order = placed(desk)
    number = order["number"]

    for typed in (number, number.lower(), number.replace("-", ""), number.replace("-", "%20")):
        assert ids(desk, f"number={typed}") == [order["id"]]


def test_a_number_that_was_misread_is_told_from_one_that_is_not_there(desk: Browser) -> None:
    number = placed(desk)["number"]
    misread = number[:-1] + ("0" if number[-1] != "0" else "1")

    assert desk.get(f"/orders?number={misread}").status == 400
    assert ids(Browser(desk.door, tenant=OTHER_TENANT), f"number={number}") == []


def test_an_order_is_found_by_its_external_id(desk: Browser) -> None:
    order = drafted(desk, externalId="web/2026-1 京东")

    assert ids(desk, "externalId=web/2026-1%20京东") == [order["id"]]
    assert ids(desk, "externalId=web") == []


@pytest.mark.parametrize("bound", ["placedSince", "createdSince", "updatedSince"])
def test_orders_are_found_from_a_moment_on(desk: Browser, bound: str) -> None:
    drafted(desk)
    early = placed(desk)
    since = clock.timestamp()
    late = placed(desk)

    assert late["id"] in ids(desk, f"{bound}={since}")
    assert early["id"] in ids(desk, f"{bound}=2020-01-01T00:00:00Z")
    assert ids(desk, f"{bound}=2099-01-01T00:00:00Z") == []


def test_a_draft_is_not_among_those_that_were_placed(desk: Browser) -> None:
    drafted(desk)
    order = placed(desk)

    assert ids(desk, "sort=-placedAt") == [order["id"]]


@pytest.mark.parametrize("shards", [1, 3])
def test_a_big_list_may_have_several_shards(desk: Browser, shards: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIST_SHARDS", f'{{"{desk.tenant}": {{"orders": {shards}, "orders/draft": {shards}}}}}')
    made = [drafted(desk)["id"] for _ in range(5)]

    assert ids(desk, "") == ids(desk, "state=draft") == made[::-1]


def test_nobody_finds_what_another_tenant_has(desk: Browser) -> None:
    order = placed(desk, externalId="x")
    other = Browser(desk.door, tenant=OTHER_TENANT)

    for query in ("", "state=placed", "externalId=x", f"customer={order['customer']}", "sort=placedAt"):
        assert ids(other, query) == []


@pytest.mark.parametrize(
    "query",
    ["limit=0", "sort=total", "colour=red", "state=lost", "number=261122-XXXXXXX0", "customer=x",
     "state=draft&number=1", "placedSince=2026-13-01T00:00:00Z", "cursor=forged",
     "placedSince=2026-01-01T00:00:00Z&sort=createdAt"],
)  # fmt: skip
def test_a_list_that_cannot_be_asked_for_is_refused(desk: Browser, query: str) -> None:
    assert desk.get(f"/orders?{query}").status == 400
