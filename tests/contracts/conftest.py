from collections.abc import Iterator

import pytest

from tests.support.whole import Whole, environment


@pytest.fixture(scope="module")
def house() -> Iterator[Whole]:
    """Every table and every door of the house, in this process."""
    from moto import mock_aws  # noqa: PLC0415  only tests with tables pay for it

    with mock_aws(), pytest.MonkeyPatch.context() as settings:
        for name, value in environment().items():
            settings.setenv(name, value)
        yield Whole.opened()
