"""The smallest table whose rows are due at some time."""

import os

from onestop import due, tables
from onestop.pynamo import DiscriminatorAttribute, UnicodeAttribute


class Row(tables.Row):
    class Meta(tables.Meta):
        table_name = os.environ["TIMERS_TABLE"]

    type = DiscriminatorAttribute()
    by_due = due.ByDue()
    waiting = UnicodeAttribute(null=True)
    due = UnicodeAttribute(null=True)


class Timer(Row, discriminator="timer"):
    """Something that rings."""


Row._get_connection()


def timer(name: str, at: str | None) -> Timer:
    """A timer of tenant T that is due at a moment, or never."""
    return Timer(f"T#{name}", "record", waiting=at and due.partition(name), due=at)
