"""`onestop up`: from nothing, or from wherever an earlier one stopped, to a running system with something in it."""

import json
from typing import Any

from rich.panel import Panel

from local import balancing, demo, deploying, places, samples, screen
from local.api import Api
from local.engine import process
from local.home import Home
from local.places import EMBEDDED, choose_engine, place_of
from local.system import System

# Events that need longer than this are shown as pending; the system is up all the same.
_SETTLE_SECONDS = 60


class NotOpened(Exception):
    """The demo tenant could not be opened; the message says why."""


def bring_up(home: Home, engine: str) -> None:
    """Every step looks first whether it is done; so this may be repeated, and interrupted anywhere."""
    choose_engine(home, engine)
    if engine == EMBEDDED:
        with screen.step("Starting the engine") as report:
            process.start(home)
            report(home.address)
    system = System(place_of(places.LOCAL))
    deploying.deploy(system, {})
    with screen.step("Opening the demo tenant") as report:
        tenant = demo.read_or_make(home.root)
        _open(system, tenant)
        report(f"{tenant.name}, {len(tenant.members)} members")
    api = Api(system.base_url, lambda: system.token("owner"))
    with screen.step("Sample data") as report:
        report(samples.fill(api, report))
    with screen.step("Events delivered") as report:
        report(str(balancing.settled(system, _SETTLE_SECONDS)))
    _greet(system, tenant)


def _open(system: System, tenant: demo.Tenant) -> None:
    owner, *others = tenant.members.values()
    said = {"slug": tenant.slug, "name": tenant.name, "ownerEmail": owner.email, "ownerName": owner.name}
    opened = _task(system, "OpenTenant", {**said, "ownerPassword": owner.password})
    for member in others:
        who = {"email": member.email, "name": member.name, "roles": [member.role], "password": member.password}
        _task(system, "AddMember", {"tenantId": opened["tenant"]["id"], **who})


def _task(system: System, name: str, said: dict[str, Any]) -> dict[str, Any]:
    answer = system.client("lambda").invoke(
        FunctionName=system.output("identity", "SagaArn"), Payload=json.dumps({"task": name, "input": said})
    )
    result: dict[str, Any] = json.loads(answer["Payload"].read())
    if "FunctionError" in answer:
        hint = "If .onestop/demo.json was lost, `onestop reset` begins anew."
        raise NotOpened(f"{name} failed: {result.get('errorType')}: {result.get('errorMessage')}. {hint}")
    return result


def _greet(system: System, tenant: demo.Tenant) -> None:
    screen.out.print()
    screen.out.print(
        Panel(_greeting(system, tenant), expand=False) if screen.out.is_terminal else _greeting(system, tenant)
    )


def _greeting(system: System, tenant: demo.Tenant) -> str:
    people = "\n".join(f"  {each.role:<11}{each.email:<32}{each.password}" for each in tenant.members.values())
    return f"""[bold]OneStop is up.[/bold]

API    {system.base_url}
Docs   {system.base_url}/docs
Log in to the workspace [bold]{tenant.slug}[/bold] as
{people}

Try
  export PATH="$PWD/.venv/bin:$PATH"
  curl -s "{system.base_url}/customers?limit=3" -H "Authorization: Bearer $(onestop token)"
  onestop events --limit 5
  onestop import customers --help
  onestop status"""
