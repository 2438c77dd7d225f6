"""MiniStack, corrected, behind the front door, served on one loopback port.

uvicorn with its C parser: the pure-Python server that MiniStack brings along costs more than most requests themselves.
"""

import asyncio
import os
import signal

import uvicorn
from ministack.app import app

from local.engine import corrections, faults
from local.engine.front import Front
from local.home import Home


async def run(home: Home) -> None:
    """Serve until SIGTERM or SIGINT, save the state, and end the process."""
    corrections.apply()
    server = uvicorn.Server(_configuration(home))
    for number in (signal.SIGTERM, signal.SIGINT):
        # uvicorn raises the signal once more when it has stopped; this is then a second wish, and not the end.
        asyncio.get_running_loop().add_signal_handler(number, setattr, server, "should_exit", True)
    await server.serve()
    # The state is saved. A Lambda may still run in a thread that nobody can cancel: do not wait for it.
    home.pid.unlink(missing_ok=True)
    os._exit(0)


def _configuration(home: Home) -> uvicorn.Config:
    return uvicorn.Config(
        Front(faults.around(app)),
        host="127.0.0.1",
        port=home.port,
        http="httptools",
        lifespan="on",
        timeout_keep_alive=75,
        timeout_graceful_shutdown=2,
        # The front trusts nobody's word about where a request came from, and each answer has its own date.
        proxy_headers=False,
        server_header=False,
        date_header=False,
        access_log=False,
        log_level="warning",
    )
