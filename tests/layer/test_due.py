"""A sweep looks at what is due, whatever becomes of one of them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from freezegun import freeze_time

from onestop import due
from onestop.errors import TryAgain
from tests.support.capacity import counted

NOW, EARLIER, LATER = (f"2026-11-22T{time}:00.000Z" for time in ("10:00", "09:59", "10:01"))


@pytest.fixture
def rows(aws: None) -> Any:
    from tests.layer import timer  # noqa: PLC0415  needs the name of its table

    timer.Row.create_table(wait=True, billing_mode="PAY_PER_REQUEST")
    return timer


@pytest.fixture(autouse=True)
def moment() -> Iterator[Any]:
    with freeze_time(NOW) as time:
        yield time


def kept(rows: Any, **dues: str | None) -> None:
    with rows.Row.batch_write() as batch:
        for name, at in dues.items():
            batch.save(rows.timer(name, at))


def test_what_is_due_is_looked_at_the_longest_waiting_first(rows: Any) -> None:
    kept(rows, now=NOW, later=LATER, earlier=EARLIER, never=None)
    seen: list[str] = []

    assert due.sweep(rows.Row.by_due, lambda row: seen.append(row.pk)) == 2
    assert seen == ["T#earlier", "T#now"]


def test_nothing_due_costs_one_query_for_each_shard(rows: Any) -> None:
    kept(rows, later=LATER, never=None)
    with counted() as used:
        due.sweep(rows.Row.by_due, print)

    assert used.calls == ["Query"] * len(due.partitions()) == ["Query"] * 4


def test_a_crowd_of_one_moment_is_looked_at_once_each_though_it_leaves_the_index_meanwhile(rows: Any) -> None:
    kept(rows, **{f"t{number}": NOW for number in range(450)})
    seen: list[str] = []

    def look(row: Any) -> None:
        seen.append(row.pk)
        rows.timer(row.pk[2:], None).save()

    assert due.sweep(rows.Row.by_due, look, most=1000) == 450 == len(set(seen))


def test_no_more_are_looked_at_than_asked(rows: Any) -> None:
    kept(rows, one=EARLIER, two=EARLIER, three=NOW)
    assert due.sweep(rows.Row.by_due, lambda row: None, most=2) == 2


def test_a_sweep_leaves_the_rest_to_the_next_when_its_time_is_up(rows: Any, moment: Any) -> None:
    kept(rows, one=EARLIER, two=EARLIER, three=NOW)
    assert due.sweep(rows.Row.by_due, lambda row: moment.tick(due.LONGEST + timedelta(seconds=1))) == 1


def test_what_cannot_be_served_now_is_due_again_later(rows: Any) -> None:
    kept(rows, one=EARLIER, two=NOW)

    def busy(row: Any) -> None:
        raise TryAgain()

    assert due.sweep(rows.Row.by_due, busy) == 2


def test_a_fault_is_raised_when_all_were_looked_at(rows: Any) -> None:
    kept(rows, one=EARLIER, two=NOW)
    seen: list[str] = []

    def faulty(row: Any) -> None:
        seen.append(row.pk)
        raise ZeroDivisionError(row.pk)

    with pytest.raises(ZeroDivisionError, match="one"):
        due.sweep(rows.Row.by_due, faulty)
    assert seen == ["T#one", "T#two"]
