"""Agents: as they are registered, as they are changed, as they are shown."""

from typing import Annotated

from pydantic import AfterValidator, Field

from onestop.http import ListQuery
from onestop.models import Language, Model, Name, Timestamp, TimeZone, Ulid, patch_of
from workforce.schemas.fields import Key, Level, Units


class AgentSkill(Model):
    """A skill of the list at `/skills`, and how well: 1 is a beginner, 5 an expert."""

    skill: Key
    level: Level


def _once_each(values: list[str]) -> list[str]:
    return sorted(set(values))


def _skilled_once(values: list[AgentSkill]) -> list[AgentSkill]:
    if len({each.skill for each in values}) < len(values):
        raise ValueError("name a skill twice")
    return sorted(values, key=lambda each: each.skill)


Teams = Annotated[list[Ulid], Field(max_length=10), AfterValidator(_once_each)]
Skills = Annotated[list[AgentSkill], Field(max_length=50), AfterValidator(_skilled_once)]
Languages = Annotated[list[Language], Field(max_length=20), AfterValidator(_once_each)]


class Abilities(Model):
    """All of an agent that may change. `capacity` is in the units in which channels are weighed.

    `profile` is the routing profile that says which queues the agent serves.
    """

    name: Name
    teams: Teams = Field(default_factory=list)
    skills: Skills = Field(default_factory=list)
    languages: Languages = Field(default_factory=list)
    capacity: Units = 100
    profile: Ulid | None = None
    zone: TimeZone = "UTC"


class NewAgent(Abilities):
    """The id is that of the member who is to take work: each is one agent at most."""

    id: Ulid


AgentPatch = patch_of("AgentPatch", Abilities)


class Agent(NewAgent):
    """What is shown. Who is not `active` takes no work any more."""

    active: bool
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class AgentQuery(ListQuery):
    """All agents, or those of a team."""

    team: Ulid | None = None
