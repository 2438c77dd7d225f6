"""How tickets are found and listed."""

from typing import Any

import pytest

from tests.support.gateway import Browser
from tests.tickets.desk import BEN, CUSTOMER, TEAM, opened, patched

OTHER = "01J000000000000000000000DD"


@pytest.fixture
def four(desk: Browser) -> list[dict[str, Any]]:
    """Of Ben and the team, solved; of Ben; of the team; of nobody and another customer."""
    first = opened(desk, assignee=BEN, team=TEAM, externalId="crm-1")
    rest = [opened(desk, assignee=BEN), opened(desk, team=TEAM), opened(desk, requester=OTHER)]
    return [patched(desk, first, status="solved"), *rest]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [3, 2, 1, 0]),
        ("sort=createdAt", [0, 1, 2, 3]),
        ("sort=-updatedAt", [0, 3, 2, 1]),
        (f"assignee={BEN}", [1, 0]),
        (f"assignee={BEN}&statusCategory=new", [1]),
        (f"assignee={BEN}&sort=createdAt", [0, 1]),
        (f"team={TEAM}", [2, 0]),
        (f"team={TEAM}&statusCategory=solved", [0]),
        (f"requester={CUSTOMER}", [2, 1, 0]),
        ("statusCategory=new", [3, 2, 1]),
        ("statusCategory=solved", [0]),
        ("externalId=crm-1", [0]),
        ("externalId=crm-2", []),
    ],
)
def test_a_list_is_one_way_to_look(desk: Browser, four: list[dict[str, Any]], query: str, expected: list[int]) -> None:
    found = [each["id"] for each in desk.get(f"/tickets?{query}").json["data"]]
    assert found == [four[number]["id"] for number in expected]


def test_a_ticket_is_found_by_its_number_however_it_is_typed(desk: Browser, four: list[dict[str, Any]]) -> None:
    said = four[2]["number"].replace("-", "").lower()
    assert [each["id"] for each in desk.get(f"/tickets?number={said}").json["data"]] == [four[2]["id"]]


def test_what_was_changed_since_a_moment_comes_with_the_latest_first(desk: Browser, four: list[dict[str, Any]]) -> None:
    since = four[0]["updatedAt"]
    assert [each["id"] for each in desk.get(f"/tickets?updatedSince={since}").json["data"]] == [four[0]["id"]]


def test_pages_of_somebodys_tickets_go_on_across_categories(desk: Browser, four: list[dict[str, Any]]) -> None:
    first = desk.get(f"/tickets?assignee={BEN}&limit=1").json
    rest = desk.get(f"/tickets?assignee={BEN}&limit=1&cursor={first['page']['next']}").json
    assert [each["data"][0]["id"] for each in (first, rest)] == [four[1]["id"], four[0]["id"]]


@pytest.mark.parametrize(
    "query",
    [
        f"assignee={BEN}&team={TEAM}",
        f"requester={CUSTOMER}&statusCategory=new",
        f"assignee={BEN}&sort=updatedAt",
        "number=261122-7K3QFAB6",
        "colour=red",
    ],
)
def test_what_no_index_serves_is_refused(desk: Browser, query: str) -> None:
    assert desk.get(f"/tickets?{query}").status == 400
