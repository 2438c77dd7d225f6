"""Rules of alerts, and the alerts that they raise."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from onestop.http import ListQuery
from onestop.models import Model, Name, Short, Timestamp, Ulid, patch_of

Kind = Literal["wait", "length", "slaRisk", "keyword"]
Severity = Literal["info", "warning", "critical"]
Threshold = Annotated[int, Field(ge=1, le=604_800, strict=True)]


def _each_once(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


class AlertRuleFields(Model):
    """What may be changed of a rule; without `queues` it is about all of them."""

    name: Name
    queues: Annotated[list[Ulid], Field(max_length=100), AfterValidator(_each_once)] = []
    threshold: Annotated[Threshold, Field(description="Seconds for wait, items for length and slaRisk")] | None = None
    words: Annotated[list[Short], Field(max_length=100), AfterValidator(_each_once)] = []
    severity: Severity = "warning"
    active: bool = True


class NewAlertRule(AlertRuleFields):
    """`wait` is for the longest waiting, `length` for how many wait, `slaRisk` for how many are late or soon will be.

    `keyword` looks for words in what customers write; where a script has words, for whole ones.
    """

    kind: Kind

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind == "keyword" and (not self.words or self.threshold is not None):
            raise ValueError("a keyword rule has words and no threshold")
        if self.kind != "keyword" and (self.words or self.threshold is None):
            raise ValueError(f"a {self.kind} rule has a threshold and no words")
        return self


AlertRulePatch = patch_of("AlertRulePatch", AlertRuleFields)


class AlertRule(AlertRuleFields):
    """What is shown."""

    id: Ulid
    kind: Kind
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class Alert(Model):
    """One time that a rule held: for a queue, or for a ticket in which `words` were found.

    `value` is what was measured when it was raised, `threshold` what it was compared with.
    """

    id: Ulid
    rule: Ulid
    name: Name
    kind: Kind
    severity: Severity
    queue: Ulid | None
    ticket: Ulid | None
    number: str | None
    threshold: int | None
    value: int | None
    words: list[str]
    state: Literal["raised", "acknowledged", "cleared"]
    raised_at: Timestamp
    acknowledged_by: str | None
    acknowledged_at: Timestamp | None
    cleared_at: Timestamp | None
    version: int


class AlertQuery(ListQuery):
    """Alerts that are up, or those that were cleared; without it all, the newest first."""

    state: Literal["up", "cleared"] | None = None
