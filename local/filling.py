"""The demo tenant and its sample data: made once, and then the owner's to change."""

import json
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from local import samples, screen
from local.api import Api
from local.demo import Tenant
from local.samples import desk
from local.system import System, TaskFailed

_MARK = "/onestop/demo"


class NotOpened(Exception):
    """The demo tenant could not be opened; the message says why."""


def fill_once(system: System, tenant: Tenant) -> None:
    """Open the tenant and fill it, unless that was done to the end before. Raises NotOpened and ApiError.

    The mark that it was done is kept by the engine, together with what was filled in: both are there or neither.
    """
    seal = sha256(json.dumps(asdict(tenant), sort_keys=True).encode()).hexdigest()
    parameters = system.client("ssm")
    with screen.step("The demo tenant") as report:
        if _marked(parameters) == seal:
            report(f"{tenant.name}, with its sample data, as it was left")
            return
        _open(system, tenant)
        report(f"{tenant.name}, {len(tenant.members)} members")
    with screen.step("Sample data") as report:
        apis = {role: Api(system.base_url, lambda role=role: system.token(role)) for role in tenant.members}
        customers = samples.fill(apis["owner"], report)
        report(f"{customers}, {desk.fill(apis, report)}")
    parameters.put_parameter(Name=_MARK, Value=seal, Type="String", Overwrite=True)


def _marked(parameters: Any) -> str | None:
    try:
        return str(parameters.get_parameter(Name=_MARK)["Parameter"]["Value"])
    except parameters.exceptions.ParameterNotFound:
        return None


def _open(system: System, tenant: Tenant) -> None:
    owner, *others = tenant.members.values()
    said = {"slug": tenant.slug, "name": tenant.name, "ownerEmail": owner.email, "ownerName": owner.name}
    try:
        opened = system.task("OpenTenant", {**said, "ownerPassword": owner.password})
        for member in others:
            who = {"email": member.email, "name": member.name, "roles": [member.role], "password": member.password}
            system.task("AddMember", who, opened["tenant"]["id"])
    except TaskFailed as failure:
        raise NotOpened(f"{failure}. If .onestop/demo.json was lost, `onestop reset` begins anew.") from failure
