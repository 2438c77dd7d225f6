"""The table `catalog`: which items there are and how they are found.

    product       <tenant>#product#<id>          record
    variant       <tenant>#variant#<id>          record
    price         <tenant>#variant#<id>          price#<book>     what a variant costs in one price book
    price book    <tenant>#pricing               book#<id>
    tax class     <tenant>#pricing               tax#<code>
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

__all__ = [
    "ByCreation",
    "ByUpdate",
    "Guard",
    "Label",
    "Price",
    "PriceBook",
    "Product",
    "Row",
    "TaxClass",
    "Unique",
    "Variant",
    "book_keys",
    "price_keys",
    "pricing_pk",
    "product_keys",
    "product_label",
    "tax_keys",
    "unique_pk",
    "variant_keys",
]

Row._get_connection()  # one connection for all classes of this table: the base has to ask for it first
