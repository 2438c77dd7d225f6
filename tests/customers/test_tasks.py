"""What sagas ask of customers."""

import pytest

from onestop.errors import Invalid, NotFound
from tests.customers.people import path, registered
from tests.support.asking import task
from tests.support.capacity import counted
from tests.support.gateway import OTHER_TENANT, Browser

NOBODY = "01J000000000000000000000ZZ"


def test_a_saga_is_told_who_a_customer_is_and_since_when(desk: Browser) -> None:
    made = registered(desk, "林小梅", tags=["vip"], language="zh-CN")

    said = task("customers", "Known", customer=made["id"])
    assert said == {
        "id": made["id"], "name": "林小梅", "tags": ["vip"], "language": "zh-CN", "since": made["createdAt"]
    }  # fmt: skip


def test_a_customer_in_the_trash_is_not_known(desk: Browser) -> None:
    made = registered(desk)
    desk.delete(path(made))

    with pytest.raises(NotFound):
        task("customers", "Known", customer=made["id"])


def test_nobody_else_s_customer_is_known(desk: Browser) -> None:
    made = registered(desk)

    with pytest.raises(NotFound):
        task("customers", "Known", tenant=OTHER_TENANT, customer=made["id"])
    with pytest.raises(NotFound):
        task("customers", "Known", customer=NOBODY)


@pytest.mark.parametrize("said", [{}, {"customer": "ada"}, {"customer": NOBODY, "more": 1}], ids=str)
def test_what_is_no_question_is_refused(desk: Browser, said: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        task("customers", "Known", **said)


def test_knowing_a_customer_is_one_call(desk: Browser) -> None:
    made = registered(desk)
    with counted() as used:
        task("customers", "Known", customer=made["id"])

    assert (used.calls, used.read_units) == (["GetItem"], 1)
