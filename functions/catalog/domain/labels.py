"""Under which labels a product is found: its tags and its category."""

from collections.abc import Mapping
from typing import Any


def labels(product: Mapping[str, Any]) -> set[str]:
    """`tag/<tag>` and `category/<category>` of a product's public view."""
    category = product.get("category")
    return {f"tag/{tag}" for tag in product.get("tags") or []} | ({f"category/{category}"} if category else set())
