"""Teams and skills."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from onestop.models import Model, Name, Timestamp, Ulid, patch_of
from workforce.schemas.fields import Key

Leads = Annotated[list[Ulid], Field(max_length=20), AfterValidator(lambda values: sorted(set(values)))]
Levels = dict[Literal["1", "2", "3", "4", "5"], Name]


class NewTeam(Model):
    """`leads` are members."""

    name: Name
    leads: Leads = Field(default_factory=list)


TeamPatch = patch_of("TeamPatch", NewTeam)


class Team(NewTeam):
    """What is shown. Nobody joins a retired team any more."""

    id: Ulid
    retired: bool
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class SkillNames(Model):
    """What of a skill may change. `levels` says what its levels mean, where that helps."""

    name: Name
    levels: Levels = Field(default_factory=dict)


class NewSkill(SkillNames):
    """The key is for programs and never changes."""

    key: Key


SkillPatch = patch_of("SkillPatch", SkillNames)


class Skill(NewSkill):
    """What is shown. A retired skill is kept by those who have it and given to nobody else."""

    retired: bool
    created_at: Timestamp
    updated_at: Timestamp
    version: int
