"""What the everyday requests cost: the budgets that the README states."""

import pytest

from tests.support.capacity import counted
from tests.support.gateway import Browser

ADA = {"kind": "person", "name": "Ada Lovelace", "emails": [{"address": "ada@example.org"}]}


def test_getting_a_customer_is_one_call_and_half_a_read_unit(desk: Browser) -> None:
    customer_id = desk.post("/customers", ADA).json["id"]
    with counted() as used:
        desk.get(f"/customers/{customer_id}")

    assert (used.calls, used.read_units, used.write_units) == (["GetItem"], 0.5, 0)


def test_registering_with_a_unique_email_is_one_call_and_four_write_units(desk: Browser) -> None:
    with counted() as used:
        desk.post("/customers", ADA)

    assert (used.calls, used.write_units, used.index_units) == (["TransactWriteItems"], 4, 3)


def test_registering_without_anything_unique_is_one_plain_write(desk: Browser) -> None:
    with counted() as used:
        desk.post("/customers", {"kind": "person", "name": "Ada Lovelace"})

    assert (used.calls, used.write_units, used.index_units) == (["PutItem"], 1, 3)


@pytest.mark.parametrize("shards", [1, 3])
def test_a_page_of_the_list_is_one_query_per_shard(desk: Browser, shards: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIST_SHARDS", f'{{"{desk.tenant}": {{"customers": {shards}}}}}')
    for number in range(3):
        desk.post("/customers", {"kind": "person", "name": f"Ada {number}"})
    with counted() as used:
        assert len(desk.get("/customers?limit=20").json["data"]) == 3

    assert (used.calls, used.read_units) == (["Query"] * shards, 0.5 * shards)


def test_a_change_that_moves_nothing_beside_the_record_is_two_calls(desk: Browser) -> None:
    made = desk.post("/customers", ADA)
    with counted() as used:
        desk.patch(f"/customers/{made.json['id']}", {"language": "en"}, if_match=made.etag)

    assert (used.calls, used.read_units, used.write_units, used.index_units) == (["GetItem", "PutItem"], 1, 1, 4)


def test_a_note_is_two_calls(desk: Browser) -> None:
    customer_id = desk.post("/customers", ADA).json["id"]
    with counted() as used:
        desk.post(f"/customers/{customer_id}/notes", {"text": "call on Monday"})

    assert (used.calls, used.read_units, used.write_units) == (["GetItem", "PutItem"], 1, 1)


def test_looking_up_by_address_is_two_calls(desk: Browser) -> None:
    desk.post("/customers", ADA)
    with counted() as used:
        desk.get("/customers?email=ada@example.org")

    assert (used.calls, used.read_units) == (["GetItem", "GetItem"], 1)
