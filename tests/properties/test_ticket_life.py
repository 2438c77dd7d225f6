"""The life of a ticket under any order of replies, messages, moves and time."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onestop.clock import rfc3339
from onestop.errors import WrongState
from tickets.domain import conflicts, states, talk

BEGAN = datetime(2026, 11, 22, 9, tzinfo=UTC)
NEW: dict[str, Any] = {
    "status": "new", "statusCategory": "new", "reopens": 0, "waitingSince": rfc3339(BEGAN), "resolvedAt": None,
    "closedAt": None, "firstRepliedAt": None, "lastAgentAt": None, "lastCustomerAt": rfc3339(BEGAN),
    "snoozedUntil": None,
}  # fmt: skip
DEEDS = st.lists(
    st.tuples(st.sampled_from((*states.CATEGORIES, "reply", "message", "snooze")), st.integers(1, 10**6)), max_size=12
)


def done(ticket: dict[str, Any], deed: str, at: str) -> dict[str, Any]:
    """The ticket after a deed; as it was where that cannot be done."""
    if deed == "snooze":
        return {**ticket, "snoozedUntil": at} if ticket["statusCategory"] in states.LIVE else ticket
    if deed == "reply":
        return {**ticket, **talk.answered(ticket, at)} if ticket["statusCategory"] != "closed" else ticket
    if deed == "message":
        if talk.is_past(ticket, 7, at):
            return ticket
        after = {**ticket, **talk.contacted(ticket, at)}
        return {**after, **states.moved(after, "open", "open", at)} if talk.wakes(ticket) else after
    try:
        return {**ticket, **states.moved(ticket, deed, deed, at)}
    except WrongState:
        return ticket


@given(DEEDS)
def test_the_times_of_a_ticket_agree_with_where_it_stands(deeds: list[tuple[str, int]]) -> None:
    ticket, at = NEW, BEGAN
    for deed, seconds in deeds:
        at += timedelta(seconds=seconds)
        before, ticket = ticket, done(ticket, deed, rfc3339(at))
        category = ticket["statusCategory"]

        assert (ticket["resolvedAt"] is None) == (category in states.LIVE)
        assert (ticket["closedAt"] is not None) == (category == "closed")
        assert ticket["snoozedUntil"] is None or category in states.LIVE
        assert ticket["reopens"] - before["reopens"] == (states.told(before, ticket) == "Reopened")
        assert before["statusCategory"] != "closed" or ticket == before
        assert before["firstRepliedAt"] in (None, ticket["firstRepliedAt"])


FIELDS = st.sampled_from(("priority", "category", "subject"))
WRITES = st.lists(st.dictionaries(FIELDS, st.sampled_from("abc"), min_size=1), max_size=8)


@given(WRITES, st.integers(1, 8), st.dictionaries(FIELDS, st.sampled_from("abc"), min_size=1))
def test_a_stale_change_clashes_exactly_where_both_mean_the_same_field_differently(
    writes: list[dict[str, str]], seen: int, wanted: dict[str, str]
) -> None:
    versions: list[dict[str, Any]] = [{"priority": "x", "category": "x", "subject": "x"}]
    past: conflicts.Past = []
    touched: dict[str, int] = {}
    for number, said in enumerate(writes, start=2):
        versions.append({**versions[-1], **said})
        changed = conflicts.differing(versions[-2], versions[-1])
        past, touched = conflicts.remembered(past, number, changed, len), {**touched, **dict.fromkeys(changed, number)}

    began, theirs = versions[min(seen, len(versions)) - 1], versions[-1]
    found = conflicts.conflicts(theirs, past, touched, min(seen, len(versions)), wanted)

    moved = {name for name, number in touched.items() if number > min(seen, len(versions))}
    assert {each["field"] for each in found} == {name for name in moved & wanted.keys() if theirs[name] != wanted[name]}
    assert all((each["base"], each["theirs"]) == (began[each["field"]], theirs[each["field"]]) for each in found)
