"""What somebody does for himself: look who he is, choose and change his password."""

from typing import Any

from identity import table
from identity.domain.secrets import INVITATION, read
from identity.service import members, passwords, tenants
from identity.service.credentials import must_be_member
from identity.service.security import inside
from onestop import tables
from onestop.errors import Forbidden, Unauthenticated
from onestop.identity import Caller


def me(by: Caller) -> dict[str, Any]:
    """The caller as the authorizer knows him, and the records behind: 2 calls."""
    kind, _, subject = by.actor.partition("/")
    return {
        "actor": by.actor,
        "tenant": by.tenant,
        "workspace": tenants.of(by.tenant).view(),
        "roles": sorted(by.roles),
        "scopes": sorted(by.scopes),
        "member": members.seen(by, subject).view() if kind == "member" else None,
    }


def change_password(by: Caller, current: str, new: str) -> None:
    """Set another password and end all sessions and personal tokens: 7 calls.

    Raises `Forbidden` for a wrong current one (counted like a failed log-in), `LockedOut`, `Invalid` for a weak one.
    """
    row = members.seen(by, must_be_member(by))
    try:
        member = passwords.verify(by, by.tenant, row.email, current)
    except Unauthenticated as failure:
        raise Forbidden("The current password is another one.") from failure
    members.set_password(by, member, new)


def redeem(by: Caller, invitation: str, new: str) -> None:
    """Set the password of the member who was invited: 3 calls. `Forbidden` for an invitation that is not good."""
    shown = read(invitation, INVITATION)
    row = _invitation(shown.tenant, shown.ids[1]) if shown else None
    member = table.member(shown.tenant, shown.ids[1], consistent=True) if shown else None
    if not (shown and row and shown.fits(row.digest) and member and member.state == "active"):
        raise Forbidden("This invitation is not good, or not any more; ask for another one.")
    same = table.Invitation.digest == row.digest
    spent = tables.deletes(row, lambda _: Forbidden("This invitation has been used."), same)
    members.set_password(inside(by, shown.tenant, member.id), member, new, spent)


def _invitation(tenant: str, member_id: str) -> table.Invitation | None:
    return tables.get(table.Invitation, table.member_pk(tenant, member_id), "invitation", consistent=True)
