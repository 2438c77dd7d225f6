"""What kind of thing an event is about. New capabilities bring new kinds; none has to be known here."""

# Kinds in which the customer and we had to do with each other, as opposed to what somebody wrote down about him.
CONTACTS = frozenset({"call", "conversation", "meeting", "message", "order", "ticket"})


def kind_of(subject: str) -> str:
    """The singular of a subject's first part: `customer` of `customers/01J..`, `activity` of `activities/01J..`."""
    things = subject.partition("/")[0]
    if things.endswith("ies"):
        return things[:-3] + "y"
    return things.removesuffix("s")
