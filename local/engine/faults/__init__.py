"""Faults on demand, so that it can be shown what they cost: nothing.

Off unless the engine was started with ONESTOP_FAULTS=1. Then `POST /_onestop/faults` says which faults happen from now
on, and `GET` how many did. Which call is struck is decided by a seed: the same calls in the same order meet the same
faults.
"""

import os
from collections.abc import Awaitable, Callable

from local.engine.faults.control import Control
from local.engine.faults.deliveries import Deliveries
from local.engine.faults.plan import Plan
from local.engine.faults.services import Services

App = Callable[[dict, Callable, Callable], Awaitable[None]]


def around(app: App) -> App:
    """`app` with faults, if this engine is one that may have them. Call after the corrections."""
    if os.environ.get("ONESTOP_FAULTS") != "1":
        return app
    plan = Plan()
    Services(plan).apply()
    Deliveries(plan).apply()
    return Control(plan, app)
