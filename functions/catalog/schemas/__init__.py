"""What comes in and what goes out. Each model is loaded when it is needed: most requests need none or two."""

from onestop.later import later

__getattr__ = later(
    __name__,
    {
        "batch": "Batch BatchResult ImportRow",
        "basket": "Basket BasketLine Cost",
        "price": "NewPrice Price PricePatch",
        "price_book": "NewPriceBook PriceBook PriceBookPatch",
        "product": "NewProduct Product ProductPatch ProductQuery",
        "tax": "NewTaxClass TaxClass TaxClassPatch is_code",
        "variant": "NewVariant Variant VariantPatch VariantQuery",
    },
)
