"""`onestop token`."""

import typer

from local.commands import Role, Stage, system_of
from local.places import LOCAL


def token(role: Role = "admin", stage: Stage = LOCAL) -> None:
    """Log in to the demo tenant and print a bearer token, and nothing else.

    Roles: owner, admin, supervisor, agent, sales, analyst.

    [bold]Examples[/bold]

    onestop token --as agent

    curl -H "Authorization: Bearer $(onestop token)" http://127.0.0.1:8700/v1/customers
    """
    typer.echo(system_of(stage).token(role))
