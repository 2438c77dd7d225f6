"""The table `payments`: which items there are and how they are found.

    payment         <tenant>#payment#<id>          record
    move            <tenant>#payment#<id>          move#<kind>#<cause>    what was asked and came of it
    of a customer   <tenant>#customer#<customer>   <payment>
    reconciliation  <tenant>#reconciliation#<id>   record
    difference      <tenant>#difference#<id>       record
    found           <tenant>#found#<reference>     <what>                 a difference is found once
    idempotency     <tenant>#once#<route>#<key>    guard

`by-creation` lists payments, reconciliations and differences; `by-state` lists them by state, and the moves of each day
by reference. `by-due` holds what somebody has to look at again, of all tenants, because it is the clock that asks.
The second table is the sandbox provider's own: `table/sandbox.py`.
"""

from payments.table.base import ByCreation, ByState, Row
from payments.table.moves import Move, days_partition, days_partitions, move_keys
from payments.table.payment import Guard, OfCustomer, Payment, customer_pk, fetch, fetch_with, payment_pk
from payments.table.reconciliation import (
    Difference,
    Found,
    Reconciliation,
    difference_pk,
    found_keys,
    reconciliation_pk,
)

__all__ = [
    "ByCreation",
    "ByState",
    "Difference",
    "Found",
    "Guard",
    "Move",
    "OfCustomer",
    "Payment",
    "Reconciliation",
    "Row",
    "customer_pk",
    "days_partition",
    "days_partitions",
    "difference_pk",
    "fetch",
    "fetch_with",
    "found_keys",
    "move_keys",
    "payment_pk",
    "reconciliation_pk",
]

Row._get_connection()  # one connection for all classes of this table: the base has to ask for it first
