"""Reading the floor as it is."""

from collections.abc import Iterable
from typing import Any

from floor import table
from floor.domain import board, sharing
from floor.domain.board import Counted, Floor, Named
from floor.domain.item import FLOW, NOWHERE, STOCK
from floor.domain.moments import ms
from onestop import clock, tables
from onestop.errors import NotFound
from onestop.identity import Caller
from onestop.tables import served

SEE_ALL = frozenset({"analyst", "integration"})
LEAD = "floor:lead"


def stamp(tenant: str) -> int:
    """How often a tenant's floor has changed: 1 call, half a read unit for each shard."""
    rows = tables.get_many(table.Version, [(pk, table.VERSION) for pk in table.floor_pks(tenant)], consistent=True)
    return sum(int(row.changes) for row in rows)


def tag(version: int) -> str:
    """The ETag of a version, which holds for a minute at most: shares of time go on without any event.

    A number, as that of every record, made of the version and of the minutes since 1970.
    """
    return f'"{version * 10**8 + ms(clock.timestamp()) // 60_000}"'


def seen(by: Caller) -> dict[str, Any]:
    """The floor as the caller may see it: 1 call for each shard, and 1 for each queue in which somebody waits."""
    floor = read(by.tenant)
    return shown(floor, None if sees_all(by) else member_of(by))


def shown(floor: Floor, member: str | None) -> dict[str, Any]:
    """The document of a floor for one member, or for those who see all."""
    teams = sharing.EVERYTHING if member is None else sharing.teams_of(floor, member)
    cut = sharing.cut(board.document(floor), teams, member or "")
    return {**cut, "at": clock.timestamp(), "version": floor.version}


def sees_all(by: Caller) -> bool:
    """Whether somebody leads, or counts for others."""
    return by.may(LEAD) or bool(by.roles & SEE_ALL)


def member_of(by: Caller) -> str:
    """The id of the member who asks, which is also that of the agent."""
    return by.actor.removeprefix("member/")


def read(tenant: str, *, waits: bool = True) -> Floor:
    """All that is known now; without `waits`, nobody looks who has waited longest."""
    rows = [row for pk in table.floor_pks(tenant) for row in _query(pk)]
    now = clock.timestamp()
    floor = Floor(version=sum(int(row.changes) for row in rows if isinstance(row, table.Version)), now=ms(now),
                  today=now[:10])  # fmt: skip
    for row in rows:
        _put(floor, row)
    if waits:
        longest = {queue: _longest(tenant, queue) for queue, sums in board.totals(floor).items() if sums["waiting"]}
        floor.longest.update({queue: since for queue, since in longest.items() if since})
    return floor


def _query(pk: str) -> Iterable[Any]:
    """In the order of their sort keys, the version first: what follows it is at least as new."""
    with served():
        return list(table.Row.query(pk, consistent_read=True))


def _put(floor: Floor, row: Any) -> None:
    if isinstance(row, table.Tally):
        numbers = {name: int(getattr(row, name)) for name in (*STOCK, *FLOW)}
        floor.counted.append(Counted(row.queue, row.day or "", numbers))
    elif isinstance(row, table.Agent):
        floor.agents[row.id] = row.read()
    elif isinstance(row, table.Name):
        names = floor.queues if row.kind == "queue" else floor.teams
        names[row.id] = Named(row.name, row.facts, row.retired)
    elif isinstance(row, table.Up):
        floor.alerts.append(row.shown)


def _longest(tenant: str, queue: str) -> str | None:
    first = line(tenant, queue, 1)
    return first[0].since if first else None


def line(tenant: str, queue: str, most: int) -> list[table.Place]:
    """The first of those who wait in a queue: 1 call."""
    with served():
        return list(table.Place.query(table.line_pk(tenant, queue), limit=most, consistent_read=True))


def alerts_up(tenant: str, about: str) -> list[table.Up]:
    """The alerts that are up about what begins so: 1 call."""
    with served():
        return list(table.Up.query(table.floor_pk(tenant), table.Up.sk.startswith(f"up#{about}"), consistent_read=True))


def queue(by: Caller, queue_id: str, most: int = 10) -> dict[str, Any]:
    """One queue with the first of its line. `NotFound` for one that is unknown or none of the caller's teams."""
    found = next((each for each in seen(by)["queues"] if (each["queue"] or NOWHERE) == queue_id), None)
    if found is None:
        raise NotFound("There is no such queue.")
    first = line(by.tenant, queue_id, most)
    return {**found, "line": [{"ticket": each.id, "number": each.number, "since": each.since} for each in first]}
