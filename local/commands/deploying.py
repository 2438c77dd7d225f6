"""`onestop deploy`."""

from typing import Annotated

import typer

from local import deploying, screen
from local.commands import Stage, system_of
from local.places import LOCAL

Parameters = Annotated[
    list[str] | None,
    typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="A parameter of template.yaml; may be repeated."),
]


def deploy(stage: Stage = LOCAL, parameter: Parameters = None) -> None:
    """Deploy template.yaml with everything in it. Only what changed is touched.

    On AWS it takes the credentials and the region of the environment, as the AWS command line does.

    [bold]Examples[/bold]

    onestop deploy    [dim]what you changed, into the running system[/dim]

    AWS_PROFILE=shop AWS_REGION=eu-central-1 onestop deploy --stage prod -p LogRetention=90
    """
    system = system_of(stage)
    outputs = deploying.deploy(system, dict(map(_pair, parameter or ())))
    screen.out.print(
        f"The API is at {system.base_url}" if outputs.changed else "Nothing to do: it is deployed as it is."
    )


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"{text} is not of the form NAME=VALUE.")
    return name, value
