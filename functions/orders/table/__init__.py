"""The table `orders`: which items there are and how they are found.

    order         <tenant>#order#<id>              record
    note          <tenant>#order#<id>              note#<id>
    shipment      <tenant>#order#<id>              shipment#<id>
    cancellation  <tenant>#order#<id>              cancellation#<id>
    step          <tenant>#order#<id>              step#<time>#<event id>   one entry of the saga's timeline
    place         <tenant>#order#<id>              document#<id>            in which series a document stands
    place         <tenant>#document#<id>           guard                    the same, found by the document's id
    document      <tenant>#series#<series>         <number>                 invoices and credit notes in their order
    counter       <tenant>#series#<series>         counter                  the last number that was given
    saga          <tenant>#saga#<id>               record                   one execution, by its name
    settings      <tenant>#order-settings          record
    unique key    <tenant>#unique#<what>#<value>   guard                    the one order that has it
    idempotency   <tenant>#once#<route>#<key>      guard

A document is where its number is, so that no number can be given twice or without a document. The indexes hold keys
only: an order is changed often and read in full by its key.
"""

from orders.table.base import ByCreation, ByCustomer, ByPlacing, ByState, ByUpdate, Row
from orders.table.beside import Guard, Unique, unique_pk
from orders.table.documents import Counter, Document, Place, document_keys, place_keys, series_pk
from orders.table.fulfilment import Cancellation, Shipment, cancellation_keys, shipment_keys
from orders.table.notes import OrderNote, note_keys
from orders.table.order import Order, fetch, order_pk
from orders.table.sagas import Saga, StepDone, saga_pk, step_keys
from orders.table.settings import OrderSettings, settings_keys

__all__ = [
    "ByCreation",
    "ByCustomer",
    "ByPlacing",
    "ByState",
    "ByUpdate",
    "Cancellation",
    "Counter",
    "Document",
    "Guard",
    "Order",
    "OrderNote",
    "OrderSettings",
    "Place",
    "Row",
    "Saga",
    "Shipment",
    "StepDone",
    "Unique",
    "cancellation_keys",
    "document_keys",
    "fetch",
    "note_keys",
    "order_pk",
    "place_keys",
    "saga_pk",
    "series_pk",
    "settings_keys",
    "shipment_keys",
    "step_keys",
    "unique_pk",
]

Row._get_connection()  # one connection for all classes of this table: the base has to ask for it first
