"""What a rule would do to the tickets that changed last, without doing it."""

from __future__ import annotations

from typing import Any

from onestop import lists
from onestop.conditions import holds
from onestop.errors import OneStopError, TryAgain
from onestop.events import changes
from onestop.identity import Caller, system
from onestop.lists import Range
from tickets import table
from tickets.domain import automation
from tickets.service import acting, finding, rules, trying
from tickets.service.acting import Acted

View = dict[str, Any]


def dry_run(by: Caller, rule_id: str, count: int) -> View:
    """For which of the last tickets a rule would hold, and what would change: nothing is written.

    What the condition says of changes is taken as if all of a ticket had just become what it is. 3 calls, and what the
    texts of the actions need.
    """
    rule = rules.seen(by, rule_id).view()
    part = Range(newest_first=True, limit=count)
    index, partitions = table.Ticket.by_update, lists.partitions(by.tenant, "tickets")
    found = finding.whole(lists.read(index, partitions, part, table.ByUpdate.update_key)).rows
    itself = system("tickets", by.tenant, by.correlation)
    matched = [_would(itself, rule, row) for row in found if _holds(rule, row.view())]
    return {"examined": len(found), "matched": matched}


def _holds(rule: View, ticket: View) -> bool:
    if "since" in rule["trigger"]:
        return automation.moment(rule, ticket) is not None
    return holds(automation.as_if_just_now(rule["condition"]), ticket)


def _would(by: Caller, rule: View, row: table.Ticket) -> View:
    before = row.view()
    at = automation.moment(rule, before) if "since" in rule["trigger"] else None
    acted, problem = Acted(row, before), None
    mark = acted.mark()
    try:
        acting.act(by, acted, rule["actions"])
    except TryAgain:
        raise
    except OneStopError as error:
        acted.back_to(mark)
        problem = trying.reason_of(error)
    said = {"ticket": row.id, "number": row.number, "at": at, "problem": problem}
    came = {"messages": len(acted.messages), "notices": len(acted.notices)}
    return {**said, **came, "changes": changes(before, row.view())}
