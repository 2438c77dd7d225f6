"""The table `catalog`: which items there are and how they are found.

    product       <tenant>#product#<id>          record
    variant       <tenant>#variant#<id>          record
    price         <tenant>#variant#<id>          price#<book>     what a variant costs in one price book
    price book    <tenant>#pricing               book#<id>
    tax class     <tenant>#pricing               tax#<code>
    layout        <tenant>#stock#<variant>       layout           at which locations a variant is, in how many shards
    shard         <tenant>#stock#<variant>#<location>#<n>  shard  how many pieces are free, held, allocated
    movement      <tenant>#movements#<variant>   <id>             pieces that came or went
    reservation   <tenant>#reservation#<id>      record
    location      <tenant>#locations             <id>
    unique key    <tenant>#unique#<what>#<value> guard            a SKU or a price book's name, and who has it
    label         <tenant>#<label>#<shard>       <id>             a product's tag or category; a variant's product
    idempotency   <tenant>#once#<route>#<key>    guard

The two indexes list products, variants and the prices of a book by creation and last change. Price books and tax
classes are few and needed together whenever something is priced, so they share a partition: one query finds them all.
"""

from catalog.table.base import ByCreation, ByUpdate, Row
from catalog.table.beside import Guard, Label, Unique, product_label, unique_pk
from catalog.table.pricing import Price, PriceBook, TaxClass, book_keys, price_keys, pricing_pk, tax_keys
from catalog.table.products import Product, Variant, product_keys, variant_keys
from catalog.table.stock import Layout, Movement, Shard, changing, layout_keys, movement_keys, new_shard, shard_keys
from catalog.table.stock_beside import Location, Reservation, locations_pk, reservation_keys

__all__ = [
    "ByCreation",
    "ByUpdate",
    "Guard",
    "Label",
    "Layout",
    "Location",
    "Movement",
    "Price",
    "PriceBook",
    "Product",
    "Reservation",
    "Row",
    "Shard",
    "TaxClass",
    "Unique",
    "Variant",
    "book_keys",
    "changing",
    "layout_keys",
    "locations_pk",
    "movement_keys",
    "new_shard",
    "price_keys",
    "pricing_pk",
    "product_keys",
    "product_label",
    "reservation_keys",
    "shard_keys",
    "tax_keys",
    "unique_pk",
    "variant_keys",
]

Row._get_connection()  # one connection for all classes of this table: the base has to ask for it first
