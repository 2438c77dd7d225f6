"""Whatever is done at the desk, in whatever order: state, events and stories are what the model says."""

import importlib
import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.properties.machine import Desk, Doors
from tests.support.gateway import Browser
from tests.support.moto import forget_aws
from tests.support.wire import Wire

MORE = int(os.environ.get("EXAMPLES", "0"))  # other sequences each time, as many as wanted
PROFILE = settings(
    max_examples=MORE or 12, stateful_step_count=20, derandomize=not MORE, deadline=None, database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture
def silence() -> Iterator[None]:
    """Tens of thousands of log lines that nobody reads are not written."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def opened() -> Doors:
    """A house with nothing in it. moto copies whole tables at each transaction, so they had better stay small."""
    forget_aws()
    wire = Wire("customers", "timeline", "audit")
    desk, stories = (Browser(importlib.import_module(f"{name}.api").app) for name in ("customers", "timeline"))
    return Doors(wire, desk, stories)


def test_a_desk_in_any_order_is_what_the_model_says(aws: None, silence: None) -> None:
    run_state_machine_as_test(lambda: Desk(opened), settings=PROFILE)
