"""What a desk does with customers in a day."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.e2e.people import code, person, registered
from tests.support.running import Client, Running

BORN = "1988-05-17"


@pytest.fixture
def desk(system: Running) -> Client:
    return system.anyone("agent")


def pages(client: Client, path: str) -> Iterator[list[dict[str, Any]]]:
    """All pages of a list, each reached by the cursor of the one before."""
    cursor: str | None = ""
    while cursor is not None:
        found = client("GET", f"{path}{cursor and '&cursor=' + cursor}").json()
        yield found["data"]
        cursor = found["page"]["next"]


def test_a_change_that_is_based_on_an_old_version_is_refused_and_told_what_changed(desk: Client) -> None:
    path = f"/customers/{registered(desk)['id']}"
    desk("PATCH", path, {"language": "zh-CN"}, If_Match='"1"')
    stale = desk("PATCH", path, {"company": "Okafor 贸易"}, If_Match='"1"')

    assert code(stale) == (412, "VersionMismatch")
    assert "language" in stale.text
    assert code(desk("PATCH", path, {"company": "Okafor 贸易"})) == (428, "PreconditionRequired")


def test_a_merge_patch_changes_what_it_names_and_null_takes_away(desk: Client) -> None:
    made = registered(desk, company="Okafor 贸易", language="en")
    patched = desk("PATCH", f"/customers/{made['id']}", {"company": None, "language": "fr"}, If_Match='"1"')

    assert (patched.status_code, patched.headers["ETag"]) == (200, '"2"')
    now = desk("GET", f"/customers/{made['id']}").json()
    assert (now.get("company"), now["language"], now["emails"]) == (None, "fr", made["emails"])


def test_a_batch_answers_for_each_item_and_a_second_time_changes_nothing(desk: Client) -> None:
    system = f"erp-{uuid4().hex[:8]}"
    items = [{"kind": "person", "name": f"Person {n}", "externalIds": {system: f"C-{n}"}} for n in range(3)]
    body = {"mode": "upsert", "matchBy": f"externalId:{system}", "items": [*items, {"kind": "robot"}]}
    first, again = (desk("POST", "/customers/batch", body) for _ in range(2))

    assert (first.status_code, again.status_code) == (207, 207)
    assert [each["outcome"] for each in first.json()["data"]] == ["created"] * 3 + ["failed"]
    assert [each["outcome"] for each in again.json()["data"]] == ["unchanged"] * 3 + ["failed"]


def test_a_list_is_read_page_by_page_and_nobody_comes_twice_or_not_at_all(desk: Client) -> None:
    tag = f"t{uuid4().hex[:8]}"
    made = [registered(desk, name=f"Ira {n}", tags=[tag])["id"] for n in range(5)]
    read = [[each["id"] for each in page] for page in pages(desk, f"/customers?limit=2&tag={tag}")]

    assert all(len(page) <= 2 for page in read)
    assert sorted(each for page in read for each in page) == sorted(made)


def test_all_customers_come_by_name_in_order(desk: Client) -> None:
    names = [each["name"] for page in pages(desk, "/customers?limit=25&sort=name") for each in page]
    again = [each["name"] for page in pages(desk, "/customers?limit=200&sort=name") for each in page]

    assert len(names) > 50
    assert names == again


@pytest.mark.parametrize("cursor", ["nonsense", "e30.e30.e30"])
def test_a_cursor_that_somebody_made_up_is_refused(desk: Client, cursor: str) -> None:
    assert code(desk("GET", f"/customers?cursor={cursor}")) == (400, "BadCursor")


def test_an_address_is_free_while_its_customer_is_in_the_trash(system: Running) -> None:
    admin = system.admin
    made = registered(admin)
    assert admin("DELETE", f"/customers/{made['id']}", If_Match='"1"').status_code == 204
    assert admin("GET", f"/customers/{made['id']}").status_code == 404
    heir = registered(admin, emails=made["emails"])
    restore = f"/trash/customers/{made['id']}/restore"

    assert code(admin("POST", restore)) == (409, "AlreadyTaken")
    admin("DELETE", f"/customers/{heir['id']}", If_Match="*")
    assert admin("POST", restore).json()["emails"] == made["emails"]


def test_who_looks_like_somebody_is_refused_with_the_reason_until_somebody_insists(desk: Client) -> None:
    name = f"Ada {uuid4().hex[:6].translate(str.maketrans('0123456789', 'ghijklmnop'))}"
    known = registered(desk, name=name, birthDate=BORN)
    twin = person(name=name, birthDate=BORN)
    refused = desk("POST", "/customers", twin)

    assert code(refused) == (409, "PossibleDuplicate")
    assert [each["id"] for each in refused.json()["candidates"]] == [known["id"]]
    assert desk("POST", "/customers?allowDuplicates=true", twin).status_code == 201


def test_consent_that_is_withdrawn_holds_for_the_next_letter(desk: Client) -> None:
    made = registered(desk)
    address = made["emails"][0]["address"]
    news = {"channel": "email", "address": address, "purpose": "newsletter", "source": "call"}
    for state in ("given", "withdrawn"):
        assert desk("POST", f"/customers/{made['id']}/consents", news | {"state": state}).status_code == 201

    told = desk("GET", f"/consents?address={address}&purpose=newsletter").json()["data"]
    assert [each["state"] for each in told] == ["withdrawn"]


def test_the_same_request_again_is_answered_the_same_and_another_one_under_its_key_is_refused(desk: Client) -> None:
    body, key = person(), uuid4().hex
    first, again = (desk("POST", "/customers", body, Idempotency_Key=key) for _ in range(2))

    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Idempotency-Replayed"] == "true"
    assert code(desk("POST", "/customers", person(), Idempotency_Key=key)) == (422, "IdempotencyKeyReused")
