"""Writing: all or nothing, and each refusal says what it means."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop import identity, records, tables
from onestop.errors import AlreadyTaken, TooLarge, VersionMismatch
from onestop.lists import Range
from onestop.records import merged
from tests.support.gateway import Browser


@given(st.lists(st.text(), min_size=1, max_size=4), st.lists(st.text(), min_size=1, max_size=4))
def test_two_keys_are_the_same_only_if_all_their_parts_are(one: list[str], other: list[str]) -> None:
    assert (tables.key("T", *one) == tables.key("T", *other)) == (one == other)


def test_a_transaction_that_is_refused_leaves_nothing_behind(shop: Browser, toys: Any) -> None:
    shop.post("/toys", {"name": "doll"})
    before = toys.scan()["Count"]
    refused = shop.post("/toys", {"name": "doll"}, Idempotency_Key="k")

    assert refused.json["code"] == "AlreadyTaken"
    assert toys.scan()["Count"] == before


def test_the_first_refusal_in_the_order_asked_is_the_one_told(toys: Any) -> None:
    from tests.layer.toy import Taken  # noqa: PLC0415

    def steps() -> list[tables.Step]:
        return [tables.creates(Taken(f"T#{n}", "guard"), lambda _, n=n: AlreadyTaken(str(n))) for n in (2, 1)]

    tables.write(*steps())
    with pytest.raises(AlreadyTaken, match="2"):
        tables.write(*steps())


def test_of_two_writers_of_one_version_one_is_told(shop: Browser, toys: Any) -> None:
    from tests.layer.toy import CHANGED, Toy  # noqa: PLC0415

    shop.post("/toys", {"name": "doll"})
    one, other = list(Toy.scan(Toy.id.exists())), list(Toy.scan(Toy.id.exists()))
    for row in (one[0], other[0]):
        records.stamp(row, CHANGED, identity.system("toys", "T", "c-1"))
    tables.write(tables.updates(one[0]))

    with pytest.raises(VersionMismatch):
        tables.write(tables.updates(other[0]))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), JSON), st.dictionaries(st.text(), JSON))
def test_a_merge_patch_applied_twice_changes_no_more(target: dict[str, Any], patch: dict[str, Any]) -> None:
    once = merged(target, patch)

    assert merged(once, patch) == once


@given(st.text(min_size=1), st.booleans())
def test_a_position_in_a_list_excludes_what_was_shown(last: str, backwards: bool) -> None:
    low, high = Range(low="", after=last, newest_first=backwards).bounds()

    assert (low <= last <= high) == backwards


def test_a_record_that_its_event_could_not_carry_is_refused_and_stays_as_it_was(toys: Any) -> None:
    from tests.layer.toy import CHANGED, Toy  # noqa: PLC0415

    row = Toy("T#toys#0", "1", id="1", name="x" * 70_000, version=1)
    with pytest.raises(TooLarge):
        records.stamp(row, CHANGED, identity.system("toys", "T", "c-1"))

    assert (row.version, row.event) == (1, None)


class Twice:
    """A client whose first answer to a put is always lost, so that it comes a second time."""

    _request_signer = None

    def __init__(self, client: Any) -> None:
        self.client = client

    def _make_api_call(self, operation: str, parameters: dict[str, Any]) -> Any:
        if operation == "PutItem":
            self.client._make_api_call(operation, parameters)
        return self.client._make_api_call(operation, parameters)


@pytest.fixture
def lossy(toys: Any) -> Iterator[None]:
    from tests.layer.toy import Row  # noqa: PLC0415

    connection = Row._get_connection().connection
    before, connection._client = connection.client, Twice(connection.client)
    yield
    connection._client = before


def test_a_write_whose_answer_was_lost_is_not_refused_because_of_itself(lossy: None) -> None:
    from tests.layer.toy import MADE, Toy  # noqa: PLC0415

    row = Toy("T#toys#0", "1", id="1", name="doll")
    records.stamp(row, MADE, identity.system("toys", "T", "c-1"))
    tables.write(tables.creates(row))

    assert tables.get(Toy, "T#toys#0", "1", consistent=True).event == row.event


def test_what_another_has_written_is_in_the_way_however_often_it_is_sent(shop: Browser, toys: Any) -> None:
    from tests.layer.toy import MADE, Toy  # noqa: PLC0415

    for number in (1, 2):
        row = Toy("T#toys#0", "1", id="1", name=f"doll {number}")
        records.stamp(row, MADE, identity.system("toys", "T", "c-1"))
        step = tables.creates(row, lambda there: AlreadyTaken(there["name"]["S"] if there else "unknown"))
        if number == 1:
            tables.write(step)
    with pytest.raises(AlreadyTaken, match="doll 1"):
        tables.write(step)
