"""Passwords: hashed by argon2id, tried a limited number of times, and as much work for a name that is nobody's."""

import unicodedata
from functools import cache
from typing import Any

from identity import events, table
from identity.domain import lockout
from identity.domain.lockout import Attempts
from identity.domain.passwords import must_be_good
from identity.domain.secrets import digest
from identity.service.security import happened, inside
from onestop import clock, tables
from onestop.errors import LockedOut, RequestInProgress, Unauthenticated, VersionMismatch
from onestop.identity import Caller
from onestop.later import Later
from onestop.tables import Step, key

argon2: Any = Later("argon2")
TURNS = 5


@cache
def hasher() -> Any:
    """argon2id as RFC 9106 recommends it where memory is scarce: 64 MiB, a fifth of a second of a Lambda."""
    return argon2.PasswordHasher.from_parameters(argon2.profiles.RFC_9106_LOW_MEMORY)


def sets(tenant: str, member: table.Member, password: str) -> Step:
    """The step that gives a member a password; `Invalid` where it is not good enough."""
    text = unicodedata.normalize("NFC", password)
    must_be_good(text, member.email, member.name)
    row = table.Password(table.member_pk(tenant, member.id), "password", hash=hasher().hash(text))
    return tables.creates(row, unless=table.Password.pk.exists())


def verify(by: Caller, tenant: str | None, email: str, password: str) -> table.Member:
    """The active member whose password this is: 4 calls, and 2 more where it is not.

    The try is counted before the password is looked at, so that a thousand at once are not looked at a thousand
    times. Raises `Unauthenticated`, the same for a wrong password and for nobody, or `LockedOut`.
    """
    if tenant is None:
        _matches(None, password)
        raise Unauthenticated("No such member, or another password.")
    tried = _count(by, tenant, email)
    member = table.member_with(tenant, email)
    there = _password(tenant, member)
    if not _matches(there, password) or member is None or member.state != "active":
        _failed(by, tenant, member, tried)
        raise Unauthenticated("No such member, or another password.")
    tables.write(tables.deletes(_row(tenant, email)))
    return member


def _password(tenant: str, member: table.Member | None) -> str | None:
    if member is None:
        return None
    found = tables.get(table.Password, table.member_pk(tenant, member.id), "password", consistent=True)
    return found.hash if found else None


def _matches(stored: str | None, password: str) -> bool:
    text = unicodedata.normalize("NFC", password)
    try:
        return hasher().verify(stored or _nobodys(), text) and stored is not None
    except argon2.exceptions.VerifyMismatchError:
        return False


@cache
def _nobodys() -> str:
    """The hash that is worked on for somebody who does not exist."""
    return hasher().hash(clock.new_id())


def _row(tenant: str, email: str, **attributes: Any) -> table.Attempts:
    return table.Attempts(key(tenant, "attempts", digest(email.casefold())[:32]), "guard", **attributes)


def _count(by: Caller, tenant: str, email: str) -> Attempts:
    """One more try: 1 read and 1 conditional write. `LockedOut` where there were too many."""
    for _ in range(TURNS):
        there = tables.get(table.Attempts, _row(tenant, email).pk, "guard", consistent=True)
        before = Attempts(int(there.failures), there.since, there.until) if there else Attempts()
        _must_not_wait(before)
        try:
            return write_count(tenant, email, before)
        except VersionMismatch:
            continue  # another try for the same address came in between
    raise RequestInProgress("Somebody is logging in as this member at this very moment; try again.")


def _must_not_wait(attempts: Attempts) -> None:
    if wait := attempts.wait(clock.now()):
        raise LockedOut(f"Too many failed attempts; try again in {wait} seconds.", retryAfter=wait)


def write_count(tenant: str, email: str, before: Attempts) -> Attempts:
    """Store one more try than `before`; `VersionMismatch` where that is no longer what is stored: 1 call."""
    now = clock.now()
    after = lockout.counted(before, now)
    row = _row(tenant, email, failures=after.failures, since=after.since, until=after.until)
    row.expires = now + lockout.MEMORY * 2
    same = (table.Attempts.failures == before.failures) & (table.Attempts.since == before.since)
    tables.write(tables.creates(row, unless=same if before.since else None))
    return after


def _failed(by: Caller, tenant: str, member: table.Member | None, tried: Attempts) -> None:
    known = member.id if member else None
    caller = inside(by, tenant)
    kinds = [events.LOGIN_FAILED, *([events.LOCKED_OUT] if tried.until else [])]
    tables.write(*(happened(caller, kind, known) for kind in kinds))
