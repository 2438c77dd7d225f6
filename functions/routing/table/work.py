"""Work: what waits, who has it, what was decided about it, and what became of it."""

from typing import Any

from onestop import lists, tables
from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from routing.domain.work import PRIORITIES
from routing.table.base import Row

NOWHERE = "-"  # in the place of a queue, where no queue takes it


class Work(Row, discriminator="work"):
    """One item of work; it has the id of its ticket.

    `heard` is the version of the ticket that it agrees with, `hand` the one in which a person last chose the assignee,
    `named` the queue, `told` what the ticket said then about what may be changed here as well. `sorted_into` is the
    queue whose condition took it last, `visited` are those that it left because they overflowed. `open` tells whether
    the ticket needs somebody.
    """

    PUBLIC = (
        "id", "kind", "of", "customer", "number", "title", "queue", "state", "priority", "needs", "language", "tier",
        "channel", "units", "place", "due_at", "agent", "last_agent", "offer", "attempts", "decision", "assigned_at",
        "done_at", "worked", "by_hand", "reason", "created_at", "updated_at", "version",
    )  # fmt: skip

    heard = NumberAttribute(default=0)
    hand = NumberAttribute(default=0)
    named = NumberAttribute(default=0)
    told = JSONAttribute(default=dict)
    sorted_into = UnicodeAttribute(attr_name="sortedInto", null=True)
    visited = JSONAttribute(default=list)
    open = BooleanAttribute(default=True)

    id = UnicodeAttribute()
    kind = UnicodeAttribute(default="ticket")
    of = UnicodeAttribute(attr_name="subject")
    customer = UnicodeAttribute(null=True)
    number = UnicodeAttribute(null=True)
    title = UnicodeAttribute(null=True)
    queue = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    priority = UnicodeAttribute()
    needs = JSONAttribute(default=list)
    language = UnicodeAttribute(null=True)
    tier = UnicodeAttribute(null=True)
    channel = UnicodeAttribute()
    units = NumberAttribute()
    place = UnicodeAttribute()
    due_at = UnicodeAttribute(attr_name="dueAt", null=True)
    agent = UnicodeAttribute(null=True)
    last_agent = UnicodeAttribute(attr_name="lastAgent", null=True)
    offer = JSONAttribute(null=True)
    attempts = JSONAttribute(default=list)
    decision = UnicodeAttribute(null=True)
    assigned_at = UnicodeAttribute(attr_name="assignedAt", null=True)
    done_at = UnicodeAttribute(attr_name="doneAt", null=True)
    worked = NumberAttribute(null=True)
    by_hand = BooleanAttribute(attr_name="byHand", default=False)
    reason = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"work/{self.id}"

    def about(self) -> list[str]:
        return [self.customer] if self.customer else []

    @property
    def holder(self) -> str | None:
        """Who is offered it or has it now."""
        if self.offer:
            return str(self.offer["agent"])
        return self.agent if self.state == "assigned" else None

    def enlist(self) -> None:
        """List it under its queue and state: what waits in the order of priority and place, all else by time."""
        self.stated = lists.partition(self.tenant, line(self.queue, self.state), self.id)
        self.state_key = "/".join((*self._rank(), self.id))

    def _rank(self) -> tuple[str, ...]:
        if self.state == "waiting":
            return (str(9 - PRIORITIES.index(self.priority)), self.place)
        return (self.done_at or self.assigned_at or self.place,)


class Decision(Row, discriminator="decision"):
    """Why somebody was given an item of work: the best candidates with their points, and the reason in words."""

    PUBLIC = (
        "id", "work", "queue", "policy", "agent", "outcome", "total", "candidates", "considered", "reason", "actor",
        "at",
    )  # fmt: skip

    id = UnicodeAttribute()
    work = UnicodeAttribute()
    queue = UnicodeAttribute(null=True)
    policy = UnicodeAttribute(null=True)
    agent = UnicodeAttribute()
    outcome = UnicodeAttribute()
    total = JSONAttribute()
    candidates = JSONAttribute()
    considered = NumberAttribute()
    reason = UnicodeAttribute()
    actor = UnicodeAttribute()
    at = UnicodeAttribute()


class Finished(Row, discriminator="finished"):
    """One time that an item of work was in line and was done with: `record` is the work as it was then."""

    record = JSONAttribute()


class Tally(Row, discriminator="tally"):
    """How many items of a queue found somebody within five minutes."""

    found = NumberAttribute(default=0)


def line(queue: str | None, state: str) -> str:
    """The name of the list of a queue's work in a state."""
    return f"work/{state}/{queue or NOWHERE}"


def work_pk(tenant: str, work_id: str) -> str:
    """The partition of an item of work and of the decisions about it."""
    return key(tenant, "work", work_id)


def fetch(tenant: str, work_id: str, *, consistent: bool = False) -> Any:
    """An item of work, or None: 1 call, 0.5 read units (1 when consistent)."""
    return tables.get(Work, work_pk(tenant, work_id), "record", consistent=consistent)


def works(tenant: str, work_ids: list[str]) -> list[Any]:
    """Those of the items of work that are there: 1 call for each hundred."""
    return tables.get_many(Work, [(work_pk(tenant, each), "record") for each in work_ids], consistent=True)


def decision_keys(tenant: str, work_id: str, decision_id: str) -> tuple[str, str]:
    return work_pk(tenant, work_id), f"decision#{decision_id}"


def finished(tenant: str, day: str) -> str:
    """The partition of what was done on a day (UTC), in the order of its time."""
    return key(tenant, "finished", day)


def tallies(tenant: str, queue: str) -> str:
    """The partition of a queue's tallies, by their time."""
    return key(tenant, "tally", queue)
