"""What goes out."""

from typing import Literal

from onestop.models import Model


class Health(Model):
    """`degraded`: it serves, but an event could not be published or consumed and waits for somebody to look."""

    status: Literal["ok", "degraded"]
    capabilities: dict[str, Literal["ok", "degraded"]]
