"""Sagas that stand still: shown, resumed by somebody, and never twice."""

from dataclasses import replace
from typing import Any

import pytest

from tests.orders.driving import Machine, confirmed, park
from tests.orders.machines import Machines
from tests.orders.making import of_stock, placed
from tests.support.gateway import OTHER_TENANT, Browser
from tests.support.listening import listening


def test_a_saga_that_stands_still_shows_where_and_why(desk: Browser) -> None:
    order = begun(desk)
    park(order)

    shown = desk.get(f"/sagas/{order['id']}").json
    assert (shown["state"], shown["parkings"]) == ("parked", 1)
    assert (shown["parked"]["step"], shown["parked"]["error"]) == ("Void", "OutcomeUnknown")


def test_its_token_is_shown_to_nobody_and_is_in_no_log(desk: Browser, machines: Machines) -> None:
    order = begun(desk)
    with listening() as heard:
        park(order)
        answers = [desk.get(f"/sagas/{order['id']}").text, desk.get("/sagas").text, resume(desk, order).text]

    assert heard.quotes("token-1") == []
    assert "token-1" not in "".join(answers)


def test_it_is_counted_where_the_alarm_looks(desk: Browser) -> None:
    order = begun(desk)
    with listening() as heard:
        park(order)

    assert '"SagasParked":' in heard.text.replace(" ", "")


def test_somebody_lets_it_go_on_once(desk: Browser, machines: Machines) -> None:
    order = begun(desk)
    park(order)
    first, second = resume(desk, order), resume(desk, order)

    assert (first.status, first.json["state"], first.json["resumedBy"]) == (200, "running", desk.actor)
    assert (second.status, second.json["code"]) == (409, "WrongState")
    assert machines.resumed == ["token-1"]


def test_whoever_died_in_between_is_followed_by_the_next(desk: Browser, machines: Machines) -> None:
    order = begun(desk)
    park(order)
    machines.resumed.append("token-1")  # Step Functions was told, and nobody noted it

    assert resume(desk, order).json["state"] == "running"


def test_it_stays_parked_where_step_functions_cannot_be_told(desk: Browser, machines: Machines) -> None:
    order = begun(desk)
    park(order)
    machines.broken = True

    assert resume(desk, order).status == 500
    assert desk.get(f"/sagas/{order['id']}").json["state"] == "parked"


def test_a_message_that_comes_again_changes_nothing_whenever_it_comes(desk: Browser, machines: Machines) -> None:
    order = begun(desk)
    park(order)
    park(order)
    assert desk.get(f"/sagas/{order['id']}").json["parkings"] == 1
    resume(desk, order)
    park(order)
    assert desk.get(f"/sagas/{order['id']}").json["state"] == "running"


def test_it_may_stand_still_again(desk: Browser, machines: Machines) -> None:
    order = begun(desk)
    park(order)
    resume(desk, order)
    park(order, "token-2")
    resume(desk, order)

    assert machines.resumed == ["token-1", "token-2"]
    assert desk.get(f"/sagas/{order['id']}").json["parkings"] == 2


def test_one_that_has_ended_is_not_parked_by_what_comes_late(desk: Browser) -> None:
    order = confirmed(desk, placed(desk, of_stock()))
    park(order)

    assert desk.get(f"/sagas/{order['id']}").json["state"] == "done"


def test_a_saga_of_others_is_entered_when_it_stands_still(desk: Browser) -> None:
    order = placed(desk, of_stock())
    park(order, saga="return", execution="01J000000000000000000000T0")

    assert desk.get("/sagas?state=parked").json["data"][0]["saga"] == "return"


def test_sagas_are_listed_by_their_state_the_newest_first(desk: Browser) -> None:
    running, parked, done = begun(desk), begun(desk), confirmed(desk, placed(desk, of_stock()))
    park(parked)
    undone = placed(desk, of_stock())
    Machine(undone["id"]).run(refused={"Reserve": "OutOfStock"})

    found = {state: ids(desk, f"?state={state}") for state in ("running", "parked", "done", "undone")}
    assert found == {"running": [running["id"]], "parked": [parked["id"]], "done": [done["id"]],
                     "undone": [undone["id"]]}  # fmt: skip
    assert ids(desk, "") == [undone["id"], done["id"], parked["id"], running["id"]]


@pytest.mark.parametrize("path", ["/sagas/{}", "/sagas/{}/resume"])
def test_nobody_else_s_saga_is_seen_or_resumed(desk: Browser, path: str) -> None:
    order = begun(desk)
    park(order)
    method = "POST" if path.endswith("resume") else "GET"

    assert replace(desk, tenant=OTHER_TENANT).send(method, path.format(order["id"]), None).status == 404


def begun(desk: Browser) -> dict[str, Any]:
    order = placed(desk, of_stock())
    Machine(order["id"]).ask("Begin")
    return order


def resume(desk: Browser, order: dict[str, Any]) -> Any:
    return desk.post(f"/sagas/{order['id']}/resume")


def ids(desk: Browser, query: str) -> list[str]:
    return [each["id"] for each in desk.get(f"/sagas{query}").json["data"]]
