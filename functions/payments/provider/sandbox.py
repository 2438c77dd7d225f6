"""A provider for tests, demonstrations and the first day: it moves no money, and does what a token tells it to.

It keeps books of its own, in a table of its own, as a company outside would; README.md lists the tokens.
"""

import os
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any

from onestop import aws, clock, records, tables
from onestop.errors import OutcomeUnknown, VersionMismatch
from onestop.lists import LAST
from onestop.money import Money
from onestop.tables import Step, creates
from payments.domain.operation import AUTHORISE, CAPTURE, REFUND, VOID
from payments.provider import telling
from payments.provider.company import ASKED_IN_VAIN, Deed, Held, done
from payments.provider.port import Entry, Outcome
from payments.table import sandbox as table

KEPT = 300  # seconds for which a process remembers the secrets


class Sandbox:
    """The port, on the sandbox's table."""

    def authorise(self, reference: str, amount: Money, token: str) -> Outcome:
        return _carried_out(AUTHORISE, reference, reference, amount, token)

    def capture(self, reference: str, authorisation: str, amount: Money) -> Outcome:
        return _carried_out(CAPTURE, reference, authorisation, amount)

    def void(self, reference: str, authorisation: str) -> Outcome:
        return _carried_out(VOID, reference, authorisation, None)

    def refund(self, reference: str, authorisation: str, amount: Money) -> Outcome:
        return _carried_out(REFUND, reference, authorisation, amount)

    def find(self, reference: str) -> Outcome | None:
        """What came of a reference; of a late one the first answer is that it is not known yet."""
        row = tables.get(table.Operation, reference, "operation", consistent=True)
        if row is None:
            return None
        told = _told(row)
        if row.untold:
            tables.write(Step("update", row, _gone, actions=(table.Operation.untold.set(row.untold - 1),)))
        return told

    def books(self, day: str, after: str, limit: int) -> Sequence[Entry]:
        """One query; a reference that is there twice may make it one more than `limit`."""
        with tables.served():
            rows = list(
                table.Operation.by_day.query(
                    day, table.ByDay.booked.between(_behind(after), LAST), limit=limit, page_size=limit
                )
            )
            if len(rows) == limit:
                last = rows[-1]
                ahead = table.ByDay.booked.between(last.booked + "\0", _behind(last.reference))
                rows += table.Operation.by_day.query(day, ahead)
        return [Entry(row.reference, row.operation, row.id, int(row.amount), row.currency) for row in rows]

    def secrets(self) -> Sequence[str]:
        return _secrets(int(time.monotonic() // KEPT))


provider = Sandbox()


def _behind(reference: str) -> str:
    """What sorts behind all entries of a reference."""
    return f"{reference}#{LAST}"


@lru_cache(maxsize=1)
def _secrets(_: int) -> tuple[str, ...]:
    """The first of them signs."""
    found = aws.call("secretsmanager", "GetSecretValue", SecretId=os.environ["SANDBOX_SECRET"])
    return tuple(str(found["SecretString"]).split())


def _carried_out(
    operation: str, reference: str, authorisation: str, amount: Money | None, token: str | None = None
) -> Outcome:
    """Do it once; the same reference again is answered as it was booked."""
    deed = records.settled(lambda: _done(operation, reference, authorisation, amount, token))
    if deed.booked and deed.webhooks:
        telling.tell(reference, operation, deed.booked, _secrets(int(time.monotonic() // KEPT))[0], deed.webhooks)
    if deed.told is None:
        raise OutcomeUnknown("The provider did not answer in time.")
    return deed.told


def _done(operation: str, reference: str, authorisation: str, amount: Money | None, token: str | None) -> Deed:
    row = tables.get(table.Operation, reference, "operation", consistent=True)
    if row is not None:
        told = _told(row)
        return Deed(Held(""), told, told)
    hold = tables.get(table.Hold, authorisation, "hold", consistent=True) or table.Hold(
        authorisation, "hold", token=token or "ok"
    )
    hold.token, hold.currency = token or hold.token, amount.currency if amount else hold.currency
    asked = Outcome("done", clock.new_id(), amount.amount if amount else 0, hold.currency or "XXX")
    deed = done(_held(hold), operation, asked)
    _book(hold, deed, operation, reference)
    return deed


def _held(row: table.Hold) -> Held:
    numbers = {name: int(getattr(row, name)) for name in ("amount", "captured", "refunded")}
    return Held(row.token, **numbers, voided=row.voided, turns=row.turns)


def _book(hold: table.Hold, deed: Deed, operation: str, reference: str) -> None:
    """Write the hold, and the entry where there is one: both or none."""
    before = int(hold.revision)
    for name, value in asdict(deed.held).items():
        setattr(hold, name, value)
    hold.revision = before + 1
    unchanged = table.Hold.revision == before if before else table.Hold.pk.does_not_exist()
    steps = [Step("save", hold, _meanwhile, unchanged)]
    if deed.booked:
        steps.append(creates(_entry(hold.pk, deed, operation, reference)))
    tables.write(*steps)


def _entry(authorisation: str, deed: Deed, operation: str, reference: str) -> table.Operation:
    said: Any = deed.booked
    row = table.Operation(reference, "operation", reference=reference, authorisation=authorisation, operation=operation)
    row.id, row.state, row.reason = said.id, said.state, said.reason
    row.amount, row.currency = said.amount, said.currency
    row.untold = ASKED_IN_VAIN if deed.told and deed.told.state == "pending" else 0
    if said.state == "done":
        row.day, row.booked = clock.timestamp()[:10], f"{reference}#{said.id}"
    return row


def _told(row: table.Operation) -> Outcome:
    known = Outcome(row.state, row.id, int(row.amount), row.currency, row.reason)
    return replace(known, state="pending", amount=0) if row.untold else known


def _meanwhile(_: Any) -> Exception:
    return VersionMismatch()


def _gone(_: Any) -> Exception:
    return OutcomeUnknown()
