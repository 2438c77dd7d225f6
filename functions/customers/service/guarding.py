"""The items that stand beside a customer: what is unique, what looks alike, and the labels it is found under."""

from collections.abc import Callable
from typing import Any

from customers import table
from customers.domain.duplicates import match_keys
from customers.domain.keys import unique_keys
from customers.domain.labels import labels
from onestop import lists
from onestop.errors import AlreadyTaken, PossibleDuplicate, TooLarge
from onestop.tables import Step, creates, deletes

View = dict[str, Any]
NOBODY: View = {"kind": "", "name": ""}
MOST = 98  # of the 100 items of a transaction: the record and an idempotency key are the others


def moves(tenant: str, customer_id: str, before: View, after: View, *, allow_duplicates: bool) -> list[Step]:
    """The steps from one view of a customer to the next, `NOBODY` at either end: only what differs is touched.

    Raises `TooLarge` where that is more than one transaction holds.
    """
    had, has = unique_keys(before), unique_keys(after)
    looked, looks = match_keys(before), match_keys(after)
    was, is_ = labels(before), labels(after)
    steps = [
        *(_take(tenant, customer_id, what, value) for what, value in sorted(has - had)),
        *(_give_up(tenant, customer_id, what, value) for what, value in sorted(had - has)),
        *(_resemble(tenant, customer_id, key, looks[key], allow_duplicates) for key in sorted(looks.keys() - looked)),
        *(_differ(tenant, customer_id, key) for key in sorted(looked.keys() - looks)),
        *(creates(_label(tenant, customer_id, label), unless=table.Row.pk.exists()) for label in sorted(is_ - was)),
        *(deletes(_label(tenant, customer_id, label)) for label in sorted(was - is_)),
    ]
    if len(steps) > MOST:
        raise TooLarge("This changes more addresses and tags than one write can hold; change them in two requests.")
    return steps


def _take(tenant: str, customer_id: str, what: str, value: str) -> Step:
    row = table.Unique(table.unique_pk(tenant, what, value), "guard", customer=customer_id)
    return creates(row, _taken(what, value))


def _taken(what: str, value: str) -> Callable[[Any], Exception]:
    def refused(raw: dict[str, Any] | None) -> Exception:
        holder = table.Unique.from_raw_data(raw).customer if raw else None
        candidates = [{"id": holder, "reasons": [f"same {what}"]}] if holder else []
        return AlreadyTaken(f"Another customer has the {what} {value}.", candidates=candidates)

    return refused


def _give_up(tenant: str, customer_id: str, what: str, value: str) -> Step:
    row = table.Unique(table.unique_pk(tenant, what, value), "guard", customer=customer_id)
    return deletes(row, when=table.Unique.customer == customer_id)


def _resemble(tenant: str, customer_id: str, key: str, reason: str, allowed: bool) -> Step:
    row = table.Match(table.match_pk(tenant, key), "guard")
    free = None if allowed else table.Match.customers.does_not_exist()
    actions = (table.Match.customers.add({customer_id}), table.Match.type.set(table.Match))
    return Step("update", row, _resembles(reason), free, actions)


def _resembles(reason: str) -> Callable[[Any], Exception]:
    def refused(raw: dict[str, Any] | None) -> Exception:
        alike = sorted(table.Match.from_raw_data(raw).customers or ()) if raw else []
        return PossibleDuplicate(
            f"There is a customer with the {reason}. Send allowDuplicates=true if this is another one.",
            candidates=[{"id": each, "reasons": [reason]} for each in alike],
        )

    return refused


def _differ(tenant: str, customer_id: str, key: str) -> Step:
    row = table.Match(table.match_pk(tenant, key), "guard")
    actions = (table.Match.customers.delete({customer_id}),)
    return Step("update", row, lambda _: AssertionError("has no condition"), None, actions)


def _label(tenant: str, customer_id: str, label: str) -> table.Label:
    return table.Label(lists.partition(tenant, label, customer_id), customer_id)
