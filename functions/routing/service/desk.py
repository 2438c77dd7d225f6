"""How a desk is set up: queues, policies and profiles are made, changed and retired in the same way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onestop import clock, lists, once, records, shaping, tables
from onestop.errors import Conflict, Invalid, NotFound
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.lists import Page, Range, prefix
from onestop.once import Once
from onestop.records import ANY_VERSION
from routing import events, schemas, table
from routing.domain import setup
from routing.service import lines, rulebook
from routing.service.rulebook import Rules

MOST = 100  # of each


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the three: its row, the model of a new one, what is told of it, and what must hold.

    `wrong` says which of its fields point to something that is not there, `needed` who still needs it.
    """

    name: str
    row: type[Any]
    new: str
    told: tuple[Kind, Kind, Kind]
    wrong: Callable[[dict[str, Any], str, Rules], list[dict[str, str]]]
    needed: Callable[[str, str, Rules], str | None]


def create(by: Caller, thing: Thing, new: Any, repeat: Once | None = None) -> dict[str, Any]:
    """Make one and return its view: 2 calls. `Invalid` where it points to nothing, `Conflict` beyond 100."""
    rules, made = rulebook.of(by.tenant), clock.new_id()
    said = new.whole()
    _must_point_somewhere(thing, said, made, rules)
    if len(_all(rules, thing)) >= MOST:
        once.replay(table.Guard, repeat)
        raise Conflict(f"There are {MOST} of these already; that is the most.")
    at = clock.timestamp()
    row = thing.row(*table.desk_keys(by.tenant, thing.name, made), id=made, created_at=at, updated_at=at)
    shaping.fill(row, said)
    records.stamp(row, thing.told[0], by)
    view: dict[str, Any] = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), tables.creates(row))
    return view


def change(by: Caller, thing: Thing, record_id: str, patch: Any, if_match: int) -> dict[str, Any]:
    """Change one and return its view: 3 calls, 1 where nothing changes. Raises `Invalid` as `create` does."""
    row = _there(by.tenant, thing, record_id, if_match)
    before = row.view()
    said = shaping.patched(getattr(schemas, thing.new), before, patch.given()).whole()
    changed = changes(before, {**before, **said})
    if not changed:
        return dict(before)
    _must_point_somewhere(thing, said, record_id, rulebook.of(by.tenant))
    shaping.fill(row, said)
    row.updated_at = clock.timestamp()
    records.stamp(row, thing.told[1], by, changed)
    tables.write(tables.updates(row))
    return dict(row.view())


def retire(by: Caller, thing: Thing, record_id: str, if_match: int) -> None:
    """Take one out of use: 3 calls or more. `Conflict` while anything needs it."""
    row = _there(by.tenant, thing, record_id, if_match)
    if row.retired:
        return
    if reason := thing.needed(by.tenant, record_id, rulebook.of(by.tenant)):
        raise Conflict(reason)
    row.retired, row.updated_at = True, clock.timestamp()
    records.stamp(row, thing.told[2], by, ("retired",))
    tables.write(tables.updates(row))


def shown(by: Caller, thing: Thing, record_id: str) -> dict[str, Any]:
    """One of them: 1 call."""
    return dict(_there(by.tenant, thing, record_id, ANY_VERSION).view())


def listed(by: Caller, thing: Thing, part: Range) -> Page:
    """One page of them in the order of their making, the retired ones too: 1 call."""
    return lists.read(thing.row, [table.desk_pk(by.tenant)], part, thing.row.sk)


def bounds(thing: Thing) -> dict[str, str]:
    """Where they are among all that a tenant has decided."""
    return prefix(f"{thing.name}#")


def _there(tenant: str, thing: Thing, record_id: str, if_match: int) -> Any:
    row = tables.get(thing.row, *table.desk_keys(tenant, thing.name, record_id), consistent=True)
    if row is None:
        raise NotFound(f"There is no such {thing.name}.")
    records.must_match(row, if_match)
    return row


def _must_point_somewhere(thing: Thing, said: dict[str, Any], record_id: str, rules: Rules) -> None:
    if errors := thing.wrong(said, record_id, rules):
        raise Invalid(errors=errors)


def _all(rules: Rules, thing: Thing) -> dict[str, Any]:
    return {"queue": rules.queues, "policy": rules.policies, "profile": rules.profiles}[thing.name]


def _in_use(rows: dict[str, Any]) -> set[str]:
    return {name for name, row in rows.items() if not row.retired}


def _wrong_queue(said: dict[str, Any], own: str, rules: Rules) -> list[dict[str, str]]:
    return setup.wrong_in_queue(said, own, _in_use(rules.queues), _in_use(rules.policies))


def _wrong_profile(said: dict[str, Any], own: str, rules: Rules) -> list[dict[str, str]]:
    return setup.wrong_in_profile(said, _in_use(rules.queues))


def _queue_needed(tenant: str, queue: str, rules: Rules) -> str | None:
    states = (state for state in ("waiting", "offered", "assigned"))
    if any(lines.of_state(tenant, queue, state, Range(limit=1)).rows for state in states):
        return "There is work in it: move that first."
    pointing = (
        row.name for row in rules.queues.values() if not row.retired and (row.overflow or {}).get("to") == queue
    )
    return next((f"The queue {name} runs over into it." for name in pointing), None)


def _policy_needed(_: str, policy: str, rules: Rules) -> str | None:
    using = (row.name for row in rules.queues.values() if not row.retired and row.policy == policy)
    return next((f"The queue {name} decides by it." for name in using), None)


def _profile_needed(tenant: str, profile: str, _: Rules) -> str | None:
    return "Agents have it." if lines.has_agents(tenant, profile) else None


QUEUES = Thing(
    "queue", table.Queue, "NewQueue", (events.QUEUE_CREATED, events.QUEUE_CHANGED, events.QUEUE_RETIRED),
    _wrong_queue, _queue_needed,
)  # fmt: skip
POLICIES = Thing(
    "policy", table.Policy, "NewPolicy", (events.POLICY_CREATED, events.POLICY_CHANGED, events.POLICY_RETIRED),
    lambda *_: [], _policy_needed,
)  # fmt: skip
PROFILES = Thing(
    "profile", table.Profile, "NewProfile", (events.PROFILE_CREATED, events.PROFILE_CHANGED, events.PROFILE_RETIRED),
    _wrong_profile, _profile_needed,
)  # fmt: skip
