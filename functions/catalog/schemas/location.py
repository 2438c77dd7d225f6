"""Locations: warehouses, shops, wherever pieces can be."""

from typing import Annotated

from pydantic import Field

from onestop.models import Country, Model, Name, Timestamp, Ulid, patch_of


class NewLocation(Model):
    """Orders take from the location with the lowest `priority` that has enough."""

    name: Name
    priority: Annotated[int, Field(ge=0, le=1000)] = 100
    country: Country | None = None


LocationPatch = patch_of("LocationPatch", NewLocation)


class Location(NewLocation):
    """What is shown. From a retired location nothing is promised any more."""

    id: Ulid
    retired: bool
    created_at: Timestamp
    updated_at: Timestamp
    version: int
