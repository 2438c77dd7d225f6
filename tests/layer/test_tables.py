"""Writing: all or nothing, and each refusal says what it means."""

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
    from tests.layer.toy import Toy  # noqa: PLC0415

    shop.post("/toys", {"name": "doll"})
    one, other = list(Toy.scan(Toy.id.exists())), list(Toy.scan(Toy.id.exists()))
    for row in (one[0], other[0]):
        row.version += 1
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
