"""The items that stand beside a record: what is unique, and the labels under which it is found."""

from collections.abc import Callable, Iterable
from typing import Any

from catalog import table
from onestop import lists
from onestop.errors import AlreadyTaken, TooLarge
from onestop.tables import Step, creates, deletes

NAMES = {"sku": "variant", "price-book": "price book"}
MOST = 98  # of the 100 items of a transaction: the record and an idempotency key are the others


def unique(tenant: str, what: str, holder: str, had: str | None, has: str) -> list[Step]:
    """The steps by which a record comes to have a unique value instead of another one; none where it has it already.

    The write raises `AlreadyTaken`, with who has it, where somebody else does.
    """
    if had == has:
        return []
    given_up = [_unique(tenant, what, holder, had)] if had else []
    taken = creates(_unique(tenant, what, holder, has), _taken(what, has))
    return [taken, *(deletes(each, when=table.Unique.holder == holder) for each in given_up)]


def labels(tenant: str, record_id: str, was: set[str], is_: set[str]) -> list[Step]:
    """The steps by which a record is found under other labels than before."""
    return [
        *(creates(_label(tenant, record_id, each), unless=table.Row.pk.exists()) for each in sorted(is_ - was)),
        *(deletes(_label(tenant, record_id, each)) for each in sorted(was - is_)),
    ]


def fitting(steps: Iterable[Step]) -> list[Step]:
    """The steps, if one transaction holds them together with the record; `TooLarge` otherwise."""
    found = list(steps)
    if len(found) > MOST:
        raise TooLarge("This is more than one write can hold; send it in two requests.")
    return found


def _unique(tenant: str, what: str, holder: str, value: str) -> table.Unique:
    return table.Unique(table.unique_pk(tenant, what, value), "guard", holder=holder)


def _label(tenant: str, record_id: str, label: str) -> table.Label:
    return table.Label(lists.partition(tenant, label, record_id), record_id)


def _taken(what: str, value: str) -> Callable[[Any], Exception]:
    def refused(raw: dict[str, Any] | None) -> Exception:
        holder = table.Unique.from_raw_data(raw).holder if raw else None
        candidates = [{"id": holder, "reasons": [f"same {what}"]}] if holder else []
        return AlreadyTaken(f"Another {NAMES[what]} has {value}.", candidates=candidates)

    return refused
