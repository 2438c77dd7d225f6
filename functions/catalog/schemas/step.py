"""Which step of which saga wrote a record."""

from onestop.models import Model


class Step(Model):
    """`attempt` counts from 0."""

    saga: str
    id: str
    step: str
    attempt: int
