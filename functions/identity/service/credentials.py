"""Personal tokens, API keys and service clients: made, listed and revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from identity import events, schemas, table
from identity.domain.roles import OWN_TOKENS
from identity.domain.secrets import API_KEY, CLIENT, PERSONAL, digest, make
from identity.service import held
from identity.service.held import KEY, SERVICE, TOKEN
from onestop import clock, lists, once, records, tables
from onestop.errors import Forbidden, Invalid, MissingScope, NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once

PREFIXES = {TOKEN: PERSONAL, KEY: API_KEY, SERVICE: CLIENT}
LONGEST = timedelta(days=366)
TOMBSTONE_KEPT = timedelta(days=30)


def create(by: Caller, kind: str, new: schemas.NewCredential, repeat: Once | None = None) -> dict[str, Any]:
    """A credential with its secret, which nobody sees again: 1 call, and 1 for a personal token's owner.

    Raises `MissingScope` where it could do more than its maker, `Invalid` for an expiry that is past or too far.
    """
    member = must_be_member(by)
    _must_have(by, new.scopes)
    credential_id = clock.new_id()
    secret = make(PREFIXES[kind], by.tenant, *([member] if kind == TOKEN else []), credential_id)
    row = _fresh(by, kind, credential_id, new, digest(secret))
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), tables.creates(row))
    return {**view, "secret": secret}


def must_be_member(by: Caller) -> str:
    """The id of the member who asks; `Forbidden` for a key or a client."""
    kind, _, member = by.actor.partition("/")
    if kind != "member":
        raise Forbidden("Only a member can do this, not an API key or a service client.")
    return member


def _must_have(by: Caller, scopes: list[str]) -> None:
    for scope in scopes:
        if scope == OWN_TOKENS:
            raise Forbidden(f"No token can carry {OWN_TOKENS}: it could make another that lives longer.")
        if not by.may(scope):
            raise MissingScope(f"You cannot give away {scope}, because you do not have it.", scope=scope)


def _fresh(by: Caller, kind: str, credential_id: str, new: schemas.NewCredential, kept: str) -> table.Credential:
    now = clock.now()
    until = new.expires_at or now + LONGEST
    if not now < until <= now + LONGEST:
        raise Invalid(errors=[{"pointer": "/expiresAt", "reason": "has to be in the future, and within a year"}])
    member = must_be_member(by)
    row = table.Credential(
        table.credential_pk(by.tenant, kind, credential_id), "record", id=credential_id, kind=kind, name=new.name,
        scopes=new.scopes, member=member, digest=kept, created_at=clock.rfc3339(now), expires_at=clock.rfc3339(until),
        expires=until, listed=lists.partition(by.tenant, _list_of(kind, member), credential_id),
    )  # fmt: skip
    if kind == TOKEN:
        row.epoch = table.member(by.tenant, member, consistent=True).epoch
    records.stamp(row, events.TOKEN_CREATED, by)
    return row


def _list_of(kind: str, member: str) -> str:
    """Everybody sees his own tokens; keys and clients are the tenant's."""
    return f"tokens/{member}" if kind == TOKEN else f"{kind}s"


def listed(by: Caller, kind: str, part: Range) -> Page:
    """One page of what has neither expired nor been revoked: 1 call for each shard, 1 more for personal tokens."""
    member = must_be_member(by) if kind == TOKEN else ""
    partitions = lists.partitions(by.tenant, _list_of(kind, member))
    page = lists.read(table.Credential.by_creation, partitions, part, table.ByCreation.id)
    if kind != TOKEN:
        return page
    epoch = table.member(by.tenant, member).epoch
    return Page([row for row in page.rows if row.epoch == epoch], page.position)


def seen(by: Caller, kind: str, credential_id: str) -> table.Credential:
    """A credential that was not revoked: of the tenant, or the caller's own if it is a personal token."""
    row = held.find(by.tenant, kind, credential_id)
    if row is None or row.revoked_at or (kind == TOKEN and row.member != must_be_member(by)):
        raise NotFound("There is no such credential.")
    return row


def revoke(by: Caller, kind: str, credential_id: str, if_match: int) -> None:
    """From now on it opens nothing: 2 calls."""
    row = seen(by, kind, credential_id)
    records.must_match(row, if_match)
    now = clock.now()
    row.revoked_at, row.listed, row.expires = clock.rfc3339(now), None, now + TOMBSTONE_KEPT
    records.stamp(row, events.TOKEN_REVOKED, by, ["revokedAt"])
    tables.write(tables.updates(row))
