"""What an engine's stream or queue has really lost comes back by `onestop ledger --repair`, once."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from freezegun import freeze_time

from local import ledger
from local.repairing import Repair, repair
from tests.chaos.memory import Memory
from tests.chaos.scene import Scene, a_scene
from tests.chaos.verdict import settle
from tests.chaos.visitors import Client, Visitor
from tests.support.eventually import eventually
from tests.support.running import Running


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with a_scene(tmp_path_factory.mktemp("repair")) as found:
        yield found


@pytest.fixture
def visitor(scene: Scene) -> Visitor:
    memory = Memory()
    return Visitor(uuid4().hex, Client(scene, memory), memory, [], 0)


def repaired(scene: Scene) -> Repair:
    """A repair that does not wait for a minute, in which an event might still come by itself."""
    with freeze_time("2040-01-01", tick=True):
        return repair(scene.system)


@pytest.mark.parametrize("lost", ["aws:dynamodb .*CustomersRelay", "aws:sqs .*Audit", "aws:sqs .*Timeline"])
def test_what_is_lost_on_the_way_is_sent_again_and_the_second_time_there_is_nothing_to_do(
    scene: Scene, visitor: Visitor, lost: str
) -> None:
    settle(scene)
    before = scene.struck()["lose"]
    scene.order("lost", [{"kind": "lose", "on": lost}])
    visitor.register()
    eventually(lambda: scene.struck()["lose"] > before and not scene.waiting())
    scene.order("quiet", [])

    done = repaired(scene)
    assert [said["type"] for said in (*done.published, *done.told)] == ["CustomerRegistered"]
    assert settle(scene).lost == 0
    assert not repaired(scene)
    assert ledger.balance(scene.system).untold == 0


def test_the_command_says_that_nothing_is_missing(scene: Scene) -> None:
    settle(scene)
    shown = Running(scene.home.root, scene.home.port).onestop("ledger", "--repair").stdout

    assert "Nothing to repair." in shown
    assert "lost 0" in shown
