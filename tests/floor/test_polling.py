"""Looking again and again, which costs next to nothing as long as nothing happens."""

from dataclasses import replace
from typing import Any

from tests.floor.scene import Scene
from tests.support.capacity import counted
from tests.support.gateway import OTHER_TENANT


def test_what_has_not_changed_is_not_sent_again(clock: Any, scene: Scene) -> None:
    scene.waits()
    first = scene.lead.get("/floor")
    again = scene.lead.get("/floor", if_none_match=first.headers["ETag"])
    assert (again.status, again.text, again.headers["ETag"]) == (304, "", first.headers["ETag"])


def test_what_has_changed_is(clock: Any, scene: Scene) -> None:
    before = scene.lead.get("/floor").headers["ETag"]
    scene.waits()
    assert scene.lead.get("/floor", if_none_match=before).status == 200


def test_shares_of_time_are_a_minute_old_at_most(clock: Any, scene: Scene) -> None:
    before = scene.lead.get("/floor").headers["ETag"]
    clock.tick(60)
    assert scene.lead.get("/floor", if_none_match=before).status == 200


def test_a_look_at_what_has_not_changed_is_one_small_read(clock: Any, scene: Scene) -> None:
    for _ in range(3):
        scene.waits()
    tag = scene.lead.get("/floor").headers["ETag"]
    with counted() as used:
        scene.lead.get("/floor", if_none_match=tag)
    assert (used.calls, used.read_units) == (["BatchGetItem"], 1)


def test_the_floor_is_one_query_and_one_for_each_line(clock: Any, scene: Scene) -> None:
    for _ in range(5):
        scene.waits()
    with counted() as used:
        scene.floor()
    assert used.calls == ["Query", "Query"]


def test_a_queue_shows_who_is_first_in_line(clock: Any, scene: Scene) -> None:
    tickets = []
    for _ in range(3):
        tickets.append(scene.waits())
        clock.tick(5)
    scene.named()
    found = scene.lead.get(f"/floor/queues/{scene.floor()['queues'][0]['queue']}").json
    assert [each["ticket"] for each in found["line"]] == tickets


def test_a_floor_of_another_tenant_is_another_floor(clock: Any, scene: Scene) -> None:
    scene.waits()

    assert replace(scene.lead, tenant=OTHER_TENANT).get("/floor").json["queues"] == []
