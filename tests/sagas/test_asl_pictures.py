"""The pictures in the docs are those of the machines."""

import pytest

from infra.sagas import pictures
from infra.sagas.machines import Machine, machine, machines


def test_the_pictures_in_the_docs_are_current() -> None:
    text = pictures.PAGE.read_text("utf-8")
    assert pictures.page(text) == text
    assert all(f"<!-- saga:{each.name} -->" in text for each in machines())


@pytest.mark.parametrize("saga", machines(), ids=lambda saga: saga.name)
def test_a_picture_shows_every_task_and_whose_it_is(saga: Machine) -> None:
    drawn = pictures.picture(saga)
    assert [state.name for state in saga.tasks() if f"({state.capability})" not in drawn] == []
    assert drawn.count("[*] -->") == 1


@pytest.mark.parametrize(
    "line",
    [
        "Authorise --> BeginUndo: fails",
        "Confirm --> BeginUndo: OrderCancelled",
        "Void --> Void: parked, resumed",
        "HowFar --> EndUndo: Begin or Known",
        "Undone --> [*]",
    ],
)
def test_a_picture_says_when_a_saga_goes_which_way(line: str) -> None:
    assert f"    {line}\n" in pictures.picture(machine("order"))


def test_a_picture_says_what_a_choice_is_about() -> None:
    drawn = pictures.picture(machine("return"))
    assert "IsRefunded --> Refund: refund.amount above 0" in drawn
    assert "IsExchanged --> PlaceExchange: something to exchange" in drawn
