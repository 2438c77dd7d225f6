"""A floor that was lost is made anew from the archive of the bus."""

from typing import Any

from local.replaying import replay
from tests.floor.scene import Scene
from tests.floor.test_any_order import emptied, without_version
from tests.support.wire import Wire

SOURCES = {"work": "routing", "queues": "routing", "tickets": "tickets", "comments": "tickets"}  # by their subjects


def test_a_replay_of_all_events_makes_the_floor_that_was_there(clock: Any, scene: Scene, wire: Wire) -> None:
    scene.held = True
    scene.named()
    scene.joins()
    scene.stands("available")
    for step in (scene.offered, scene.assigned):
        clock.tick(30)
        step(scene.waits())
    for event in scene.told:
        wire.put(SOURCES.get(event["subject"].partition("/")[0], "workforce"), event)
    wire.carry()
    before = scene.floor()

    emptied(wire)
    assert scene.floor()["queues"] == []
    replay(wire, "floor")
    wire.carry()
    assert without_version(scene.floor()) == without_version(before)
