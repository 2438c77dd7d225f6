"""`onestop cost`: the bill, from what the bench has measured. Nothing has to run."""

import json
from typing import Annotated

import typer

from local import screen
from local.cost import showing
from local.cost.journeys import Model, model
from local.cost.measured import results
from local.cost.prices import prices_of
from local.cost.simulation import Load, simulated

Region = Annotated[str, typer.Option(help="Whose prices; those known are in local/cost/prices.toml.")]
AsJson = Annotated[bool, typer.Option("--json", help="For a program.")]
ByDay = Annotated[bool, typer.Option("--day", help="Simulate the busiest day.")]
Requests = Annotated[float, typer.Option(min=0, help="Service requests of that day.")]
Messages = Annotated[float, typer.Option(min=0, help="Messages of that day.")]
Peak = Annotated[float, typer.Option(min=1, max=100, help="The busiest minute, as a multiple of the mean.")]
Share = Annotated[float, typer.Option(min=0, max=1, help="What of it belongs to the biggest tenant.")]
AtOnce = Annotated[float, typer.Option(min=1, help="Functions that the account may run at once.")]
_DAY = Load()


def cost(  # noqa: PLR0913, PLR0917  a command's parameters are its options
    region: Region = "us-east-1",
    as_json: AsJson = False,
    day: ByDay = False,
    requests: Requests = _DAY.requests,
    messages: Messages = _DAY.messages,
    peak: Peak = _DAY.peak,
    share: Share = _DAY.share,
    concurrency: AtOnce = _DAY.concurrency,
) -> None:
    """What AWS would charge for a thousand tickets, a thousand orders and a month in which nobody comes.

    [bold]Examples[/bold]

    onestop cost

    onestop cost --day --requests 10000000 --messages 300000000 --peak 12
    """
    measured = model(results())
    load = Load(requests, messages, peak, share, concurrency) if day else None
    if as_json:
        screen.out.print_json(json.dumps(_figures(measured, region, load)))
    else:
        _show(measured, region, load)


def _figures(measured: Model, region: str, load: Load | None) -> dict[str, object]:
    prices = prices_of(region)
    found: dict[str, object] = showing.figures(measured, prices)
    return found | ({"day": showing.day_figures(simulated(measured, load), prices)} if load else {})


def _show(measured: Model, region: str, load: Load | None) -> None:
    prices = prices_of(region)
    source = measured.results["measured"]["units"]
    screen.out.print(f"Prices of {region}, read on {prices.read}. Measured {source['at']} on {source['machine']}.")
    found = showing.day(simulated(measured, load), load, prices) if load else showing.bill(measured, prices)
    for table in found:
        screen.out.print(table)
    screen.out.print("What was assumed: bench/journeys.toml. How it is computed: docs/cost.md.")
