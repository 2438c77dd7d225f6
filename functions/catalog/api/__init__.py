"""The routes of the catalog."""

from catalog.api import locations, prices, products, stock, taxes, variants
from catalog.api.door import app

__all__ = ["app", "locations", "prices", "products", "stock", "taxes", "variants"]
