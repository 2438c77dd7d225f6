"""What people say to work: those who are offered it, and those who lead."""

from onestop.models import Model, Ulid
from routing.schemas.fields import Priority, Remark


class Refusal(Model):
    """Why an offer is declined."""

    reason: Remark | None = None


class Move(Model):
    """To another queue, with the place kept."""

    queue: Ulid
    reason: Remark


class Reprioritisation(Model):
    """More or less urgent than it was."""

    priority: Priority
    reason: Remark


class Handover(Model):
    """To this agent, whatever else they hold."""

    agent: Ulid
    reason: Remark


class Takeover(Model):
    """To whoever asks."""

    reason: Remark
