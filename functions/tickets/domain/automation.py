"""Rules that act by themselves: for which tickets they hold, when the clock has to look, and why they come to an end.

A rule is a mapping with `id`, `position`, `trigger`, `condition` and `actions`. Its trigger is `{"events": [...]}`, or
`{"since": <a moment of the ticket>, "after": <seconds>}` for one that waits.

They end because a rule acts at most once on a ticket in a chain of events that set each other off, and a chain has at
most 10 links; because a rule that waits acts once until its condition has been false; and because all of them together
act at most 20 times on a ticket before somebody who is no machine of ours touches it again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from onestop.clock import rfc3339
from onestop.conditions import Condition, holds

Rule = Mapping[str, Any]
Ticket = Mapping[str, Any]

MOST_HOPS, MOST_ROUNDS = 10, 20
EVENTS = (
    "TicketOpened", "TicketChanged", "TicketAssigned", "TicketAnswered", "TicketContacted", "TicketResolved",
    "TicketReopened", "TicketClosed", "TicketSnoozed", "TicketWoken", "TicketSlaWarned", "TicketSlaBreached",
)  # fmt: skip
MOMENTS = (
    "createdAt", "updatedAt", "waitingSince", "firstRepliedAt", "lastCustomerAt", "lastAgentAt", "resolvedAt",
)  # fmt: skip
OF_CHANGE = frozenset({"changed", "changedTo", "changedFrom"})
ALWAYS: Condition = {"all": []}
NEVER: Condition = {"not": ALWAYS}


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of a ticket: the ticket as it was after it, and before."""

    record: Ticket
    before: Ticket


@dataclass(frozen=True, slots=True)
class Chain:
    """Events of one ticket that set each other off: how many links so far, and which rules have acted."""

    hops: int = 0
    acted: tuple[str, ...] = ()

    def stops(self, rule_id: str, rounds: int) -> str | None:
        """Why a rule may not act in this chain any more, or None; `rounds` as `stops_after` says."""
        if rule_id in self.acted:
            return "It has acted in this chain of events before."
        return f"The chain of events has {MOST_HOPS} links." if self.hops >= MOST_HOPS else stops_after(rounds)

    def further(self, rule_ids: Iterable[str]) -> "Chain":
        """The chain when these have acted."""
        return Chain(self.hops + 1, (*self.acted, *rule_ids))


def stops_after(rounds: int) -> str | None:
    """Why no rule may act on a ticket on which they have so often since somebody else touched it, or None."""
    return f"Rules have acted {rounds} times since somebody touched the ticket." if rounds >= MOST_ROUNDS else None


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
    """Whether a rule holds for a ticket as it is `now`, because of what happened: that alone counts as changed."""
    return holds(_judged(rule["condition"], happened), now)


def _judged(condition: Condition, happened: Happened) -> Condition:
    """A condition in which all that it says of changes is decided."""
    if "not" in condition:
        return {"not": _judged(condition["not"], happened)}
    for group in condition.keys() & {"all", "any"}:
        return {group: [_judged(each, happened) for each in condition[group]]}
    if condition["op"] not in OF_CHANGE:
        return condition
    return ALWAYS if holds(condition, happened.record, happened.before) else NEVER


def as_if_just_now(condition: Condition) -> Condition:
    """A condition for a ticket whose past is not known: as if what it is had just become so, from anything else."""
    if "not" in condition:
        return {"not": as_if_just_now(condition["not"])}
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
