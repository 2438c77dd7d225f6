"""Log-ins: a code, exchanged for a session, kept alive by refresh tokens of which each is good once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from identity import events, schemas, table
from identity.domain.pkce import proves
from identity.domain.roles import narrowed, scopes_of
from identity.domain.secrets import CODE, REFRESH, Presented, digest, make, read
from identity.service.oauth_errors import InvalidGrant, InvalidScope
from identity.service.security import happened, inside
from onestop import clock, tables
from onestop.identity import Caller
from onestop.tables import Step, key

CODE_GOOD = timedelta(seconds=60)
CODE_KEPT = timedelta(days=1)  # a used code is remembered, so that a second use is noticed
SESSION_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Grant:
    """What may be put into an access token, and the refresh token that comes with it."""

    member: table.Member
    session: str
    client: str
    scopes: frozenset[str]
    refresh_token: str

    def claims(self) -> dict[str, Any]:
        return {
            "sub": f"member/{self.member.id}",
            "tenant": self.member.pk.split("#")[0],
            "roles": self.member.roles,
            "scope": " ".join(sorted(self.scopes)),
            "sid": self.session,
            "client_id": self.client,
        }


def begin(by: Caller, tenant: str, member: table.Member, asked: schemas.AuthorizeQuery) -> str:
    """An authorization code for a member who has just logged in: 1 call."""
    session = clock.new_id()
    code = make(CODE, tenant, session)
    now = clock.now()
    row = table.Code(
        key(tenant, "code", session), "record", digest=digest(code), session=session, member=member.id,
        epoch=member.epoch, client=asked.client_id, redirect_uri=asked.redirect_uri, challenge=asked.code_challenge,
        scopes=sorted(narrowed(asked.scope, scopes_of(member.roles))), until=now + CODE_GOOD, expires=now + CODE_KEPT,
    )  # fmt: skip
    succeeded = happened(inside(by, tenant, member.id), events.LOGIN_SUCCEEDED, member.id, asked.client_id)
    tables.write(tables.creates(row), succeeded)
    return code


def exchange(by: Caller, code: str, client: str, redirect_uri: str | None, verifier: str | None) -> Grant:
    """The session that a code stands for: 3 calls. A code that comes twice ends what it gave the first time."""
    shown = read(code, CODE)
    row = tables.get(table.Code, key(shown.tenant, "code", shown.ids[1]), "record", consistent=True) if shown else None
    if shown is None or row is None or not shown.fits(row.digest):
        raise InvalidGrant("The code is not one of ours.")
    if row.used:
        _reused(inside(by, shown.tenant), row.member, row.session, row.client)
    if (row.client, row.redirect_uri) != (client, redirect_uri) or not proves(verifier, row.challenge):
        raise InvalidGrant("The code was given to another client, for another address or with another challenge.")
    if row.until < clock.now():
        raise InvalidGrant("The code has expired; log in again.")
    return _begun(shown.tenant, row)


def _begun(tenant: str, code: table.Code) -> Grant:
    member = _alive(tenant, code.member, code.epoch)
    token = make(REFRESH, tenant, member.id, code.session)
    session = table.Session(
        table.session_pk(tenant, code.session), "record", id=code.session, member=member.id, epoch=code.epoch,
        client=code.client, scopes=code.scopes, digest=digest(token), expires=clock.now() + SESSION_KEPT,
    )  # fmt: skip
    scopes = _scopes(member, session)
    if not scopes:
        raise InvalidScope("None of these scopes is among those of the member's roles.")
    use = Step("update", code, _used_meanwhile, table.Code.used.does_not_exist(), (table.Code.used.set(True),))
    tables.write(use, tables.creates(session))
    return Grant(member, code.session, code.client, scopes, token)


def refresh(by: Caller, token: str, client: str, scope: str | None) -> Grant:
    """The next refresh token and what it is good for: 3 calls. One that was exchanged before ends the session."""
    shown = read(token, REFRESH)
    row = _session(shown) if shown else None
    if shown is None or row is None or row.client != client:
        raise InvalidGrant("The refresh token is not one of ours, or its session has ended.")
    if not shown.fits(row.digest):
        _refuse_old(by, shown, row)
    member = _alive(shown.tenant, row.member, row.epoch)
    scopes = narrowed(scope, _scopes(member, row))
    if not scopes:
        raise InvalidScope("None of these scopes is among those that were granted.")
    return Grant(member, row.id, client, scopes, rotated(shown, row))


def rotated(shown: Presented, row: table.Session) -> str:
    """The next refresh token. Of two that exchange the same one at the same moment, one is refused: 1 call."""
    token = make(REFRESH, *shown.ids)
    spent = table.Spent(_spent_pk(shown), "guard", session=row.id, expires=row.expires)
    next_one = (table.Session.digest.set(digest(token)),)
    tables.write(
        Step("update", row, _used_meanwhile, table.Session.digest == shown.digest, next_one),
        tables.creates(spent, _used_meanwhile),
    )
    return token


def _refuse_old(by: Caller, shown: Presented, row: table.Session) -> None:
    if tables.get(table.Spent, _spent_pk(shown), "guard", consistent=True):
        _reused(inside(by, shown.tenant), row.member, row.id, row.client)
    raise InvalidGrant("The refresh token is not one of ours, or its session has ended.")


def _reused(by: Caller, member: str, session: str, client: str) -> None:
    """A code or token was shown twice, so two have it: neither keeps the session."""
    tables.write(ends(by.tenant, session), happened(by, events.TOKEN_REUSED, member, client))
    raise InvalidGrant("This was used before. To be safe, the session has been ended; log in again.")


def end(by: Caller, token: str) -> None:
    """End the session of a refresh token, spent or not; nothing where it is none of ours."""
    shown = read(token, REFRESH)
    row = _session(shown) if shown else None
    if shown and row and (shown.fits(row.digest) or tables.get(table.Spent, _spent_pk(shown), "guard")):
        end_session(inside(by, shown.tenant, row.member), row.id, row.member, row.client)


def end_session(by: Caller, session: str, member: str, client: str) -> None:
    """End a session: 1 call."""
    tables.write(ends(by.tenant, session), happened(by, events.LOGGED_OUT, member, client))


def ends(tenant: str, session: str) -> Step:
    """The step after which a session is gone."""
    return tables.deletes(table.Session(table.session_pk(tenant, session), "record"))


def _session(shown: Presented) -> table.Session | None:
    return tables.get(table.Session, table.session_pk(shown.tenant, shown.ids[2]), "record", consistent=True)


def _spent_pk(shown: Presented) -> str:
    return key(shown.tenant, "spent", shown.digest)


def _alive(tenant: str, member_id: str, epoch: float) -> table.Member:
    member: table.Member | None = table.member(tenant, member_id, consistent=True)
    if member is None or member.state != "active" or member.epoch != epoch:
        raise InvalidGrant("The session has ended; log in again.")
    return member


def _scopes(member: table.Member, session: table.Session) -> frozenset[str]:
    """What was granted and what the member's roles still allow."""
    return scopes_of(member.roles) & frozenset(session.scopes)


def _used_meanwhile(_: dict[str, Any] | None) -> Exception:
    return InvalidGrant("This was used at the same moment by another request.")
