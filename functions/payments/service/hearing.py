"""What a provider tells by itself: signed webhooks, which may come twice, late, in any order, or from somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from onestop import clock, http, records
from onestop.errors import NotFound, PaymentDeclined, TooLarge
from onestop.http.body import parsed
from onestop.http.route import JSON
from onestop.identity import Caller, system
from onestop.observe import concerning
from payments import provider, schemas, table
from payments.domain import operation
from payments.domain.operation import Operation, Reference
from payments.domain.signature import must_be_signed
from payments.provider.port import Outcome
from payments.service import asking, moving, settling

LARGEST = 64_000  # bytes
SETTLED, KNOWN = "settled", "known"


def hear(company: str, headers: Mapping[str, str], body: bytes, correlation: str) -> str:
    """Take a webhook: `settled` where it told an outcome that was not known, else `known`. At most 2 calls.

    `headers` are in lower case, `body` is what came, byte by byte. Raises `TooLarge`, `BadSignature`, `MalformedBody`,
    `Invalid`, and `NotFound` for a provider or a reference that nobody here knows.
    """
    if company not in provider.PROVIDERS:
        raise NotFound("There is no such payment provider.")
    if len(body) > LARGEST:
        raise TooLarge("A webhook holds at most 64 KB.")
    must_be_signed(headers, body, provider.named(company).secrets(), clock.now())
    told = http.modelled(schemas.Webhook, parsed(body, JSON)).data
    reference = operation.read(told.reference)
    if reference is None:
        raise NotFound("There is no such reference.")
    concerning(reference.tenant, correlation)
    outcome = Outcome(told.state, told.id, told.amount, told.currency, told.reason)
    by = system("payments", reference.tenant, correlation)
    return records.settled(lambda: _learn(by, company, reference, outcome))


def _learn(by: Caller, company: str, reference: Reference, outcome: Outcome) -> str:
    row, done = table.fetch_with(reference.tenant, reference.payment, reference.kind, reference.cause)
    waiting = row.balance().waiting(reference.kind, reference.cause) if row else None
    attempts = [int(each.attempt) for each in (waiting, done) if each]
    theirs = row is not None and row.method is not None and row.method["provider"] == company
    if not theirs or reference.attempt > max(attempts, default=0):
        raise NotFound("There is no such reference.")
    if waiting is None or waiting.attempt != reference.attempt or outcome.state == "pending":
        return KNOWN
    _settle(by, row, waiting, outcome)
    return SETTLED


def _settle(by: Caller, row: table.Payment, waiting: Operation, outcome: Outcome) -> None:
    """A webhook is an answer like any other: where it is not what was asked for, the books are asked."""
    settling.settle(by, row, row.balance(), waiting, asking.trusted(row, waiting, outcome))
    with suppress(PaymentDeclined):
        moving.release_rest(by, row)
