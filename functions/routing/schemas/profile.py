"""Profiles: which queues agents serve, and in which order."""

from typing import Annotated

from pydantic import AfterValidator, Field

from onestop.models import Model, Name, Timestamp, Ulid, patch_of
from routing.schemas.fields import Seconds


class Serving(Model):
    """A queue; those with the lowest `priority` come first, and nothing before it has waited for `delay` seconds."""

    queue: Ulid
    priority: Annotated[int, Field(ge=1, le=10)] = 1
    delay: Seconds = 0


def _distinct(queues: list[Serving]) -> list[Serving]:
    if len({each.queue for each in queues}) < len(queues):
        raise ValueError("a queue is there twice")
    return queues


class NewProfile(Model):
    """Which queues an agent with this profile serves; without one, those of no team and of the own teams."""

    name: Name
    queues: Annotated[list[Serving], Field(min_length=1, max_length=50), AfterValidator(_distinct)]


ProfilePatch = patch_of("ProfilePatch", NewProfile)


class Profile(NewProfile):
    """What is shown."""

    id: Ulid
    retired: bool
    created_at: Timestamp
    updated_at: Timestamp
    version: int
