"""Fields that a tenant defined for itself: what they are and whether values fit them."""

from typing import Any

from onestop.errors import Invalid


def must_fit(tenant: str, values: dict[str, Any], already: dict[str, Any] | None = None) -> None:
    """Raise `Invalid` with a pointer to each value that its field does not allow; no call where there are none."""
    if values != (already or {}):
        raise Invalid(errors=[{"pointer": f"/custom/{name}", "reason": "is no field here"} for name in values])
