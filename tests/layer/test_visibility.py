"""Who sees a record that is not open to everybody."""

import pytest

from onestop.errors import Forbidden
from onestop.identity import Caller
from onestop.visibility import facts_of, may_see, must_change

RESTRICTED = facts_of(
    {
        "name": "not a fact",
        "visibility": "restricted",
        "owner": "01OWNER",
        "collaborators": [{"member": "01READER", "access": "read"}, {"member": "01WRITER", "access": "write"}],
    }
)


def member(name: str, *roles: str) -> Caller:
    return Caller("t", f"member/{name}", roles=frozenset(roles))


def test_only_what_the_rule_needs_is_kept() -> None:
    assert set(RESTRICTED) == {"visibility", "owner", "collaborators"}


@pytest.mark.parametrize("name", ["01OWNER", "01READER", "01WRITER"])
def test_a_restricted_record_is_seen_by_its_owner_and_its_collaborators(name: str) -> None:
    assert may_see(member(name, "agent"), RESTRICTED)


def test_a_restricted_record_is_not_seen_by_others_but_by_those_who_lead() -> None:
    assert not may_see(member("01OTHER", "agent"), RESTRICTED)
    assert may_see(member("01OTHER", "supervisor"), RESTRICTED)
    assert may_see(Caller("t", "system/timeline"), RESTRICTED)


def test_a_restricted_record_without_owner_is_seen_by_those_who_lead_only() -> None:
    assert not may_see(Caller("t", "client/01C"), {"visibility": "restricted", "owner": None, "collaborators": None})


def test_what_is_open_is_seen_and_changed_by_everybody() -> None:
    facts = {"visibility": "everyone", "owner": None, "collaborators": []}
    assert may_see(member("01OTHER"), facts)
    must_change(member("01OTHER"), facts)


def test_one_who_may_only_read_cannot_change() -> None:
    must_change(member("01WRITER"), RESTRICTED)
    with pytest.raises(Forbidden):
        must_change(member("01READER"), RESTRICTED)
