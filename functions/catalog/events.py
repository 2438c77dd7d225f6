"""What this capability publishes. `data` is always the record, its changes and the customers it is about."""

from onestop.events import Kind

PRODUCT_ADDED = Kind("ProductAdded")
PRODUCT_CHANGED = Kind("ProductChanged")

VARIANT_ADDED = Kind("VariantAdded")
VARIANT_CHANGED = Kind("VariantChanged")

PRICE_BOOK_ADDED = Kind("PriceBookAdded")
PRICE_BOOK_CHANGED = Kind("PriceBookChanged")

PRICE_SET = Kind("PriceSet")
PRICE_REMOVED = Kind("PriceRemoved")

TAX_CLASS_ADDED = Kind("TaxClassAdded")
TAX_CLASS_CHANGED = Kind("TaxClassChanged")

LOCATION_ADDED = Kind("LocationAdded")
LOCATION_CHANGED = Kind("LocationChanged")
LOCATION_RETIRED = Kind("LocationRetired")

STOCK_ADJUSTED = Kind("StockAdjusted")
STOCK_RESTOCKED = Kind("StockRestocked")

STOCK_RESERVED = Kind("StockReserved")
STOCK_RELEASED = Kind("StockReleased")
STOCK_ALLOCATED = Kind("StockAllocated")
STOCK_ISSUED = Kind("StockIssued")
STOCK_DEALLOCATED = Kind("StockDeallocated")

# The models, in `schemas`, of the records that they carry.
PUBLISHED: dict[Kind, str] = {
    **dict.fromkeys((PRODUCT_ADDED, PRODUCT_CHANGED), "Product"),
    **dict.fromkeys((VARIANT_ADDED, VARIANT_CHANGED), "Variant"),
    **dict.fromkeys((PRICE_BOOK_ADDED, PRICE_BOOK_CHANGED), "PriceBook"),
    **dict.fromkeys((PRICE_SET, PRICE_REMOVED), "Price"),
    **dict.fromkeys((TAX_CLASS_ADDED, TAX_CLASS_CHANGED), "TaxClass"),
    **dict.fromkeys((LOCATION_ADDED, LOCATION_CHANGED, LOCATION_RETIRED), "Location"),
    **dict.fromkeys((STOCK_ADJUSTED, STOCK_RESTOCKED), "StockMovement"),
    **dict.fromkeys((STOCK_RESERVED, STOCK_RELEASED, STOCK_ALLOCATED, STOCK_ISSUED, STOCK_DEALLOCATED), "Reservation"),
}
