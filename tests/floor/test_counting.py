"""What the numbers of a floor are, event by event."""

from typing import Any

from tests.floor.scene import ANN, BOB, CARE, SALES, START, Scene
from tests.support.capacity import counted

NUMBERS = ("waiting", "offered", "inWork", "doneToday")


def numbers(scene: Scene, queue: str = SALES) -> tuple[int, ...]:
    return tuple(scene.queue(queue)[name] for name in NUMBERS)


def test_an_item_is_counted_where_it_is(clock: Any, scene: Scene) -> None:
    scene.named()
    ticket, seen = scene.waits(), []
    for step in (scene.offered, scene.assigned, scene.done):
        seen.append(numbers(scene))
        step(ticket)

    assert [*seen, numbers(scene)] == [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]


def test_the_longest_wait_is_that_of_the_first_place_in_line(clock: Any, scene: Scene) -> None:
    first = scene.waits()
    clock.tick(60)
    second = scene.waits()
    assert scene.queue()["longestWaitSince"] == START
    scene.assigned(first)
    assert scene.queue()["longestWaitSince"] == "2026-11-22T10:01:00.000Z"
    scene.assigned(second)
    assert scene.queue()["longestWaitSince"] is None


def test_what_comes_back_keeps_its_place(clock: Any, scene: Scene) -> None:
    ticket = scene.waits()
    clock.tick(60)
    scene.assigned(ticket)
    clock.tick(60)
    scene.returned(ticket)

    assert (numbers(scene), scene.queue()["longestWaitSince"]) == ((1, 0, 0, 0), START)


def test_what_moves_is_counted_in_its_new_queue_only(clock: Any, scene: Scene) -> None:
    scene.named()
    scene.named(CARE, "Care")
    scene.moved(scene.waits())

    assert (numbers(scene, SALES), numbers(scene, CARE)) == ((0, 0, 0, 0), (1, 0, 0, 0))


def test_an_agent_shows_what_is_offered_and_in_hand_and_its_load(clock: Any, scene: Scene) -> None:
    scene.joins()
    scene.assigned(scene.waits())
    scene.offered(scene.waits())
    ann = scene.agent()

    assert (ann["inWork"], ann["offered"], ann["load"], ann["capacity"]) == (1, 1, 40, 100)


def test_work_changes_hands(clock: Any, scene: Scene) -> None:
    scene.joins()
    scene.joins(BOB, "Bob")
    ticket = scene.waits()
    scene.assigned(ticket, ANN)
    scene.assigned(ticket, BOB)

    assert (scene.agent(ANN)["inWork"], scene.agent(BOB)["inWork"]) == (0, 1)


def test_offers_that_came_to_nothing_are_missed(clock: Any, scene: Scene) -> None:
    ticket = scene.waits()
    for kind in ("OfferDeclined", "OfferExpired"):
        scene.offered(ticket)
        scene.declined(ticket, kind)

    assert (scene.queue()["offeredToday"], scene.queue()["missedToday"]) == (2, 2)


def test_the_average_wait_is_of_what_was_assigned_today(clock: Any, scene: Scene) -> None:
    for seconds in (10, 30):
        ticket = scene.waits()
        clock.tick(seconds)
        scene.assigned(ticket)

    assert scene.queue()["averageWaitToday"] == 20


def test_the_numbers_of_a_day_begin_anew_and_what_waits_does_not(clock: Any, scene: Scene) -> None:
    scene.waits()
    clock.move_to("2026-11-23T00:00:01Z")
    assert (scene.queue()["waiting"], scene.queue()["arrivedToday"]) == (1, 0)
    scene.waits()
    assert (scene.queue()["waiting"], scene.queue()["arrivedToday"]) == (2, 1)


def test_a_late_event_of_yesterday_is_none_of_today(clock: Any, scene: Scene) -> None:
    scene.held = True
    scene.waits()
    clock.move_to("2026-11-23T00:00:01Z")
    scene.waits()
    scene.deliver(*reversed(scene.told))

    assert (scene.queue()["waiting"], scene.queue()["arrivedToday"]) == (2, 1)


def test_the_same_event_again_changes_nothing(clock: Any, scene: Scene) -> None:
    scene.assigned(scene.waits())
    before = scene.floor()
    scene.deliver(*scene.told, *scene.told)

    assert scene.floor() == before


def test_work_without_a_queue_is_seen_too(clock: Any, scene: Scene) -> None:
    scene.waits(queue=None)

    [found] = scene.floor()["queues"]
    assert (found["queue"], found["name"], found["waiting"]) == (None, None, 1)


def test_an_event_of_work_costs_three_calls(clock: Any, scene: Scene) -> None:
    ticket = scene.waits()
    with counted() as used:
        scene.assigned(ticket)

    assert used.calls == ["GetItem", "BatchGetItem", "TransactWriteItems"]


def test_an_event_that_changes_no_number_costs_two_calls(clock: Any, scene: Scene) -> None:
    scene.joins()
    scene.assigned(ticket := scene.waits())
    scene.ticket("TicketOpened", ticket)
    with counted() as used:
        scene.ticket("TicketChanged", ticket)

    assert (used.calls, used.write_units) == (["GetItem", "PutItem"], 1)
