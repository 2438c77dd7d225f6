"""Whatever comes late, twice or in a mess: the floor is what a fold of the final states makes of it."""

from collections import Counter
from random import Random
from typing import Any

from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.floor.scene import ANN, BOB, CARE, SALES, Scene
from tests.support.wire import Wire

AGENTS, QUEUES = (ANN, BOB), (SALES, CARE)
STATUSES = ("available", "busy", "away", "offline")
FLOWS = {"WorkQueued": "arrivedToday", "WorkOffered": "offeredToday", "WorkAssigned": "assignedToday",
         "WorkDone": "doneToday", "OfferDeclined": "missedToday"}  # fmt: skip
SHOWN = {"waiting": "waiting", "offered": "offered", "assigned": "inWork"}


def a_day(scene: Scene, chance: Random, time: Any, steps: int) -> None:
    """A desk of two agents and two queues, on which anything that can happen does."""
    scene.named()
    scene.named(CARE, "Care")
    for agent in AGENTS:
        scene.joins(agent)
    for _ in range(steps):
        time.tick(chance.randint(1, 400))
        _something(scene, chance)


def _something(scene: Scene, chance: Random) -> None:
    work = {record["id"]: record["state"] for subject, record in scene.records.items() if subject.startswith("work/")}
    ticket = chance.choice([*work, ""])
    agent = chance.choice(AGENTS)
    if chance.random() < 0.2:
        scene.stands(chance.choice(STATUSES), agent)
    elif not ticket or work[ticket] == "done":
        scene.waits(queue=chance.choice(QUEUES))
    elif work[ticket] == "waiting":
        chance.choice([lambda: scene.offered(ticket, agent), lambda: scene.assigned(ticket, agent),
                       lambda: scene.moved(ticket, chance.choice(QUEUES))])()  # fmt: skip
    elif work[ticket] == "offered":
        chance.choice([lambda: scene.declined(ticket), lambda: scene.assigned(ticket, agent)])()
    else:
        chance.choice([scene.returned, scene.done])(ticket)


def folded(scene: Scene) -> dict[str, Counter[str]]:
    """The numbers of each queue, from the final records and from the events as a list, and from nothing else."""
    numbers: dict[str, Counter[str]] = {queue: Counter() for queue in QUEUES}
    for subject, record in scene.records.items():
        if subject.startswith("work/") and record["state"] in SHOWN:
            numbers[record["queue"]][SHOWN[record["state"]]] += 1
    for event in scene.told:
        if event["type"] in FLOWS:
            numbers[event["data"]["record"]["queue"]][FLOWS[event["type"]]] += 1
    return numbers


def counted(floor: dict[str, Any]) -> dict[str, Counter[str]]:
    names = (*SHOWN.values(), *FLOWS.values())
    return {each["queue"]: Counter({name: each[name] for name in names if each[name]}) for each in floor["queues"]}


def emptied(wire: Wire) -> None:
    table = wire.tables["floor"]
    for item in table.scan()["Items"]:
        table.delete_item(Key={"pk": item["pk"], "sk": item["sk"]})


def without_version(floor: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in floor.items() if name != "version"}


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_a_shuffled_and_doubled_log_gives_the_floor_of_the_final_states(wire: Wire, seed: int) -> None:
    chance, scene = Random(seed), Scene(wire, held=True)
    emptied(wire)
    with freeze_time("2026-11-22T06:00:00Z") as time:
        a_day(scene, chance, time, steps=18)
        scene.deliver(*scene.told)
        in_order = scene.floor()
        emptied(wire)
        again = [*scene.told, *chance.sample(scene.told, 6)]
        chance.shuffle(again)
        scene.deliver(*again)

        assert counted(in_order) == folded(scene)
        assert without_version(scene.floor()) == without_version(in_order)
