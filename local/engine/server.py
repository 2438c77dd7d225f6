"""MiniStack, corrected, behind the front door, served on one loopback port."""

import asyncio
import os
import signal

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack.app import app

from local.engine import corrections
from local.engine.front import Front
from local.home import Home


async def run(home: Home) -> None:
    """Serve until SIGTERM or SIGINT, save the state, and end the process."""
    corrections.apply()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(Front(app), _configuration(home), shutdown_trigger=stop.wait)
    # The state is saved. A Lambda may still run in a thread that nobody can cancel: do not wait for it.
    home.pid.unlink(missing_ok=True)
    os._exit(0)


def _configuration(home: Home) -> Config:
    config = Config()
    config.bind = [f"127.0.0.1:{home.port}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 2
    config.startup_timeout = 300
    config.include_server_header = False
    return config
