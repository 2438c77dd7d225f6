"""Who a bearer is: what is in the token, and what the table says of it now.

A token says who; roles and scopes are bounded by what the table says at this moment, so that disabling a member,
changing a role or revoking a session needs one write and takes effect with the next look.
"""

from dataclasses import dataclass
from typing import Any

from identity import table
from identity.domain.roles import OWN_TOKENS, scopes_of
from identity.domain.secrets import API_KEY, PERSONAL, Presented, read
from identity.service import held, outside, signing
from identity.service.jose import jwt
from onestop import clock, tables
from onestop.errors import Unauthenticated

LEEWAY = 30  # seconds that clocks may differ
REQUIRED = ["iss", "aud", "sub", "tenant", "iat", "nbf", "exp", "jti"]


@dataclass(frozen=True, slots=True)
class Bearer:
    """The one who showed a token. `via` is what was shown: session, token, key, client or oidc."""

    tenant: str
    actor: str
    roles: frozenset[str]
    scopes: frozenset[str]
    via: str


def identify(token: str, issuer: str) -> Bearer:
    """Who shows this token: 1 call. `Unauthenticated` for whatever reason it is not good, which is not told."""
    shown = read(token, PERSONAL, API_KEY)
    if shown is not None:
        return _personal(shown) if shown.kind == PERSONAL else _api_key(shown)
    try:
        if outside.is_theirs(token):
            return _outsider(token)
        return _ours(claims_of(token, issuer))
    except jwt.PyJWTError as failure:
        raise Unauthenticated() from failure


def claims_of(token: str, issuer: str) -> dict[str, Any]:
    """The claims of an access token of ours; a `PyJWTError` where it is none, or not good now."""
    head = jwt.get_unverified_header(token)
    if head.get("kid") not in signing.key_ids() or head.get("typ") != signing.TYPE:
        raise jwt.InvalidTokenError("not signed by a key of ours, or no access token")
    return jwt.decode(
        token, signing.public_key(head["kid"]), algorithms=[signing.ALGORITHM], audience=signing.AUDIENCE,
        issuer=issuer, leeway=LEEWAY, options={"require": REQUIRED},
    )  # fmt: skip


def _ours(claims: dict[str, Any]) -> Bearer:
    kind, _, subject = claims["sub"].partition("/")
    scopes = frozenset(claims["scope"].split())
    if kind == "client":
        return _client(claims["tenant"], subject, scopes)
    session_pk = table.session_pk(claims["tenant"], claims["sid"])
    member, session = _two(claims["tenant"], subject, table.Session, session_pk)
    _must_hold(member, session)
    return _member(claims["tenant"], member, scopes, "session")


def _client(tenant: str, client_id: str, scopes: frozenset[str]) -> Bearer:
    row = _found(tenant, held.SERVICE, client_id)
    if row is None or row.revoked_at or tables.over(row):
        raise Unauthenticated()
    return Bearer(tenant, f"client/{client_id}", frozenset({"integration"}), scopes & frozenset(row.scopes), "client")


def _personal(shown: Presented) -> Bearer:
    tenant, member_id, token_id = shown.ids
    token_pk = table.credential_pk(tenant, held.TOKEN, token_id)
    member, row = _two(tenant, member_id, table.Credential, token_pk)
    _must_hold(member, row)
    if not held.is_good(row, shown):
        raise Unauthenticated()
    _note_use(row)
    return _member(tenant, member, frozenset(row.scopes), "token")


def _api_key(shown: Presented) -> Bearer:
    tenant, key_id = shown.ids
    row = _found(tenant, held.KEY, key_id)
    if not held.is_good(row, shown):
        raise Unauthenticated()
    _note_use(row)
    return Bearer(tenant, f"key/{key_id}", frozenset({"integration"}), frozenset(row.scopes), "key")


def _outsider(token: str) -> Bearer:
    tenant, email = outside.person_of(token)
    member = table.member_with(tenant, email)
    if member is None or member.state != "active":
        raise Unauthenticated()
    return _member(tenant, member, scopes_of(member.roles) - {OWN_TOKENS}, "oidc")


def _member(tenant: str, member: table.Member, scopes: frozenset[str], via: str) -> Bearer:
    return Bearer(tenant, f"member/{member.id}", frozenset(member.roles), scopes & scopes_of(member.roles), via)


def _two(tenant: str, member_id: str, model: type[Any], pk: str) -> tuple[Any, Any]:
    """A member and what he shows: 1 call, 2 × 0.5 read units. What was written a moment ago takes a second look."""
    member_pk = table.member_pk(tenant, member_id)
    rows = {type(row): row for row in tables.get_many(table.Row, [(member_pk, "record"), (pk, "record")])}
    if len(rows) == 2:
        return rows[table.Member], rows[model]
    return table.member(tenant, member_id, consistent=True), tables.get(model, pk, "record", consistent=True)


def _found(tenant: str, kind: str, credential_id: str) -> Any:
    there = held.find(tenant, kind, credential_id)
    return there or held.find(tenant, kind, credential_id, consistent=True)


def _must_hold(member: Any, shown: Any) -> None:
    """Raise `Unauthenticated` unless the member is active and this is his, of the epoch that has not ended."""
    if member is None or shown is None or member.state != "active":
        raise Unauthenticated()
    if shown.member != member.id or shown.epoch != member.epoch or tables.over(shown):
        raise Unauthenticated()


def _note_use(row: table.Credential) -> None:
    """The day of the last use, once a day; not a change of the record, so the version stays."""
    today = clock.timestamp()[:10]
    if row.last_used_on != today:
        used = (table.Credential.last_used_on.set(today),)
        tables.write(tables.Step("update", row, lambda _: Unauthenticated(), table.Credential.pk.exists(), used))
