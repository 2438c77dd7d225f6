"""Under which labels a customer is found besides its name: its tags, its owner and the static lists it is on."""

from collections.abc import Mapping
from typing import Any


def labels(customer: Mapping[str, Any]) -> set[str]:
    """`tag/<tag>` and `owner/<member id>` of a customer's public view."""
    owner = customer.get("owner")
    return {f"tag/{tag}" for tag in customer.get("tags") or []} | ({f"owner/{owner}"} if owner else set())
