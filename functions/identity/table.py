"""The table `identity`: which items there are and how they are found.

    tenant        <tenant>#tenant                   record
    slug          slug#<slug>                       guard        the tenant; the one key before the tenant is known
    member        <tenant>#member#<id>              record
    password      <tenant>#member#<id>              password     its argon2id hash
    invitation    <tenant>#member#<id>              invitation   the digest of the secret that sets the password
    e-mail        <tenant>#email#<address>          guard        the one member who has it
    owners        <tenant>#owners                   guard        the active owners, of whom one has to remain
    role          <tenant>#role/<role>#<shard>      <id>         an active member who has it
    attempts      <tenant>#attempts#<digest>        guard        failed log-ins for an address
    code          <tenant>#code#<session>           record       an authorization code
    session       <tenant>#session#<id>             record       a log-in: the digest of its refresh token
    spent         <tenant>#spent#<digest>           guard        a refresh token that was exchanged
    credential    <tenant>#<kind>#<id>              record       personal token, API key or service client
    security      <tenant>#security#<id>            record       what happened at the door
    idempotency   <tenant>#once#<route>#<key>       guard

The index `by-creation` lists members and credentials.
"""

import os
from typing import Any

from onestop import once, tables
from onestop.indexes import index
from onestop.pynamo import (
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from onestop.tables import key


class Row(tables.Row):
    class Meta(tables.Meta):
        table_name = os.environ["IDENTITY_TABLE"]

    type = DiscriminatorAttribute()


ByCreation = index("by-creation", "listed", "id")


class Tenant(Row, discriminator="tenant"):
    """A company that works here. `slug` is the name of its workspace at the log-in."""

    PUBLIC = ("id", "slug", "name", "created_at", "updated_at", "version")

    id = UnicodeAttribute()
    slug = UnicodeAttribute()
    name = UnicodeAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"tenants/{self.id}"


class Slug(Row, discriminator="slug"):
    """Whose workspace has a name."""

    tenant = UnicodeAttribute()


class Member(Row, discriminator="member"):
    """Somebody who works for a tenant.

    Sessions and personal tokens carry the `epoch` in which they were made: raising it ends them all in one write.
    """

    PUBLIC = (
        "id", "email", "name", "roles", "language", "time_zone", "state", "created_at", "updated_at", "version",
    )  # fmt: skip

    by_creation = ByCreation()
    listed = UnicodeAttribute()
    epoch = NumberAttribute(default=1)

    id = UnicodeAttribute()
    email = UnicodeAttribute()
    name = UnicodeAttribute()
    roles = JSONAttribute(default=list)
    language = UnicodeAttribute()
    time_zone = UnicodeAttribute(attr_name="timeZone")
    state = UnicodeAttribute(default="active")
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"members/{self.id}"


class Password(Row, discriminator="password"):
    """How a member proves who he is."""

    hash = UnicodeAttribute()


class Invitation(Row, discriminator="invitation"):
    """A secret, good once, with which a member sets the password."""

    digest = UnicodeAttribute()


class Email(Row, discriminator="email"):
    """Which member has an e-mail address."""

    member = UnicodeAttribute()


class Owners(Row, discriminator="owners"):
    """The ids of a tenant's active owners."""

    members = UnicodeSetAttribute(null=True)


class Label(Row, discriminator="label"):
    """One active member under one role."""


class Attempts(Row, discriminator="attempts"):
    """Tries to log in that have not succeeded."""

    failures = NumberAttribute()
    since = UTCDateTimeAttribute()
    until = UTCDateTimeAttribute(null=True)


class Code(Row, discriminator="code"):
    """An authorization code: what is to become of it, good once and until `until`."""

    digest = UnicodeAttribute()
    session = UnicodeAttribute()
    member = UnicodeAttribute()
    epoch = NumberAttribute()
    client = UnicodeAttribute()
    redirect_uri = UnicodeAttribute(attr_name="redirectUri")
    challenge = UnicodeAttribute()
    scopes = JSONAttribute(default=list)
    until = UTCDateTimeAttribute()
    used = BooleanAttribute(null=True)


class Session(Row, discriminator="session"):
    """A log-in. `digest` is that of the one refresh token that is good now."""

    id = UnicodeAttribute()
    member = UnicodeAttribute()
    epoch = NumberAttribute()
    client = UnicodeAttribute()
    scopes = JSONAttribute(default=list)
    digest = UnicodeAttribute()


class Spent(Row, discriminator="spent"):
    """A refresh token that was exchanged: who shows it again has stolen it, or was robbed."""

    session = UnicodeAttribute()


class Credential(Row, discriminator="credential"):
    """A personal token, an API key or a service client. `member` is whose it is, or who made it."""

    PUBLIC = (
        "id", "kind", "name", "scopes", "member", "expires_at", "last_used_on", "created_at", "revoked_at", "version",
    )  # fmt: skip

    by_creation = ByCreation()
    listed = UnicodeAttribute(null=True)
    epoch = NumberAttribute(null=True)
    digest = UnicodeAttribute()

    id = UnicodeAttribute()
    kind = UnicodeAttribute()
    name = UnicodeAttribute()
    scopes = JSONAttribute(default=list)
    member = UnicodeAttribute()
    expires_at = UnicodeAttribute(attr_name="expiresAt")
    last_used_on = UnicodeAttribute(attr_name="lastUsedOn", null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    revoked_at = UnicodeAttribute(attr_name="revokedAt", null=True)

    def subject(self) -> str:
        return f"{self.kind}s/{self.id}"


class Security(Row, discriminator="security"):
    """Something that happened at the door: never changed, and forgotten in time, because the log keeps it."""

    PUBLIC = ("id", "what", "member", "client", "address", "at", "version")

    id = UnicodeAttribute()
    what = UnicodeAttribute()
    member = UnicodeAttribute(null=True)
    client = UnicodeAttribute(null=True)
    address = UnicodeAttribute(null=True)
    at = UnicodeAttribute()

    def subject(self) -> str:
        return f"security/{self.id}"


class Guard(Row, once.Guard, discriminator="once"):
    """An idempotency key and what it made."""


def member_pk(tenant: str, member_id: str) -> str:
    """The partition of a member and of all that hangs on him."""
    return key(tenant, "member", member_id)


def member(tenant: str, member_id: str, *, consistent: bool = False) -> Any:
    """A member, or None: 1 call, 0.5 read units."""
    return tables.get(Member, member_pk(tenant, member_id), "record", consistent=consistent)


def tenant_of(slug: str) -> str | None:
    """The id of the tenant whose workspace has this name: 1 call."""
    found = tables.get(Slug, key("slug", slug), "guard")
    return found.tenant if found else None


def member_with(tenant: str, email: str) -> Any:
    """The member who has an e-mail address, or None: 2 calls."""
    found = tables.get(Email, email_pk(tenant, email), "guard")
    return member(tenant, found.member, consistent=True) if found else None


def email_pk(tenant: str, email: str) -> str:
    return key(tenant, "email", email.casefold())


def session_pk(tenant: str, session_id: str) -> str:
    return key(tenant, "session", session_id)


def credential_pk(tenant: str, kind: str, credential_id: str) -> str:
    return key(tenant, kind, credential_id)


Row._get_connection()  # one connection for all classes of this table: the base has to be first
