"""What the commands of `onestop` share: their options, and the system that they talk to."""

from typing import Annotated

import typer

from local.api import Api
from local.places import LOCAL, place_of
from local.system import System

Stage = Annotated[
    str,
    typer.Option(envvar="ONESTOP_STAGE", help="Which system: local is this machine, every other stage is on AWS."),
]
Role = Annotated[str, typer.Option("--as", help="On behalf of the demo tenant's member with this role.")]
Token = Annotated[
    str | None,
    typer.Option(envvar="ONESTOP_TOKEN", help="A bearer token, instead of the demo tenant's; needed on AWS."),
]


def system_of(stage: str = LOCAL) -> System:
    """The system of a stage."""
    return System(place_of(stage), stage)


def api_of(system: System, role: str, token: str | None) -> Api:
    """The public API, as somebody."""
    return Api(system.base_url, lambda: token or system.token(role))
