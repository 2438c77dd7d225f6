"""The command `onestop`."""

import sys

import requests
import typer
from botocore.exceptions import EndpointConnectionError, NoCredentialsError, NoRegionError

from local import screen
from local.api import ApiError
from local.commands import (
    costing,
    demos,
    deploying,
    floors,
    importing,
    keeping,
    looking,
    mending,
    running,
    sagas,
    tokens,
    watching,
)
from local.cost.measured import NotMeasured
from local.cost.prices import NoSuchRegion
from local.deploy import BuildFailed, DeployFailed
from local.desk.questions import NoQuestions
from local.engine.process import EngineError
from local.filling import NotOpened
from local.importing.encoding import NoText
from local.importing.headers import BadMapping
from local.importing.reading import NoTable
from local.login import LoginFailed
from local.orders.buying import NotSettled
from local.orders.northwind import NoNorthwind
from local.redriving import NotMoved
from local.repairing import NotPublished
from local.replaying import ReplayFailed
from local.system import NotThere

# Failures whose message is a sentence for the one at the keyboard; anything else is a fault of ours and shows itself.
_EXPECTED = (
    ApiError, BadMapping, BuildFailed, DeployFailed, EngineError, LoginFailed, NoNorthwind, NoQuestions, NoSuchRegion,
    NoTable, NoText, NotMeasured, NotMoved, NotOpened, NotPublished, NotSettled, NotThere, ReplayFailed,
    FileNotFoundError, PermissionError,
)  # fmt: skip

app = typer.Typer(
    name="onestop",
    help="A whole CRM on this machine: start it, fill it, look into it, deploy it.",
    epilog="New here? `onestop up`, then what it suggests. Every command explains itself: `onestop import --help`.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    running.up, running.down, running.reset, looking.status, watching.top, floors.floor, deploying.deploy, tokens.token,
    looking.logs, looking.trace, looking.events, mending.redrive,
    keeping.replay, keeping.ledger, costing.cost,
):  # fmt: skip
    app.command()(command)
app.add_typer(importing.app, name="import")
app.add_typer(sagas.app, name="saga")
app.add_typer(demos.app, name="demo")


def main() -> None:
    """Run one command; what it could not do is said in a sentence, with exit status 1."""
    try:
        app()
    except _EXPECTED as failure:
        screen.fail(str(failure))
    except (requests.ConnectionError, EndpointConnectionError):
        screen.fail("The system does not answer. `onestop status` says how it is, `onestop up` starts it.")
    except NoCredentialsError:
        screen.fail("There are no AWS credentials. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
    except NoRegionError:
        screen.fail("Which region of AWS? Set AWS_REGION, for instance eu-central-1.")
    else:
        return
    sys.exit(1)
