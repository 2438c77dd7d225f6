"""What agents say to work: they take an offer, pass on it, or are done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from onestop import clock, records
from onestop.errors import Forbidden, OfferOver, WrongState
from onestop.identity import Caller
from onestop.once import Once
from routing import events, table
from routing.service import finding, moving, writing


def accept(by: Caller, work_id: str, repeat: Once | None = None) -> dict[str, Any]:
    """Take what one is offered: 3 calls. Who has it already has it: 1 call.

    Raises `OfferOver` where it was never offered to the caller, was taken back, or the time was up.
    """
    return _settled(work_id, by, lambda row: _accept(by, row, repeat))


def decline(by: Caller, work_id: str, reason: str | None, repeat: Once | None = None) -> dict[str, Any]:
    """Pass on what one is offered; it goes back to its place in line: 3 calls. Raises `OfferOver` as `accept` does."""
    return _settled(work_id, by, lambda row: _decline(by, row, reason, repeat))


def complete(by: Caller, work_id: str, repeat: Once | None = None) -> dict[str, Any]:
    """Be done with what one has, or with anybody's for who leads: 3 calls. What is done stays done: 1 call.

    Raises `WrongState` for what nobody has, `Forbidden` for what somebody else has.
    """
    return _settled(work_id, by, lambda row: _complete(by, row, repeat))


def me(by: Caller) -> str:
    """The agent that asks: agents are members."""
    kind, _, member = by.actor.partition("/")
    if kind != "member":
        raise Forbidden("Work is for members.")
    return member


def _settled(work_id: str, by: Caller, work: Callable[[table.Work], dict[str, Any]]) -> dict[str, Any]:
    return records.settled(lambda: work(finding.there(by.tenant, work_id)))


def _accept(by: Caller, row: table.Work, repeat: Once | None) -> dict[str, Any]:
    agent_id = me(by)
    if row.state == "assigned" and row.agent == agent_id:
        return row.view()
    _must_be_offered(row, agent_id)
    before, agent = row.view(), table.known(by.tenant, agent_id)
    row.state, row.agent, row.offer, row.assigned_at = "assigned", agent_id, None, clock.timestamp()
    found = [writing.counted(row)] if row.queue else []
    writing.write(by, events.ASSIGNED, row, before, writing.kept(agent, row), *found, repeat=repeat)
    return row.view()


def _decline(by: Caller, row: table.Work, reason: str | None, repeat: Once | None) -> dict[str, Any]:
    agent_id = me(by)
    _must_be_offered(row, agent_id)
    before, row.reason = row.view(), reason
    moving.give_back(by, row, before, events.DECLINED, "declined", repeat)
    return row.view()


def _must_be_offered(row: table.Work, agent_id: str) -> None:
    offer = row.offer
    if offer is None or offer["agent"] != agent_id or offer["until"] <= clock.timestamp():
        raise OfferOver("This is not offered to you, or not any more.", state=row.state)


def _complete(by: Caller, row: table.Work, repeat: Once | None) -> dict[str, Any]:
    if row.agent != me(by) and not by.may("routing:lead"):
        raise Forbidden("Somebody else has this.")
    if row.state == "done":
        return row.view()
    if row.state != "assigned":
        raise WrongState(f"The work is {row.state}; only what somebody has can be done.", state=row.state)
    moving.finish(by, row, row.view(), repeat)
    return row.view()
