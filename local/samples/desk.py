"""The sample desk: who works there, what it takes and promises, and tickets of the sample customers, told in desk.yaml.

All of it comes in through the public API; a second filling adds nothing.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import yaml

from local.api import Api, ApiError
from local.making import made

_TOLD = Path(__file__).with_name("desk.yaml")
STAFF = ("agent", "supervisor", "sales")
_HANDS = 4
Ids = Mapping[str, str]
Said = Mapping[str, Any]


def fill(apis: Mapping[str, Api], report: Callable[[str], None]) -> str:
    """Bring in what is missing; returns a few words about it. Raises ApiError.

    `apis` are what the members ask through, by their roles: the owner, and those who work at the desk.
    """
    told = yaml.safe_load(_TOLD.read_text(encoding="utf-8"))
    report("a desk")
    owner, ids = apis["owner"], _people(apis)
    look = any(each["key"] == told["setup"][0]["as"] for each in owner.get("/skills")["data"])
    for each in told["setup"]:
        _set_up(owner, each, ids, look=look)
    report(f"{len(told['tickets'])} tickets")
    with ThreadPoolExecutor(_HANDS) as pool:
        list(pool.map(lambda each: _tell(apis, each, ids), told["tickets"]))
    return f"a desk with {len(told['tickets'])} tickets"


def _people(apis: Mapping[str, Api]) -> dict[str, str]:
    """Who is who: members by their roles, customers by their `demo` ids."""
    staff = {role: apis[role].get("/me")["member"]["id"] for role in STAFF}
    known = ((each["externalIds"].get("demo"), each["id"]) for each in apis["owner"].pages("/customers"))
    return staff | {name: customer for name, customer in known if name}


def _set_up(owner: Api, said: Said, ids: dict[str, str], *, look: bool) -> None:
    """Set one thing up; without `look`, nothing of it is there yet."""
    body = _meant(said["body"], ids)
    if "put" in said:
        owner.call("PUT", said["put"], json=body, headers={"If-Match": "*"})
        return
    record = made(owner, said["at"], said.get("by", "name"), body, look=look)
    ids[said.get("as", "")] = record.get("id") or record["key"]


def _tell(apis: Mapping[str, Api], said: Said, ids: Ids) -> None:
    """Open a ticket and do to it what was done. What there has been for longer than keys hold is left as it is."""
    ask = _meant(said["ask"], ids)
    key = f"sample-{ask['externalId']}"
    try:
        ticket = apis["owner"].post("/tickets", ask, key)["id"]
    except ApiError as refused:
        if refused.problem.get("code") != "AlreadyTaken":
            raise
        return
    for number, step in enumerate(said.get("then", ())):
        _do(apis[step["by"]], f"/tickets/{ticket}", _meant(step, ids), f"{key}-{number}")


def _do(api: Api, place: str, step: Said, key: str) -> None:
    """A macro, a change, or something that is written: a reply, a note, what the customer asked."""
    if "macro" in step:
        api.post(f"{place}/macros/{step['macro']}", None, key)
    elif "change" in step:
        api.call("PATCH", place, json=step["change"], headers={"If-Match": "*"})
    else:
        api.post(f"{place}/comments", _comment(step), key)


def _comment(step: Said) -> dict[str, Any]:
    said = {name: step[name] for name in ("status", "mentions") if name in step}
    if "note" in step:
        return {**said, "body": step["note"]}
    if "asked" in step:
        return {"public": True, "from": "requester", "body": step["asked"]}
    return {**said, "public": True, "body": step["reply"]}


def _meant(said: Any, ids: Ids) -> Any:
    """What was said, with ids in the place of names that begin with `$`."""
    if isinstance(said, Mapping):
        return {name: _meant(value, ids) for name, value in said.items()}
    if isinstance(said, list):
        return [_meant(each, ids) for each in said]
    return ids[said[1:]] if isinstance(said, str) and said.startswith("$") else said
