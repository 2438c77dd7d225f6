"""Laying our moves of a day beside a provider's books, both in the order of references, a part at a time."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from onestop import lists
from onestop.errors import Conflict, OutcomeUnknown, PaymentDeclined
from onestop.identity import Caller
from onestop.lists import LAST, Range
from payments import provider, table
from payments.domain import operation
from payments.domain.differences import Said
from payments.domain.operation import BETWEEN
from payments.provider.port import Entry
from payments.service import moving


@dataclass
class Pair:
    """What either side has under one reference on one day."""

    reference: str
    here: table.Move | None = None
    there: list[Entry] = field(default_factory=list)


def part(tenant: str, day: str, company: str, after: str, limit: int) -> tuple[list[Pair], bool]:
    """The next references of a tenant behind `after`, and whether more follow: 1 call of each side."""
    low = after + "\0" if after else tenant + BETWEEN
    ours = _ours(day, Range(low=low, high=tenant + BETWEEN + LAST, limit=limit))
    theirs = provider.named(company).books(day, after or tenant, limit)
    mine = [each for each in theirs if each.reference.startswith(tenant + BETWEEN)]
    cut = [ours.rows[-1].reference] if ours.position else []
    cut += [mine[-1].reference] if mine and len(theirs) >= limit and len(mine) == len(theirs) else []
    found = _paired([row for row in ours.rows if row.provider == company], mine)
    return [each for each in found if not cut or each.reference <= min(cut)], bool(cut)


def _ours(day: str, asked: Range) -> lists.Page:
    return lists.read(table.Move.by_day, table.days_partitions(day), asked, table.ByState.state_key)


def _paired(ours: list[table.Move], theirs: list[Entry]) -> list[Pair]:
    found: dict[str, Pair] = {}
    for row in ours:
        found[row.reference] = Pair(row.reference, here=row)
    for entry in theirs:
        found.setdefault(entry.reference, Pair(entry.reference)).there.append(entry)
    return [found[reference] for reference in sorted(found)]


def sides(by: Caller, pair: Pair, company: str) -> tuple[Said | None, list[Said]]:
    """What both sides say of a reference, also where one of them has it on another day or has not learnt it yet."""
    there = [Said("done", each.amount, each.currency, each.id) for each in pair.there]
    here = _said(pair.here) if pair.here else _elsewhere(by, pair.reference)
    if not there and (found := provider.named(company).find(pair.reference)):
        there = [Said(found.state, found.amount, found.currency, found.id)]
    return here, there


def _said(move: table.Move) -> Said:
    return Said(move.state, move.amount["amount"], move.amount["currency"], move.provider_id)


def _elsewhere(by: Caller, text: str) -> Said | None:
    """What we know of a reference that is not among the moves of the day: what is pending is asked about first."""
    reference = operation.read(text)
    if reference is None:
        return None
    named = reference.payment, reference.kind, reference.cause
    row, done = table.fetch_with(by.tenant, *named)
    waiting = row.balance().waiting(reference.kind, reference.cause) if row else None
    if waiting is not None:
        with suppress(Conflict, OutcomeUnknown, PaymentDeclined):
            moving.move(by, reference.payment, waiting)
        row, done = table.fetch_with(by.tenant, *named)
    if done is None or done.attempt < reference.attempt:
        return Said("pending", waiting.amount, waiting.currency) if waiting else None
    return _said(done) if done.attempt == reference.attempt else Said("declined", 0, done.amount["currency"])


def tenants(day: str, company: str) -> Iterator[str]:
    """Every tenant for whom either side has something on a day: 2 calls for each."""
    after = ""
    while found := [*_next_ours(day, after), *_next_theirs(day, company, after)]:
        tenant = min(found).partition(BETWEEN)[0]
        yield tenant
        after = tenant + BETWEEN + LAST


def _next_ours(day: str, after: str) -> list[str]:
    return [row.reference for row in _ours(day, Range(low=after or " ", limit=1)).rows]


def _next_theirs(day: str, company: str, after: str) -> list[str]:
    return [each.reference for each in provider.named(company).books(day, after, 1)]
