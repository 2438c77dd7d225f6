"""One rule and one ticket: what comes of it, and the line of the log that says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from onestop import clock, records
from onestop.errors import OneStopError, TryAgain
from onestop.events import changes
from onestop.identity import Caller
from tickets import events, table
from tickets.service import acting
from tickets.service.acting import Acted

KEPT = timedelta(days=90)
DONE, FAILED, STOPPED = "done", "failed", "stopped"
View = dict[str, Any]


def tried(by: Caller, acted: Acted, rule: Mapping[str, Any], stopped: str | None, hops: int) -> table.Run | None:
    """Let a rule act on what is there of a ticket so far; the line of the log, None where nothing would come of it.

    `stopped` says why it may not: then it has only been tried. A rule that cannot do what it says leaves the ticket as
    it was. Raises `TryAgain` where that is for the moment only.
    """
    mark, before = acted.mark(), acted.row.view()
    try:
        acting.act(by, acted, rule["actions"])
    except TryAgain:
        raise
    except OneStopError as error:
        acted.back_to(mark)
        return _line(by, acted, rule, hops, FAILED, reason_of(error))
    if acted.mark() == mark:
        return None
    changed, messages = changes(before, acted.row.view()), len(acted.messages) - mark.messages
    if stopped:
        acted.back_to(mark)
        return _line(by, acted, rule, hops, STOPPED, stopped)
    line = _line(by, acted, rule, hops, DONE, None)
    line.changes, line.messages = changed, messages
    return line


def reason_of(error: OneStopError) -> str:
    """Why something could not be done, in a line."""
    where = "; ".join(f"{each['pointer']} {each['reason']}" for each in error.errors)
    return f"{error.code}: {where or error.detail}"[:1000]


def stamped(by: Caller, line: table.Run) -> table.Run:
    """The line of the log with its event, as it is to be written."""
    records.stamp(line, events.RULE_RAN, by)
    return line


def _line(by: Caller, acted: Acted, rule: Mapping[str, Any], hops: int, outcome: str, reason: str | None) -> table.Run:
    row, run_id = acted.row, clock.new_id()
    line = table.Run(*table.run_keys(by.tenant, row.id, run_id), id=run_id, rule=rule["id"], name=rule["name"])
    line.ticket, line.requester, line.cause, line.hops = row.id, row.requester, by.causation, hops
    line.outcome, line.reason, line.created_at = outcome, reason, clock.timestamp()
    line.listed, line.expires = table.runs_key(by.tenant, rule["id"]), clock.now() + KEPT
    return line
