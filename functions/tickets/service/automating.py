"""Rules that act because something happened to a ticket."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from onestop import clock, records, tables
from onestop.events import Event
from onestop.once import Replayed
from onestop.tables import Step, creates, updates
from tickets import table
from tickets.domain import automation
from tickets.domain.automation import Chain, Happened
from tickets.service import rulebook, timers, trying
from tickets.service.acting import Acted

EVENTS = automation.EVENTS  # that rules may act on
OLDEST = timedelta(days=7)  # what is replayed from the archive sets nothing off any more
REMEMBERED = OLDEST + timedelta(days=1)


def hear(event: Event) -> None:
    """Let the rules act that an event of a ticket concerns, all in one write; once for each event.

    No call where no rule held when it happened, as a rule; else 2, 1 more where another event had set it off, and what
    the texts of the actions need.
    """
    rules, told = automation.hearing(rulebook.active(event.tenant), event.type), happened(event)
    if not any(automation.concerns(rule, told, told.record) for rule in rules) or _is_over(event):
        return
    with suppress(Replayed):
        records.settled(lambda: _act(event, told, rules))


def happened(event: Event) -> Happened:
    """What an event tells: the ticket after it and before."""
    record = event.data["record"]
    before = {name: said["before"] for name, said in event.data["changes"].items()}
    return Happened(record, {**record, **before})


def _is_over(event: Event) -> bool:
    return clock.now() - datetime.fromisoformat(event.time) > OLDEST


def _act(event: Event, told: Happened, rules: Sequence[automation.Rule]) -> None:
    row = table.fetch(event.tenant, event.data["record"]["id"], consistent=True)
    if row is None:
        return
    by, linked = event.caller("tickets"), _chain(event)
    chain = Chain(int(linked.hops), tuple(linked.acted)) if linked else Chain()
    acted, lines, rounds = Acted(row, row.view()), [], timers.rounds(row)
    for rule in rules:
        if automation.concerns(rule, told, row.view()):
            lines.append(trying.tried(by, acted, rule, chain.stops(rule["id"], rounds), chain.hops))
    lines = [trying.stamped(by, line) for line in lines if line]
    if not lines:
        return
    steps = [_heard(event), *map(creates, lines)]
    if doers := [line.rule for line in lines if line.outcome == trying.DONE]:
        timers.remember(row, timers.done(row), rounds + 1)
        steps += [_linked(event, linked, chain.further(doers)), *acted.steps(by)]
    tables.write(*steps)


def _chain(event: Event) -> table.Chain | None:
    """How far the chain has got that an event belongs to: no call where somebody, or the clock, has begun it, else 1.

    What sets what off is told by the correlation that all of them have, also across capabilities.
    """
    if event.causation is None:
        return None
    keys = table.chain_keys(event.tenant, event.data["record"]["id"], event.correlation)
    return tables.get(table.Chain, *keys, consistent=True)


def _linked(event: Event, before: table.Chain | None, chain: Chain) -> Step:
    keys = table.chain_keys(event.tenant, event.data["record"]["id"], event.correlation)
    row = before or table.Chain(*keys)
    row.hops, row.acted, row.expires = chain.hops, list(chain.acted), clock.now() + REMEMBERED
    row.version = int(row.version or 0) + 1
    if event.causation is None:
        return Step("save", row, _again)
    return updates(row) if before else creates(row)


def _heard(event: Event) -> Step:
    """The mark that rules have acted on an event. It is refused where they have."""
    guard = table.Heard(*table.heard_keys(event.tenant, event.id), expires=clock.now() + REMEMBERED)
    return creates(guard, _again)


def _again(_: Any) -> Exception:
    return Replayed(None)
