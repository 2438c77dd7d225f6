"""Consent: what may be sent to an address and for what purpose, and how we know."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from customers import events, schemas, table
from customers.service import finding
from onestop import clock, lists, once, records, tables
from onestop.errors import Invalid, WrongState
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.shaping import fill
from onestop.tables import Step, creates, served, updates

AHEAD = timedelta(minutes=5)  # how far the clock of whoever reports a consent may be ahead of ours
SHOWN = ("channel", "address", "purpose", "state", "at")
KINDS = {"given": events.CONSENT_GIVEN, "withdrawn": events.CONSENT_WITHDRAWN}
View = dict[str, Any]


def say(by: Caller, customer_id: str, new: schemas.NewConsent, repeat: Once | None = None) -> View:
    """Record that a customer gave or withdrew consent and return what holds now: 3 calls, 2 if it was said before.

    Raises `WrongState` where something later is on record.
    """
    said = new.whole()
    said["at"] = said["at"] or clock.timestamp()
    if datetime.fromisoformat(said["at"]) > clock.now() + AHEAD:
        raise Invalid(errors=[{"pointer": "/at", "reason": "is in the future"}])
    once.replay(table.Guard, repeat)
    finding.changeable(by, customer_id)
    return records.settled(lambda: _say(by, customer_id, new, said, repeat))


def _say(by: Caller, customer_id: str, new: schemas.NewConsent, said: View, repeat: Once | None) -> View:
    row, standing = _now(by.tenant, customer_id, said)
    if row.version and _same(row.view(), new):
        return row.view()
    if row.version and row.at > said["at"]:
        raise WrongState(f"Something later is on record: {row.state} at {row.at}.")
    fill(row, said)
    records.stamp(row, KINDS[said["state"]], by)
    view = row.view()
    step = creates(row) if row.version == 1 else updates(row)
    beside = _beside(by.tenant, view, standing)
    tables.write(*once.guards(table.Guard, repeat, view), *beside, step)
    return view


def _now(tenant: str, customer_id: str, said: View) -> tuple[table.Consent, table.Standing | None]:
    """What holds for this customer (a new row where nothing does) and for the address, whoever has it: 1 call."""
    which = said["channel"], said["purpose"], said["address"]
    mine = table.consent_keys(tenant, customer_id, *which)
    address = table.standing_keys(tenant, said["address"], said["purpose"], said["channel"])
    found = {(row.pk, row.sk): row for row in tables.get_many(table.Row, [mine, address], consistent=True)}
    row = found.get(mine) or table.Consent(*mine, id=clock.new_id(), customer=customer_id)
    return row, found.get(address)


def _same(view: View, new: schemas.NewConsent) -> bool:
    """Whether a submission says what is on record; one that names no time says it again, not anew."""
    said = new.whole()
    return all(view[name] == value for name, value in said.items() if name != "at" or value)


def _beside(tenant: str, view: View, standing: table.Standing | None) -> list[Step]:
    """The statement for the history, and what holds for the address unless somebody said something later."""
    statement = table.Statement(*table.statement_keys(tenant, view["customer"], clock.new_id()))
    fill(statement, view)
    steps = [creates(statement)]
    if standing is None or standing.at <= view["at"]:
        row = table.Standing(*table.standing_keys(tenant, view["address"], view["purpose"], view["channel"]))
        fill(row, view)
        newest = table.Standing.at <= view["at"]
        steps.append(creates(row, unless=newest))
    return steps


def consents(by: Caller, customer_id: str, part: Range) -> Page:
    """What holds now for a customer: 2 calls."""
    return _rows(by, table.Consent, customer_id, part)


def statements(by: Caller, customer_id: str, part: Range) -> Page:
    """All that was ever said, the latest first: 2 calls."""
    return _rows(by, table.Statement, customer_id, part)


def _rows(by: Caller, model: Any, customer_id: str, part: Range) -> Page:
    finding.seen(by, customer_id)
    return lists.read(model, [table.customer_pk(by.tenant, customer_id)], part, model.sk)


def permissions(by: Caller, query: schemas.PermissionQuery) -> list[View]:
    """What holds for an address and a purpose, by channel, whoever has the address: 1 call."""
    pk, sk = table.standing_keys(by.tenant, query.address, query.purpose, "")
    with served():
        rows = list(table.Standing.query(pk, table.Standing.sk.startswith(sk), consistent_read=True))
    return [{name: row.view()[name] for name in SHOWN} for row in rows]
