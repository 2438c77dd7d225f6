"""Types that routing's models have in common."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from onestop.models import Model

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$")]
Priority = Literal["low", "normal", "high", "urgent"]
Seconds = Annotated[int, Field(ge=0, le=30 * 86_400, description="Seconds")]
Remark = Annotated[str, StringConstraints(min_length=1, max_length=500)]
State = Literal["waiting", "offered", "assigned", "done", "withdrawn"]


class Need(Model):
    """A skill that work asks for, at this level or above."""

    skill: Key
    level: Annotated[int, Field(ge=1, le=5)] = 1


Needs = Annotated[list[Need], Field(max_length=20)]
