"""Whatever is merged into whatever, and in whatever order it is taken apart: every ticket is as it was."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onestop.errors import OneStopError
from tickets.domain.merging import CHANGED, Merged, merge, without

TICKETS = ["a", "b", "c", "d"]
MERGES = st.lists(st.tuples(st.sampled_from(TICKETS), st.sampled_from(TICKETS)), min_size=1, max_size=8)


def ticket(name: str) -> dict[str, Any]:
    """A ticket with a tag and a follower of its own, and one of each that all have."""
    fields = dict.fromkeys(CHANGED)
    return fields | {
        "id": name, "number": name, "status": "open", "statusCategory": "open", "followers": ["all", name],
        "tags": ["all", name], "shows": [],
    }  # fmt: skip


class Desk:
    """Tickets in memory, merged and taken apart as the rules say."""

    def __init__(self) -> None:
        self.tickets = {name: ticket(name) for name in TICKETS}
        self.made: list[tuple[str, str, Merged]] = []

    def merge(self, source: str, target: str) -> None:
        one, other = self.tickets[source], self.tickets[target]
        found = merge(one, other, other["shows"], one["shows"])
        one |= {"status": "closed", "statusCategory": "closed", "mergedInto": target}
        other |= {
            "shows": [*other["shows"], *found.sources],
            "followers": [*other["followers"], *found.followers],
            "tags": [*other["tags"], *found.tags],
        }
        self.made.append((source, target, found))

    def take_apart(self) -> bool:
        """Undo the newest merge whose target is not merged itself; whether there was one."""
        for made in reversed(self.made):
            source, target, found = made
            if self.tickets[target]["mergedInto"] is None:
                self.tickets[source] |= found.before
                there = self.tickets[target]
                there |= {
                    "shows": without(there["shows"], found.sources),
                    "followers": without(there["followers"], found.followers),
                    "tags": without(there["tags"], found.tags),
                }
                self.made.remove(made)
                return True
        return False


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(MERGES)
def test_merged_and_taken_apart_every_ticket_is_as_it_was(merges: list[tuple[str, str]]) -> None:
    desk = Desk()
    for source, target in merges:
        try:
            desk.merge(source, target)
        except OneStopError:
            continue
    shown = [name for each in desk.tickets.values() if not each["mergedInto"] for name in (each["id"], *each["shows"])]
    assert sorted(shown) == TICKETS
    while desk.take_apart():
        pass
    assert desk.tickets == {name: ticket(name) for name in TICKETS}
