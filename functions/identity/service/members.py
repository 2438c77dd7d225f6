"""Members: joining, changing, leaving and coming back, and that a tenant always keeps an owner."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from identity import events, schemas, table
from identity.domain.secrets import INVITATION, digest, make
from identity.service import passwords
from identity.service.security import happened
from onestop import clock, http, lists, once, records, tables
from onestop.errors import AlreadyTaken, Forbidden, NotFound, WrongState
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.once import Once
from onestop.pynamo import size
from onestop.tables import Step, creates, deletes, key

INVITATION_KEPT = timedelta(days=7)
OWNER = "owner"


def join(by: Caller, new: schemas.NewMember, repeat: Once | None = None) -> dict[str, Any]:
    """A new member and the invitation with which he sets his password: 1 call.

    Raises `AlreadyTaken` for an e-mail that a member has, `Forbidden` where an administrator makes an owner.
    """
    _must_manage(by, set(new.roles))
    row = fresh(by, new)
    secret = make(INVITATION, by.tenant, row.id)
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), *arrives(by.tenant, row), invites(by.tenant, row.id, secret))
    return {**view, "invitation": secret}


def fresh(by: Caller, new: schemas.Person) -> table.Member:
    """The record of a new member, not yet written."""
    member_id, at = clock.new_id(), clock.timestamp()
    row = table.Member(table.member_pk(by.tenant, member_id), "record", id=member_id, created_at=at, updated_at=at)
    _fill(row, new)
    _place(row, by.tenant)
    records.stamp(row, events.MEMBER_JOINED, by)
    return row


def arrives(tenant: str, row: table.Member) -> list[Step]:
    """The steps that write a new member and all that stands beside him."""
    return [_takes(tenant, row), *_labels(tenant, row.id, set(), set(row.roles)), creates(row)]


def invites(tenant: str, member_id: str, secret: str) -> Step:
    """The step that makes `secret` the one invitation of a member."""
    row = table.Invitation(
        table.member_pk(tenant, member_id), "invitation", digest=digest(secret), expires=clock.now() + INVITATION_KEPT
    )
    return creates(row, unless=table.Invitation.pk.exists())


def invite(by: Caller, member_id: str) -> dict[str, Any]:
    """A new invitation, for a member who has lost the first one or forgotten the password: 2 calls."""
    row = seen(by, member_id)
    _must_manage(by, set(row.roles))
    if row.state != "active":
        raise WrongState("This member is disabled; enable the member first.")
    secret = make(INVITATION, by.tenant, row.id)
    tables.write(invites(by.tenant, row.id, secret), happened(by, events.MEMBER_INVITED, row.id))
    return {"invitation": secret, "expiresAt": clock.rfc3339(clock.now() + INVITATION_KEPT)}


def seen(by: Caller, member_id: str) -> table.Member:
    """A member of the caller's tenant, or `NotFound`: 1 call."""
    row: table.Member | None = table.member(by.tenant, member_id)
    if row is None:
        raise NotFound("There is no such member.")
    return row


def change(by: Caller, member_id: str, patch: schemas.MemberPatch, if_match: int) -> dict[str, Any]:
    """Apply a merge patch: 2 calls. The last active owner stays one (`WrongState`)."""
    row = seen(by, member_id)
    records.must_match(row, if_match)
    before = row.view()
    names = [info.alias or name for name, info in schemas.Person.model_fields.items()]
    settable = {name: before[name] for name in names}
    new = http.modelled(schemas.Person, records.merged(settable, patch.given()))
    _must_manage(by, {*row.roles, *new.roles})
    if not changes(before, {**before, **new.whole()}):
        return before
    _fill(row, new)
    moves = [] if row.email.casefold() == before["email"].casefold() else _moves(by.tenant, row, before["email"])
    was, is_ = (set(roles) if row.state == "active" else set() for roles in (before["roles"], row.roles))
    return _rewrite(by, row, events.MEMBER_CHANGED, before, [*moves, *_labels(by.tenant, row.id, was, is_)])


def disable(by: Caller, member_id: str, if_match: int) -> None:
    """End a member's sessions and personal tokens, and let nobody log in as him: 2 calls."""
    row = seen(by, member_id)
    records.must_match(row, if_match)
    _must_manage(by, set(row.roles))
    if row.state == "disabled":
        raise WrongState("This member is disabled already.")
    before = row.view()
    row.state, row.epoch = "disabled", row.epoch + 1
    _rewrite(by, row, events.MEMBER_DISABLED, before, _labels(by.tenant, row.id, set(row.roles), set()))


def enable(by: Caller, member_id: str, repeat: Once | None = None) -> dict[str, Any]:
    """Let a disabled member in again, with the password he had: 2 calls."""
    once.replay(table.Guard, repeat)  # before the look: once enabled, it is no longer in the state to be enabled
    row = seen(by, member_id)
    _must_manage(by, set(row.roles))
    if row.state == "active":
        raise WrongState("This member is active already.")
    before = row.view()
    row.state = "active"
    return _rewrite(by, row, events.MEMBER_ENABLED, before, _labels(by.tenant, row.id, set(), set(row.roles)), repeat)


def _rewrite(
    by: Caller, row: table.Member, kind: Kind, before: dict[str, Any], steps: list[Step], repeat: Once | None = None
) -> dict[str, Any]:
    row.updated_at = clock.timestamp()
    records.stamp(row, kind, by, changes(before, row.view()))
    _place(row, by.tenant)
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), *steps, tables.updates(row))
    return view


def set_password(by: Caller, row: table.Member, password: str, *also: Step) -> None:
    """Give a member a new password and end his sessions and personal tokens: 1 call. `Invalid` for a weak one."""
    row.epoch, row.updated_at = row.epoch + 1, clock.timestamp()
    records.stamp(row, events.MEMBER_CHANGED, by)
    tables.write(
        *also, passwords.sets(by.tenant, row, password), tables.updates(row),
        happened(by, events.PASSWORD_CHANGED, row.id),
    )  # fmt: skip


def _fill(row: table.Member, new: schemas.Person) -> None:
    row.email, row.name, row.roles = new.email, new.name, list(new.roles)
    row.language, row.time_zone = new.language, new.time_zone


def _place(row: table.Member, tenant: str) -> None:
    row.listed = lists.partition(tenant, f"members/{row.state}", row.id)


def _must_manage(by: Caller, roles: set[str]) -> None:
    """Owners are made and changed by owners (and by the tasks that open a tenant)."""
    if OWNER in roles and OWNER not in by.roles and not by.actor.startswith("system/"):
        raise Forbidden("Only an owner can make or change an owner.")


def _takes(tenant: str, row: table.Member) -> Step:
    guard = table.Email(table.email_pk(tenant, row.email), "guard", member=row.id)
    return creates(guard, lambda _: AlreadyTaken(f"Another member has the e-mail address {row.email}."))


def _moves(tenant: str, row: table.Member, before: str) -> list[Step]:
    old = table.Email(table.email_pk(tenant, before), "guard", member=row.id)
    return [_takes(tenant, row), deletes(old, when=table.Email.member == row.id)]


def _labels(tenant: str, member_id: str, was: set[str], is_: set[str]) -> list[Step]:
    """The steps that list an active member under his roles, and count him among the owners or no longer."""
    return [
        *(creates(_label(tenant, role, member_id), unless=table.Row.pk.exists()) for role in sorted(is_ - was)),
        *(deletes(_label(tenant, role, member_id)) for role in sorted(was - is_)),
        *_owners(tenant, member_id, OWNER in was, OWNER in is_),
    ]


def _label(tenant: str, role: str, member_id: str) -> table.Label:
    return table.Label(lists.partition(tenant, f"role/{role}", member_id), member_id)


def _owners(tenant: str, member_id: str, was: bool, is_: bool) -> list[Step]:
    row = table.Owners(key(tenant, "owners"), "guard")
    if is_ and not was:
        actions = (table.Owners.members.add({member_id}), table.Owners.type.set(table.Owners))
        return [Step("update", row, lambda _: AssertionError("has no condition"), None, actions)]
    if was and not is_:
        gone = (table.Owners.members.delete({member_id}),)
        return [Step("update", row, _last_owner, size(table.Owners.members) > 1, gone)]
    return []


def _last_owner(_: dict[str, Any] | None) -> Exception:
    return WrongState("This is the last active owner; make somebody else an owner first.")
