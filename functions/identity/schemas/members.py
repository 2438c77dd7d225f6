"""Tenants and members: as they are sent, as they are changed, as they are shown."""

from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator

from identity.schemas.fields import EmailAddress, Role, Roles, Slug
from onestop.http import ListQuery
from onestop.models import Language, Model, Name, Timestamp, TimeZone, Ulid, patch_of

NewPassword = Annotated[SecretStr, Field(min_length=1, max_length=1024)]  # how good it is, the domain says


class Tenant(Model):
    """A company that works here; `slug` is the name of its workspace."""

    id: Ulid
    slug: Slug
    name: Name
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class Person(Model):
    """All of a member that an administrator may set."""

    email: EmailAddress
    name: Name
    roles: Roles
    language: Language = "en"
    time_zone: TimeZone = "UTC"


class NewMember(Person):
    """What POST takes. The member chooses a password with the invitation in the answer."""


MemberPatch = patch_of("MemberPatch", Person)


class Member(Person):
    """What is shown."""

    id: Ulid
    state: Literal["active", "disabled"]
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class Invited(Member):
    """A new member, and the one-time secret with which he sets his password within seven days: shown only here."""

    invitation: str | None = None


class Invitation(Model):
    """The one-time secret with which a member sets a password, until `expiresAt`."""

    invitation: str
    expires_at: Timestamp


class Me(Model):
    """Who the token belongs to and what it may do; `member` is null for a key or a client."""

    actor: str
    tenant: Ulid
    workspace: Tenant
    roles: list[str]
    scopes: list[str]
    member: Member | None


class MemberQuery(ListQuery):
    """Members by state, or the active ones who have a role."""

    state: Literal["active", "disabled"] | None = None
    role: Role | None = None

    @model_validator(mode="after")
    def _active_have_roles(self) -> Self:
        if self.role and self.state == "disabled":
            raise ValueError("a role lists active members only")
        return self


class _Secretive(Model):
    """Passwords are taken as they are: a space at an end belongs to them."""

    model_config = {"str_strip_whitespace": False}


class PasswordChange(_Secretive):
    """The password as it is and as it shall be."""

    current: NewPassword
    password: NewPassword


class Redemption(_Secretive):
    """An invitation and the password that the member has chosen."""

    invitation: Annotated[SecretStr, Field(max_length=200)]
    password: NewPassword


class OpenTenant(_Secretive):
    """The task that opens a tenant. Without a password, its owner is given an invitation."""

    slug: Slug
    name: Name
    owner_email: EmailAddress
    owner_name: Name
    owner_password: NewPassword | None = None
    tenant_id: Ulid | None = None
    language: Language = "en"
    time_zone: TimeZone = "UTC"


class AddMember(Person):
    """The task that adds a member to the tenant for which it is asked."""

    model_config = {"str_strip_whitespace": False}
    password: NewPassword | None = None
