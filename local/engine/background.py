"""Work that the engine repeats on its event loop, between requests."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine

logger = logging.getLogger("onestop.engine")
_tasks: set[asyncio.Task] = set()


def repeat(work: Callable[[], Awaitable[None]], seconds: float) -> None:
    """Run `work` every so many seconds for as long as the loop runs; a failure is logged and the next one tried."""

    async def forever() -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await work()
            except Exception:
                logger.exception("%s failed; next attempt in %s s", work.__qualname__, seconds)

    run_soon(forever)


def run_soon(work: Callable[[], Coroutine[None, None, None]]) -> None:
    """Run `work` once, beside everything else."""
    task = asyncio.get_running_loop().create_task(work())
    # The loop itself keeps only a weak reference.
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
