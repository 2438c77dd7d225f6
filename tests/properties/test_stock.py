"""Whatever sagas ask of the stock, in whatever order: it is what the model says, and every number adds up."""

import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from freezegun import freeze_time
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.properties.stock_doors import Doors
from tests.properties.stock_machine import Sagas
from tests.properties.stock_rules import RulesAlone
from tests.support import tables
from tests.support.gateway import Browser
from tests.support.moto import forget_aws

MORE = int(os.environ.get("EXAMPLES", "0"))  # other sequences each time, as many as wanted
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def profile(examples: int, steps: int) -> settings:
    return settings(
        max_examples=MORE or examples, stateful_step_count=steps, derandomize=not MORE, deadline=None, database=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck),
    )  # fmt: skip


@pytest.fixture
def silence() -> Iterator[None]:
    """Tens of thousands of log lines that nobody reads are not written."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def test_the_rules_alone_keep_stock_as_the_model_says() -> None:
    run_state_machine_as_test(
        lambda: Sagas(lambda: (RulesAlone(NOON), int(NOON.timestamp()))), settings=profile(300, 40)
    )


def test_behind_its_doors_it_is_kept_as_the_model_says(aws: None, silence: None) -> None:
    from catalog.api import app  # noqa: PLC0415  needs the environment of the tests
    from tests.catalog.shop import Shop  # noqa: PLC0415
    from tests.catalog.warehouse import Warehouse  # noqa: PLC0415

    with freeze_time(NOON) as time:

        def opened() -> Any:
            forget_aws()
            time.move_to(NOON)
            table = tables.create("catalog")
            return Doors(Warehouse.opened(Shop.opened(Browser(app))), table, time), int(NOON.timestamp())

        run_state_machine_as_test(lambda: Sagas(opened), settings=profile(12, 25))
