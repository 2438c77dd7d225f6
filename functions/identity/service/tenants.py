"""Tenants: opened with their first owner, in one transaction, by a task that may be repeated."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from identity import events, schemas, table
from identity.domain.secrets import INVITATION, make
from identity.service import members, passwords
from onestop import clock, records, tables
from onestop.errors import AlreadyTaken, NotFound
from onestop.identity import Caller
from onestop.tables import Step, key
from onestop.tasks import Task


def of(tenant: str) -> table.Tenant:
    """A tenant that is known to exist: 1 call."""
    row = tables.get(table.Tenant, key(tenant, "tenant"), "record")
    if row is None:
        raise NotFound("There is no such tenant.")
    return row


def open_tenant(task: Task) -> dict[str, Any]:
    """The tenant, its owner and the owner's invitation (null where a password was given): 2 calls.

    Repeated, it answers with what is there. `AlreadyTaken` where another tenant, or the tenant of another owner, has
    the slug.
    """
    asked: schemas.OpenTenant = task.asked
    there = table.tenant_of(asked.slug)
    if there is not None:
        return _there(there, asked)
    by = replace(task.by, tenant=asked.tenant_id or clock.new_id())
    new = schemas.NewMember(
        email=asked.owner_email, name=asked.owner_name, roles=[members.OWNER], language=asked.language,
        time_zone=asked.time_zone,
    )  # fmt: skip
    tenant, owner = _fresh(by, asked), members.fresh(by, new)
    first, invitation = _first_secret(by, owner, asked.owner_password)
    slug = table.Slug(key("slug", asked.slug), "guard", tenant=by.tenant)
    taken = tables.creates(slug, lambda _: AlreadyTaken(f"Another workspace is called {asked.slug}."))
    tables.write(taken, tables.creates(tenant), *members.arrives(by.tenant, owner), first)
    return {"tenant": tenant.view(), "owner": owner.view(), "invitation": invitation}


def _there(tenant: str, asked: schemas.OpenTenant) -> dict[str, Any]:
    owner = table.member_with(tenant, asked.owner_email)
    if owner is None or asked.tenant_id not in (None, tenant):
        raise AlreadyTaken(f"Another workspace is called {asked.slug}.")
    return {"tenant": of(tenant).view(), "owner": owner.view(), "invitation": None}


def add_member(task: Task) -> dict[str, Any]:
    """A member of a tenant, and the invitation (null where a password was given): 4 calls.

    Repeated, it answers with the member who has the e-mail address.
    """
    asked: schemas.AddMember = task.asked
    by = replace(task.by, tenant=of(task.by.tenant).id)
    there = table.member_with(by.tenant, asked.email)
    if there is not None:
        return {"member": there.view(), "invitation": None}
    said = asked.model_dump(include=set(schemas.Person.model_fields))
    row = members.fresh(by, schemas.NewMember(**said))
    first, invitation = _first_secret(by, row, asked.password)
    tables.write(*members.arrives(by.tenant, row), first)
    return {"member": row.view(), "invitation": invitation}


def _first_secret(by: Caller, row: table.Member, password: Any) -> tuple[Step, str | None]:
    """The step that lets a new member in: a password if there is one, else an invitation to choose it."""
    if password is not None:
        return passwords.sets(by.tenant, row, password.get_secret_value()), None
    secret = make(INVITATION, by.tenant, row.id)
    return members.invites(by.tenant, row.id, secret), secret


def _fresh(by: Caller, asked: schemas.OpenTenant) -> table.Tenant:
    at = clock.timestamp()
    row = table.Tenant(
        key(by.tenant, "tenant"), "record", id=by.tenant, slug=asked.slug, name=asked.name, created_at=at, updated_at=at
    )
    records.stamp(row, events.TENANT_OPENED, by)
    return row
