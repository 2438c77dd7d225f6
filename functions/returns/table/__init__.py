"""The table `returns`: which items there are and how they are found.

    return        <tenant>#return#<id>          record
    sale          <tenant>#order#<order id>     sale      what was shipped of an order, and what of it is in returns
    settings      <tenant>#settings             record
    idempotency   <tenant>#once#<route>#<key>   guard

The four indexes list returns by creation, last change, customer and state.
"""

from returns.table.base import ByCreation, ByCustomer, ByState, ByUpdate, Row
from returns.table.beside import Guard, Settings, settings_pk
from returns.table.record import Return, return_pk
from returns.table.sale import Sale, fetch_sale, sale_pk

__all__ = [
    "ByCreation",
    "ByCustomer",
    "ByState",
    "ByUpdate",
    "Guard",
    "Return",
    "Row",
    "Sale",
    "Settings",
    "fetch_sale",
    "return_pk",
    "sale_pk",
    "settings_pk",
]

Row._get_connection()  # one connection for all classes of this table: the base has to ask for it first
