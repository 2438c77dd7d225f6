"""One item of work as the floor sees it, and what it adds to the numbers of its queue.

An event tells the whole state of the item after it, so the newest one that was heard says how it is; an older one that
comes late changes no state. What happened, on the other hand, counts once for each event, whenever that comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from floor.domain.moments import ms
from floor.domain.sequences import Seen

NOWHERE = "-"  # in the place of a queue, where no queue takes it
WAITING, OFFERED, ASSIGNED = "waiting", "offered", "assigned"
NUMBER_OF = {WAITING: "waiting", OFFERED: "offered", ASSIGNED: "in_work"}
RISK, BREACHED = "risk", "breached"
TROUBLE_OF = {RISK: "at_risk", BREACHED: "breached"}
STOCK = (*NUMBER_OF.values(), *TROUBLE_OF.values())

HAPPENED = {
    "WorkQueued": "arrived_today",
    "WorkOffered": "offered_today",
    "WorkAssigned": "assigned_today",
    "WorkDone": "done_today",
    "OfferDeclined": "missed_today",
    "OfferExpired": "missed_today",
}
FLOW = (*dict.fromkeys(HAPPENED.values()), "waited_today")


@dataclass(frozen=True, slots=True)
class Item:
    """`work` and `ticket` are the versions of the two records that it was heard from; `since` is that of its state."""

    work: int = 0
    seen: Seen = field(default_factory=Seen)
    queue: str = NOWHERE
    state: str = ""
    place: str = ""
    agent: str | None = None
    since: str = ""
    units: int = 0
    number: str | None = None
    ticket: int = 0
    trouble: str = ""
    finished: bool = False

    @property
    def is_open(self) -> bool:
        return self.state in NUMBER_OF

    @property
    def holder(self) -> str | None:
        """The agent who is offered it or has it."""
        return self.agent if self.state in (OFFERED, ASSIGNED) else None


def worked(item: Item, sequence: int, record: Mapping[str, Any]) -> Item:
    """The item after an event of routing's record of it."""
    heard = replace(item, seen=item.seen.also(sequence))
    if sequence <= item.work:
        return heard
    state, offer = record["state"], record["offer"] or {}
    since = {OFFERED: offer.get("at"), ASSIGNED: record["assignedAt"]}.get(state) or record["place"]
    return replace(
        heard, work=sequence, queue=record["queue"] or NOWHERE, state=state, place=record["place"], since=since,
        agent=offer.get("agent") or record["agent"], units=int(record["units"]), number=record["number"],
    )  # fmt: skip


def ticketed(item: Item, sequence: int, trouble: str, finished: bool) -> Item:
    """The item after an event of its ticket: whether it is in time, and whether anybody still waits for an answer."""
    if sequence <= item.ticket:
        return item
    return replace(item, ticket=sequence, trouble=trouble, finished=finished)


def stock(item: Item) -> dict[str, int]:
    """What an open item adds to the numbers of its queue."""
    if not item.is_open:
        return {}
    trouble = TROUBLE_OF.get(item.trouble)
    return {NUMBER_OF[item.state]: 1, **({trouble: 1} if trouble else {})}


def moved(before: Item, after: Item) -> dict[str, dict[str, int]]:
    """By how much the numbers of which queues change when an item becomes another."""
    changes: dict[str, dict[str, int]] = {}
    for item, sign in ((before, -1), (after, 1)):
        for name, number in stock(item).items():
            numbers = changes.setdefault(item.queue, {})
            numbers[name] = numbers.get(name, 0) + sign * number
    clean = {queue: {name: by for name, by in numbers.items() if by} for queue, numbers in changes.items()}
    return {queue: numbers for queue, numbers in clean.items() if numbers}


def flow(kind: str, record: Mapping[str, Any]) -> dict[str, int]:
    """What an event adds to the numbers of its day: that it happened, and the seconds that somebody had waited."""
    name = HAPPENED.get(kind)
    if name is None:
        return {}
    if kind != "WorkAssigned" or not record["assignedAt"]:
        return {name: 1}
    return {name: 1, "waited_today": max(0, ms(record["assignedAt"]) - ms(record["place"])) // 1000}


def handled(record: Mapping[str, Any], changes: Mapping[str, Any], at: str) -> tuple[str, int, int] | None:
    """Who had the item in hand until this event took it away, from when to when; told by the event alone."""

    def before(name: str) -> Any:
        return changes[name]["before"] if name in changes else record.get(name)

    agent, start = before("agent"), before("assignedAt")
    kept = record["state"] == ASSIGNED and record["agent"] == agent
    if before("state") != ASSIGNED or kept or not agent or not start or ms(start) >= ms(at):
        return None
    return agent, ms(start), ms(at)
