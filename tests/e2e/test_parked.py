"""A saga that cannot go on waits for somebody, who sees it, mends the cause, and lets it go on: `onestop saga`."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.chaos.scene import Scene
from tests.e2e.people import WITHIN
from tests.e2e.shop import Shop
from tests.support.eventually import eventually
from tests.support.running import Client, Running

pytestmark = pytest.mark.embedded


@pytest.fixture(scope="module")
def desk(scene: Scene) -> Running:
    """The same system, where waiting between tries takes no time, for the command."""
    return Running(scene.home.root, scene.home.port)


@pytest.fixture(scope="module")
def shop(scene: Scene, desk: Running) -> Shop:
    return Shop.opened(Client(desk.url, scene.token()))


def test_a_saga_whose_neighbour_is_down_is_parked_seen_and_resumed(scene: Scene, desk: Running, shop: Shop) -> None:
    variant = shop.product(price=1000, pieces=1)
    order = shop.decided(shop.place(shop.customer(), "ok", (variant, 1))["id"])["id"]
    with down(scene, "payments"):
        assert shop.cancel(order).status_code == 201
        [parked] = eventually(lambda: shop.get("/sagas?state=parked")["data"], within=WITHIN)

    def saga(*words: str) -> str:
        return desk.onestop("saga", *words, "--token", scene.token()).stdout

    assert "Reduce" in saga("list", "--state", "parked")
    assert f"onestop saga resume {parked['id']}" in saga("show", parked["id"])
    assert "goes on at Reduce" in saga("resume", parked["id"])
    assert eventually(lambda: shop.order(order)["state"] == "cancelled", within=WITHIN)
    assert shop.get(f"/stock/{variant}")["available"] == 1
    assert "No saga is parked." in saga("list", "--state", "parked")


@contextmanager
def down(scene: Scene, capability: str) -> Iterator[None]:
    """A capability whose table answers nobody."""
    scene.order("1", [{"kind": "reject", "on": f"dynamodb .*{scene.system.output(capability, 'TableName')}"}])
    try:
        yield
    finally:
        scene.order("1", [])
