"""`python -m local.engine`: the engine in the foreground, until SIGTERM or Ctrl-C."""

import asyncio
import os
import resource
import signal
import sys

from hypercorn.asyncio import serve
from hypercorn.config import Config

from local.engine import process, settings
from local.home import Home


def main() -> None:
    home = Home.here()
    if error := process.obstacle(home):
        sys.exit(error)
    settings.apply(home)
    _allow_many_connections()
    home.pid.write_text(str(os.getpid()))
    try:
        asyncio.run(_serve(home))
    finally:
        home.pid.unlink(missing_ok=True)


async def _serve(home: Home) -> None:
    from local.engine import corrections

    corrections.apply()
    from ministack.app import app

    from local.engine.front import Front

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(Front(app), _server(home), shutdown_trigger=stop.wait)
    # The state is saved. A Lambda may still run in a thread that nobody can cancel: do not wait for it.
    home.pid.unlink(missing_ok=True)
    os._exit(0)


def _server(home: Home) -> Config:
    config = Config()
    config.bind = [f"127.0.0.1:{home.port}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 2
    config.startup_timeout = 300
    config.include_server_header = False
    return config


def _allow_many_connections() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65536 if hard == resource.RLIM_INFINITY else min(hard, 65536)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


if __name__ == "__main__":
    main()
