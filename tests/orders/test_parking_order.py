"""Messages of a parked saga that come late, and sagas whose names are no ids."""

import pytest

from orders import saga
from orders.service import register
from tests.support.asking import step
from tests.support.gateway import CONTEXT, TENANT, Browser

pytestmark = pytest.mark.usefixtures("table")
ORDER, SAGA = "01J000000000000000000000R0", "01J000000000000000000000T0-2"


def parks(token: str, attempt: int = 0, entered: str = "2026-11-22T04:00:00.000Z") -> None:
    """The message that a state machine sends when it stands still in the second attempt of a return."""
    said = {"order": ORDER, "saga": "return", "id": SAGA, "step": "Refund", "error": "OutcomeUnknown"}
    asked = {
        "task": "Park",
        "tenant": TENANT,
        "correlation": "test",
        "input": {**said, "token": token, "entered": entered},
    }
    saga.handler({**asked, "saga": step("return", SAGA, "ParkRefund", attempt)}, CONTEXT)


def token() -> str:
    return str(register.fetch(TENANT, SAGA).token)


def test_the_second_attempt_of_a_return_can_be_parked_and_is_shown(desk: Browser) -> None:
    parks("one")

    shown = desk.get(f"/sagas/{SAGA}").json
    assert (shown["id"], shown["state"], shown["parked"]["step"]) == (SAGA, "parked", "Refund")


def test_a_message_that_was_given_up_and_arrives_later_does_not_replace_the_newer_token() -> None:
    parks("newer", attempt=1)
    parks("older", attempt=0)

    assert token() == "newer"


def test_a_saga_that_stands_still_again_has_the_token_of_then() -> None:
    parks("first", attempt=3)
    parks("second", attempt=0, entered="2026-11-22T04:00:01.000Z")

    assert token() == "second"
