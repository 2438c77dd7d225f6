"""`onestop up`: from nothing, or from wherever an earlier one stopped, to a running system with something in it."""

import requests
from rich.panel import Panel

from local import balancing, demo, deploying, filling, places, screen
from local.engine import process
from local.home import Home
from local.places import EMBEDDED, LocalStack, choose_engine, place_of
from local.system import System

# Events that need longer than this are shown as pending; the system is up all the same.
_SETTLE_SECONDS = 60


def bring_up(home: Home, engine: str) -> None:
    """Every step looks first whether it is done; so this may be repeated, and interrupted anywhere."""
    with screen.step("Starting the engine" if engine == EMBEDDED else "Looking for LocalStack") as report:
        report(_started(home) if engine == EMBEDDED else _found(LocalStack(home.root)))
    choose_engine(home, engine)
    system = System(place_of(places.LOCAL))
    deploying.deploy(system, {})
    tenant = demo.read_or_make(home.root)
    filling.fill_once(system, tenant)
    with screen.step("Events delivered") as report:
        report(str(balancing.settled(system, _SETTLE_SECONDS)))
    _greet(system, tenant)


def _started(home: Home) -> str:
    under_way = process.find(home)
    process.start(home)
    return home.address if under_way or not home.recovered else f"{home.address}, {home.recovered}"


def _found(place: LocalStack) -> str:
    try:
        return f"{place.about()['version']} at {place.endpoint}"
    except requests.RequestException as silence:
        named = "Start one, or say by AWS_ENDPOINT_URL or LOCALSTACK_HOST where it is."
        raise process.EngineError(f"No LocalStack answers at {place.endpoint}. {named}") from silence


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
