"""Static lists."""

from typing import Any

from tests.customers.people import agent, path, registered, stranger
from tests.support.capacity import counted
from tests.support.gateway import Browser, Reply
from tests.support.wire import Wire

NOBODY = "01J00000000000000000000000"


def a_list(desk: Browser, name: str = "Guests") -> Reply:
    return desk.post("/customer-lists", {"name": name})


def place(made: Reply, *parts: str) -> str:
    return "/".join([f"/customer-lists/{made.json['id']}", *parts])


def on(desk: Browser, made: Reply) -> list[str]:
    return [customer["name"] for customer in desk.get(place(made, "members")).json["data"]]


def test_lists_are_shown_by_name(desk: Browser) -> None:
    for name in ("Charlie", "alpha", "春季展会", "Bravo"):
        a_list(desk, name)
    first = desk.get("/customer-lists?limit=3").json
    rest = desk.get(f"/customer-lists?limit=3&cursor={first['page']['next']}").json

    assert [each["name"] for each in first["data"] + rest["data"]] == ["alpha", "Bravo", "Charlie", "春季展会"]


def test_a_customer_is_put_on_a_list_and_taken_off(desk: Browser) -> None:
    made, customer = a_list(desk), registered(desk)
    for _ in range(2):
        assert desk.put(place(made, "members", customer["id"]), None).json["version"] == 1
    assert desk.get(path(customer, "lists")).json["data"] == [made.json]

    for _ in range(2):
        assert desk.delete(place(made, "members", customer["id"])).status == 204
    assert (on(desk, made), desk.get(path(customer, "lists")).json["data"]) == ([], [])


def test_a_customer_taken_off_may_come_back(desk: Browser) -> None:
    made, customer = a_list(desk), registered(desk)
    first = desk.put(place(made, "members", customer["id"]), None).json
    desk.delete(place(made, "members", customer["id"]))
    again = desk.put(place(made, "members", customer["id"]), None).json

    assert (again["version"], again["id"] != first["id"], on(desk, made)) == (1, True, ["Ada Lovelace"])


def test_many_are_put_on_and_taken_off_at_once_each_with_its_result(desk: Browser) -> None:
    made, ada, bea, foreign = a_list(desk), registered(desk), registered(desk, "Bea"), registered(stranger(desk))
    desk.post(place(made, "members"), {"add": [bea["id"]]})
    result = desk.post(place(made, "members"), {"add": [ada["id"], foreign["id"], NOBODY], "remove": [bea["id"]]})

    assert result.status == 207
    assert [each["outcome"] for each in result.json["data"]] == ["added", "failed", "failed", "removed"]
    assert on(desk, made) == ["Ada Lovelace"]


def test_a_hundred_at_once_are_the_most_and_each_is_named_once(desk: Browser) -> None:
    made = a_list(desk)
    ids = [f"01J000000000000000000{number:05}" for number in range(101)]
    bodies: list[Any] = [{"add": ids}, {"add": ids[:60], "remove": ids[60:]}, {"add": ids[:1], "remove": ids[:1]}, {}]

    assert {desk.post(place(made, "members"), body).status for body in bodies} == {422}


def test_a_batch_of_members_costs_three_calls_and_one_for_each_that_changes(desk: Browser) -> None:
    made, people = a_list(desk), [registered(desk, name)["id"] for name in ("A", "B", "C")]
    with counted() as used:
        desk.post(place(made, "members"), {"add": people})

    assert used.calls == ["GetItem", "BatchGetItem", "BatchGetItem", *["TransactWriteItems"] * 3]


def test_members_in_the_trash_or_not_for_ones_eyes_are_left_out(desk: Browser) -> None:
    made, ada, bea = a_list(desk), registered(desk), registered(desk, "Bea", visibility="restricted")
    desk.post(place(made, "members"), {"add": [ada["id"], bea["id"]]})
    desk.delete(path(ada))

    assert (on(desk, made), on(agent(desk), made)) == (["Bea"], [])


def test_a_deleted_list_is_gone_at_once_and_its_memberships_soon(wired: Browser, wire: Wire) -> None:
    made, customer = a_list(wired), registered(wired)
    wired.put(place(made, "members", customer["id"]), None)
    wired.delete(place(made), if_match=made.etag)
    gone = wired.get(place(made)).status, wired.get("/customer-lists").json["data"]
    wire.carry()

    left = wire.tables["customers"].scan()["Items"]
    assert (gone, [row for row in left if row["type"] in ("membership", "label")]) == ((404, []), [])


def test_listing_is_told_about_the_customer(wired: Browser, wire: Wire) -> None:
    made, customer = a_list(wired), registered(wired)
    wired.put(place(made, "members", customer["id"]), None)
    wired.delete(place(made, "members", customer["id"]))
    wire.carry()

    for kind, version in (("CustomerListed", 1), ("CustomerUnlisted", 2)):
        event = wire.published(kind, sequence=version)
        assert event["data"]["customers"] == [customer["id"]]


def test_a_list_is_changed_by_its_version(desk: Browser) -> None:
    made = a_list(desk)
    changed = desk.patch(place(made), {"name": "Visitors"}, if_match=made.etag)
    stale = desk.patch(place(made), {"description": "x"}, if_match=made.etag)

    assert (changed.json["version"], stale.status, stale.json["changed"]) == (2, 412, {"name": "Visitors"})
