"""What comes in and what goes out. Each model is loaded when it is needed: most requests need none or two."""

from onestop.later import later

__getattr__ = later(
    __name__,
    {
        "batch": "Batch BatchResult ImportRow",
        "basket": "Basket BasketLine Cost",
        "location": "Location LocationPatch NewLocation",
        "price": "NewPrice Price PricePatch",
        "price_book": "NewPriceBook PriceBook PriceBookPatch",
        "product": "NewProduct Product ProductPatch ProductQuery",
        "reservation": "Allocate Deallocate Issue Release Reservation Reserve Restock",
        "stock": "LocationLevel NewAdjustment NewLayout StockLevel StockMovement",
        "tax": "NewTaxClass TaxClass TaxClassPatch is_code",
        "variant": "NewVariant Variant VariantPatch VariantQuery",
    },
)
