"""The routes of the catalog."""

from catalog.api import prices, products, taxes, variants
from catalog.api.door import app

__all__ = ["app", "prices", "products", "taxes", "variants"]
