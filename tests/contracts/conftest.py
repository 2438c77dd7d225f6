from collections.abc import Iterator

import pytest

from tests.support.moto import empty_aws
from tests.support.whole import Whole, environment


@pytest.fixture(scope="module")
def house() -> Iterator[Whole]:
    """Every table and every door of the house, in this process."""
    with empty_aws(), pytest.MonkeyPatch.context() as settings:
        for name, value in environment().items():
            settings.setenv(name, value)
        yield Whole.opened()
