"""What sagas ask of customers."""

import pytest

from onestop.errors import Invalid, NotFound
from tests.customers.people import path, registered
from tests.support.asking import task
from tests.support.at_once import at_once
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


def test_who_writes_is_known_by_an_address_however_it_is_written(desk: Browser) -> None:
    made = registered(desk, "林小梅", emails=[{"address": "mei@example.org"}], phones=[{"number": "+8613910998888"}])
    known = {"customer": made["id"], "new": False}

    assert task("customers", "Recognise", name="Mei", email="Mei@Example.org") == known
    assert task("customers", "Recognise", name="Mei", phone="+86 139 1099 8888") == known


def test_who_writes_for_the_first_time_is_registered_and_known_from_then_on(desk: Browser) -> None:
    asked = {"name": "欧阳娜", "email": "na@example.cn", "language": "zh-CN"}
    first = task("customers", "Recognise", **asked)

    assert first["new"]
    assert task("customers", "Recognise", **asked) == {"customer": first["customer"], "new": False}
    shown = desk.get(f"/customers/{first['customer']}").json
    assert (shown["name"], shown["kind"], shown["language"]) == ("欧阳娜", "person", "zh-CN")


def test_somebody_who_looks_like_another_is_registered_even_so(desk: Browser) -> None:
    made = registered(desk, "Ada Byron", emails=[{"address": "ada@example.org"}])
    assert task("customers", "Recognise", name="Ada Byron", email="ada@elsewhere.example")["customer"] != made["id"]


@pytest.mark.parametrize("said", [{"name": "Ada"}, {"email": "ada@example.org"}, {"name": "Ada", "email": "ada"}])
def test_nobody_is_recognised_without_a_name_and_an_address(desk: Browser, said: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        task("customers", "Recognise", **said)


def test_many_who_write_at_once_from_one_address_are_one_customer(desk: Browser) -> None:
    made = at_once([lambda: task("customers", "Recognise", name="Ada", email="ada@example.org")] * 8)
    assert len({each["customer"] for each in made}) == 1
    assert sum(each["new"] for each in made) == 1


def test_recognising_is_one_call_and_registering_two(desk: Browser) -> None:
    with counted() as new:
        task("customers", "Recognise", name="Ada", email="ada@example.org")
    with counted() as known:
        task("customers", "Recognise", name="Ada", email="ada@example.org")

    assert (new.calls, new.read_units, new.write_units) == (["BatchGetItem", "TransactWriteItems"], 1, 4)
    assert (known.calls, known.read_units) == (["BatchGetItem"], 1)
