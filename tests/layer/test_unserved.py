"""DynamoDB that does not answer, or not now, is no fault of ours: the caller is asked to try again."""

from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError
from pynamodb.exceptions import PutError, QueryError

from onestop import tables
from onestop.errors import TryAgain

THROTTLED = ClientError({"Error": {"Code": "ThrottlingException"}}, "Query")
SILENCE = [ReadTimeoutError(endpoint_url="http://x"), EndpointConnectionError(endpoint_url="http://x"), THROTTLED]


@pytest.mark.parametrize("cause", SILENCE, ids=lambda cause: type(cause).__name__)
def test_a_read_that_is_not_served_may_be_tried_again(cause: Exception) -> None:
    with pytest.raises(TryAgain), tables.served():
        raise QueryError("no", cause)


@pytest.mark.parametrize("cause", SILENCE, ids=lambda cause: type(cause).__name__)
def test_a_write_that_is_not_served_may_be_tried_again(cause: Exception) -> None:
    class Row:
        def delete(self, condition: Any) -> None:
            raise PutError("no", cause)

    with pytest.raises(TryAgain):
        tables.write(tables.deletes(Row()))


def test_a_read_that_is_wrong_stays_what_it_is() -> None:
    wrong = ClientError({"Error": {"Code": "ValidationException", "Message": "no such index"}}, "Query")
    with pytest.raises(QueryError), tables.served():
        raise QueryError("no", wrong)
