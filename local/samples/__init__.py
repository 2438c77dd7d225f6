"""Sample data of our own writing, brought in through the public API like anybody's. A second filling adds nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from local.api import Api, ApiError
from onestop.clock import new_id

_HERE = Path(__file__).parent
_KEY = "sample"


def fill(api: Api, report: Callable[[str], None]) -> str:
    """Bring in what is missing; returns a few words about it. Raises ApiError."""
    story, customers = _read("story.yaml"), _read("customers.yaml")
    if _is_complete(api, story["lists"]):
        return "there already"
    _fields(api, story["fields"])
    report(f"{len(customers)} customers")
    ids, all_new = _customers(api, customers)
    report("links, notes and consents")
    links = [_link(ids, *said) for said in story["links"]]
    notes = [(ids[who], {"text": text}) for who, text in story["notes"].items()]
    reached = {each["externalIds"]["demo"]: each for each in customers}
    consents = [_consent(ids, reached[said[0]], *said) for said in story["consents"]]
    for things, wanted in (("links", links), ("notes", notes), ("consents", consents)):
        _beside(api, things, wanted, look=not all_new)
    _lists(api, ids, story["lists"])
    return f"{len(customers)} customers with their story"


def _read(name: str) -> Any:
    return yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))


def _is_complete(api: Api, lists: list[dict[str, Any]]) -> bool:
    """The last list is filled last, so it tells whether an earlier filling came to its end."""
    last = lists[-1]
    there = next((each for each in api.pages("/customer-lists") if each["name"] == last["name"]), None)
    return there is not None and len(list(_members(api, there["id"]))) >= len(last["members"])


def _fields(api: Api, fields: list[dict[str, Any]]) -> None:
    there = {each["name"] for each in api.get("/customer-fields")["data"]}
    for each in fields:
        if each["name"] not in there:
            api.post("/customer-fields", each, key=f"{_KEY}-field-{each['name']}")


def _customers(api: Api, customers: list[dict[str, Any]]) -> tuple[dict[str, str], bool]:
    """`{demo id: id}` of all sample customers, made or found, and whether all were made now."""
    body = {"mode": "upsert", "matchBy": "externalId:demo", "allowDuplicates": True, "items": customers}
    results = api.post("/customers/batch", body, key=f"{_KEY}-{new_id()}")["data"]
    for result in results:
        if result["problem"]:
            raise ApiError(result["status"], result["problem"])
    ids = {each["externalIds"]["demo"]: result["id"] for each, result in zip(customers, results, strict=True)}
    return ids, all(result["outcome"] == "created" for result in results)


def _link(ids: dict[str, str], one: str, role: str, other: str) -> tuple[str, dict[str, Any]]:
    return ids[one], {"other": ids[other], "role": role}


def _consent(
    ids: dict[str, str], customer: dict[str, Any], who: str, channel: str, purpose: str, *said: str
) -> tuple[str, dict[str, Any]]:
    state, source = said
    address = customer["emails"][0]["address"] if channel == "email" else customer["phones"][0]["number"]
    body = {"channel": channel, "address": address, "purpose": purpose, "state": state, "source": source}
    return ids[who], body


def _beside(api: Api, things: str, wanted: list[tuple[str, dict[str, Any]]], *, look: bool) -> None:
    """Add what each customer does not have yet; without `look`, none of them has anything."""
    for number, (customer, body) in enumerate(wanted):
        there = api.pages(f"/customers/{customer}/{things}") if look else ()
        if not any(body.items() <= each.items() for each in there):
            api.post(f"/customers/{customer}/{things}", body, key=f"{_KEY}-{things}-{customer}-{number}")


def _lists(api: Api, ids: dict[str, str], lists: list[dict[str, Any]]) -> None:
    there = {each["name"]: each["id"] for each in api.pages("/customer-lists")}
    for number, each in enumerate(lists):
        found = there.get(each["name"]) or api.post("/customer-lists", _head(each), key=f"{_KEY}-list-{number}")["id"]
        members = {"add": [ids[who] for who in each["members"]]}
        api.post(f"/customer-lists/{found}/members", members, key=f"{_KEY}-members-{found}")


def _head(each: dict[str, Any]) -> dict[str, str]:
    return {"name": each["name"], "description": each["description"]}


def _members(api: Api, list_id: str) -> Any:
    return api.pages(f"/customer-lists/{list_id}/members")
