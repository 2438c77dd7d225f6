"""Up to 100 customers in one request: each on its own, and each repeatable like a single one."""

from typing import Any

from pydantic import ValidationError

from customers.schemas import Batch, CustomerPatch, NewCustomer
from customers.service.changing import change
from customers.service.finding import holder
from customers.service.registering import register
from onestop.errors import Invalid, OneStopError
from onestop.http.problems import document, pointers
from onestop.identity import Caller
from onestop.once import Once, Replayed

STATUS = {"created": 201, "updated": 200, "unchanged": 200}


def batch(by: Caller, asked: Batch, repeat: Once | None = None) -> dict[str, Any]:
    """Do every item, and say of each what became of it; one that fails does not stop the others."""
    return {
        "data": [
            _attempt(by, asked, number, item, repeat.part(number, item) if repeat else None)
            for number, item in enumerate(asked.items)
        ]
    }


def _attempt(by: Caller, asked: Batch, number: int, item: dict[str, Any], repeat: Once | None) -> dict[str, Any]:
    try:
        outcome, record = _carry_out(by, asked, item, repeat)
    except Replayed as replayed:
        outcome, record = "created", replayed.made
    except OneStopError as error:
        problem = document(error, by.correlation)
        return {"index": number, "status": error.status, "outcome": "failed", "id": None, "problem": problem}
    return {"index": number, "status": STATUS[outcome], "outcome": outcome, "id": record["id"], "problem": None}


def _carry_out(by: Caller, asked: Batch, item: dict[str, Any], repeat: Once | None) -> tuple[str, dict[str, Any]]:
    new = _modelled(NewCustomer, item)
    there = _same(by, asked, new) if asked.mode == "upsert" else None
    if there is None:
        return "created", register(by, new, repeat, allow_duplicates=asked.allow_duplicates)
    patch = _modelled(CustomerPatch, {name: value for name, value in item.items() if name != "kind"})
    changed = change(by, there.id, patch, there.version, allow_duplicates=True)
    return ("unchanged" if changed["version"] == there.version else "updated"), changed


def _same(by: Caller, asked: Batch, new: NewCustomer) -> Any:
    what, _, system = asked.match_by.partition(":")
    values = {
        "email": [each.address.casefold() for each in new.emails[:1]],
        "phone": [each.number for each in new.phones[:1]],
        "externalId": [f"{system}:{new.external_ids[system]}"] if system in new.external_ids else [],
    }[what]
    if not values:
        raise Invalid(errors=[{"pointer": "", "reason": f"has no {asked.match_by} to be matched by"}])
    return holder(by.tenant, what, values[0])


def _modelled(model: type[Any], item: dict[str, Any]) -> Any:
    try:
        return model.model_validate(item)
    except ValidationError as failure:
        raise Invalid(errors=pointers(failure)) from failure
