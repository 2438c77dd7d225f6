"""Rules that act by themselves: for which tickets they hold, when the clock has to look, and why they come to an end.

A rule is a mapping with `id`, `position`, `trigger`, `condition` and `actions`. Its trigger is `{"events": [...]}`, or
`{"since": <a moment of the ticket>, "after": <seconds>}` for one that waits.

They end because a rule acts at most once on a ticket in a chain of events that set each other off, and a chain has at
most ten links; because a rule that waits acts once until its condition has been false; and because those that wait act
at most ten times on a ticket that nobody else touches.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from onestop.clock import rfc3339
from onestop.conditions import Condition, holds, leaves

Rule = Mapping[str, Any]
Ticket = Mapping[str, Any]

MOST_HOPS = 10
EVENTS = (
    "TicketOpened", "TicketChanged", "TicketAssigned", "TicketAnswered", "TicketContacted", "TicketResolved",
    "TicketReopened", "TicketClosed", "TicketSnoozed", "TicketWoken", "TicketSlaWarned", "TicketSlaBreached",
)  # fmt: skip
MOMENTS = (
    "createdAt", "updatedAt", "waitingSince", "firstRepliedAt", "lastCustomerAt", "lastAgentAt", "resolvedAt",
)  # fmt: skip
OF_CHANGE = frozenset({"changed", "changedTo", "changedFrom"})
ALWAYS: Condition = {"all": []}


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of a ticket: the ticket as it was then, and before."""

    kind: str
    record: Ticket
    before: Ticket


@dataclass(frozen=True, slots=True)
class Chain:
    """Events of one ticket that set each other off: how many links so far, and which rules have acted."""

    hops: int = 0
    acted: tuple[str, ...] = ()

    def stops(self, rule_id: str) -> str | None:
        """Why a rule may not act in this chain any more, or None."""
        if rule_id in self.acted:
            return "acted in this chain before"
        return f"the chain has {MOST_HOPS} links" if self.hops >= MOST_HOPS else None

    def further(self, rule_ids: Iterable[str]) -> "Chain":
        """The chain when these have acted."""
        return Chain(self.hops + 1, (*self.acted, *rule_ids))


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """The order in which rules act."""
    return sorted(rules, key=lambda rule: (rule["position"], rule["id"]))


def hearing(rules: Iterable[Rule], kind: str) -> list[Rule]:
    """The rules that an event concerns, in their order."""
    return in_order(rule for rule in rules if kind in rule["trigger"].get("events", ()))


def waiting(rules: Iterable[Rule]) -> list[Rule]:
    """The rules that wait for the clock, in their order."""
    return in_order(rule for rule in rules if "since" in rule["trigger"])


def concerns(rule: Rule, happened: Happened, now: Ticket) -> bool:
    """Whether a rule holds for what happened, and still does for the ticket as it has become meanwhile."""
    condition = rule["condition"]
    if not holds(condition, happened.record, happened.before):
        return False
    return now == happened.record or holds(_without_changes(condition), now)


def _without_changes(condition: Condition) -> Condition:
    """A condition that takes for granted what it says of changes: they were seen when they happened."""
    if "not" in condition:
        return _not(condition["not"])
    for group in condition.keys() & {"all", "any"}:
        return {group: [_without_changes(each) for each in condition[group]]}
    return ALWAYS if condition["op"] in OF_CHANGE else condition


def _not(condition: Condition) -> Condition:
    """The opposite of a condition; that something has not changed is taken for granted, too."""
    return ALWAYS if _looks_at_changes(condition) else {"not": condition}


def _looks_at_changes(condition: Condition) -> bool:
    return any(leaf["op"] in OF_CHANGE for _, leaf in leaves(condition))


def as_if_just_now(condition: Condition) -> Condition:
    """A condition for a ticket whose past is not known: as if what it is had just become so."""
    if "not" in condition:
        return _not(condition["not"])
    for group in condition.keys() & {"all", "any"}:
        return {group: [as_if_just_now(each) for each in condition[group]]}
    become = {"changed": "set", "changedTo": "is"}.get(condition["op"])
    if become:
        return {**condition, "op": become}
    return ALWAYS if condition["op"] == "changedFrom" else condition


def moment(rule: Rule, ticket: Ticket) -> str | None:
    """When a rule that waits has to act on a ticket; None where its condition does not hold or nothing began."""
    began = ticket.get(rule["trigger"]["since"])
    if began is None or not holds(rule["condition"], ticket):
        return None
    return rfc3339(datetime.fromisoformat(began) + timedelta(seconds=rule["trigger"]["after"]))


def still_done(rules: Sequence[Rule], ticket: Ticket, done: Iterable[str]) -> list[str]:
    """The rules that waited, acted, and have held ever since: those do not act again."""
    held = {rule["id"] for rule in rules if moment(rule, ticket) is not None}
    return [rule_id for rule_id in done if rule_id in held]


def next_moment(rules: Sequence[Rule], ticket: Ticket, done: Iterable[str]) -> str | None:
    """When the first of the rules that wait, and have not acted, has to."""
    over = set(done)
    moments = [moment(rule, ticket) for rule in rules if rule["id"] not in over]
    return min((each for each in moments if each is not None), default=None)


def due(rules: Sequence[Rule], ticket: Ticket, done: Iterable[str], now: str) -> list[Rule]:
    """The rules that have waited long enough at a moment, in their order."""
    over = set(done)
    at = {rule["id"]: moment(rule, ticket) for rule in rules if rule["id"] not in over}
    return [rule for rule in rules if (when := at.get(rule["id"])) is not None and when <= now]
