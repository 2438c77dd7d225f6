"""At the gateway, who waits for a worker waits without work: a flood does not stand in its neighbours' way.

MiniStack gives each request a thread at once, however many wait for the same function. They all take turns on one
lock, and so does every request of everybody else.
"""

import asyncio
import os
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from ministack.services import apigateway_v1 as gateway
from ministack.services import lambda_svc

from local.engine.lambdas.pool import Limits

Run = Callable[..., Awaitable[Any]]


def apply() -> None:
    """Let the gateway start as many calls of a function as it may have workers."""
    at_once = int(os.environ.get("ONESTOP_WORKERS_PER_FUNCTION", Limits.per_function))
    gateway.run_reentrant = _admitting(gateway.run_reentrant, at_once)


def _admitting(run: Run, at_once: int) -> Run:
    places: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(at_once))

    async def run_in_turn(call: Callable[..., Any], record: Any, *rest: Any, **options: Any) -> Any:
        place = places[(record.get("config") or record)["FunctionArn"]]
        try:
            await asyncio.wait_for(place.acquire(), Limits.queue_seconds)
        except TimeoutError:
            return lambda_svc._throttle_response(
                "ConcurrentInvocationLimitExceeded", "Rate Exceeded: the queue is full"
            )
        try:
            return await run(call, record, *rest, **options)
        finally:
            place.release()

    return run_in_turn
