"""`python -m local.engine`: the engine in the foreground, until SIGTERM or Ctrl-C."""

import asyncio
import os
import resource
import sys

import uvloop

from local.engine import process, settings
from local.home import Home

_CONNECTIONS = 65536


def main() -> None:
    home = Home.here()
    if error := process.obstacle(home):
        sys.exit(error)
    settings.apply(home)
    _allow_many_connections()
    home.pid.write_text(str(os.getpid()))
    # Not before: MiniStack reads its settings when it is imported.
    from local.engine.server import run  # noqa: PLC0415

    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(run(home))
    finally:
        home.pid.unlink(missing_ok=True)


def _allow_many_connections() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, _CONNECTIONS)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


if __name__ == "__main__":
    main()
