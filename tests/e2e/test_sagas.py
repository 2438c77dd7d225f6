"""Histories of orders through the real state machines, in bad weather; then the books are audited.

Orders are placed, cancelled at any moment, shipped in parts, sent back; the provider declines, answers late, twice,
wrongly or not at all; functions are killed in the middle of a step, calls refused, deliveries doubled and delayed, and
the engine dies once. The plans and the weather are a seed's, what they meet is the machine's:

    SEED=7 HISTORIES=50 make histories        300 without a number; `make test` takes twenty-four
"""

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from local import ledger
from tests.chaos.memory import Memory
from tests.chaos.scene import Scene
from tests.chaos.visitors import Client
from tests.e2e import accounts
from tests.e2e.histories import History, Weather, plans
from tests.e2e.shop import Shop
from tests.support.eventually import eventually

pytestmark = pytest.mark.embedded
SEED, NUMBER = os.environ.get("SEED", "1"), int(os.environ.get("HISTORIES", "24"))
AT_ONCE, PRODUCTS, SHELF, PRICE = 12, 6, NUMBER * 2 // 6, 333
REST_WITHIN = 300  # seconds until all sagas have ended
Chapter = Callable[[History], None]


@dataclass
class Told:
    """All histories after their end."""

    scene: Scene
    shop: Shop
    histories: list[History]
    shelf: dict[str, int]
    memory: Memory
    resumed: int = 0

    def chapter(self, act: Chapter) -> None:
        """Everybody does the next thing, so many at a time; what somebody could not do is a failure of the test."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(act, self.histories))

    def rest(self) -> None:
        """Wait until no saga is under way. What was given up is sent again, what was parked is resumed."""
        for each in self.histories:
            eventually(lambda each=each: each.is_at_rest() or self._helped(), within=REST_WITHIN)

    def _helped(self) -> bool:
        self.scene.redrive()
        for parked in self.shop.get("/sagas?state=parked&limit=200")["data"]:
            self.shop.ask("POST", f"/sagas/{parked['id']}/resume", {})
            self.resumed += 1
        return False


@pytest.fixture(scope="module")
def told(scene: Scene) -> Told:
    """The whole story: everybody orders; what is confirmed is sent, in part cancelled; some comes back."""
    told = _opened(scene)
    weather = Weather(scene, SEED)
    weather.start()
    told.chapter(History.order)
    told.rest()
    with weather.turns:
        told.chapter(_sending_while(scene, told))
    told.rest()
    told.chapter(History.send_the_rest)
    told.rest()
    told.chapter(History.return_one)
    told.rest()
    weather.end()
    for chapter in (History.send_the_rest, History.return_again):
        told.chapter(chapter)
        told.rest()
    for each in told.histories:
        eventually(each.is_settled, within=REST_WITHIN)
    return told


def _opened(scene: Scene) -> Told:
    memory = Memory()
    shop = Shop.opened(_asker(scene, memory))
    variants = [shop.product(PRICE * (at + 1), SHELF) for at in range(PRODUCTS)]
    customer = shop.customer()
    histories = [
        History(plan, Shop(_asker(scene, memory), shop.book, shop.location), customer, variants)
        for plan in plans(SEED, NUMBER, PRODUCTS)
    ]
    return Told(scene, shop, histories, dict.fromkeys(variants, SHELF), memory)


def _asker(scene: Scene, memory: Memory) -> Callable[..., object]:
    """Somebody who asks again until there is an answer."""
    client = Client(scene, memory)
    return lambda *asked, **headers: client.ask(*asked, **headers)[0]


def _sending_while(scene: Scene, told: Told) -> Chapter:
    """Everybody sends; in the middle of it the engine is killed and started again."""
    middle = told.histories[len(told.histories) // 2]

    def send(history: History) -> None:
        if history is middle:
            scene.kill_the_engine()
        history.send()

    return send


def test_all_that_was_written_is_right_to_the_cent_and_to_the_piece(told: Told) -> None:
    assert [*accounts.complaints(told.shop, [each.id for each in told.histories], _books(told.scene), told.shelf)] == []


def test_among_the_histories_there_is_everything(told: Told) -> None:
    ends = Counter(told.shop.order(each.id)["state"] for each in told.histories)
    returns = Counter(told.shop.get(f"/returns/{each.back}")["state"] for each in told.histories if each.back)
    print(ends, returns, told.scene.struck(), told.memory.counts, f"resumed {told.resumed}")

    assert {"shipped", "failed", "cancelled"} <= set(ends)
    assert set(returns) == {"completed"}


def test_no_saga_stands_still_and_none_runs_any_more(told: Told) -> None:
    left = [told.shop.get(f"/sagas?state={state}")["data"] for state in ("parked", "running")]

    assert left == [[], []]


def test_every_event_was_delivered(told: Told) -> None:
    eventually(lambda: not told.scene.redrive() and _is_balanced(told.scene), within=REST_WITHIN)


def _is_balanced(scene: Scene) -> bool:
    found = ledger.balance(scene.system)
    return found.written == found.delivered and found.lost == 0


def _books(scene: Scene) -> accounts.Books:
    """The provider's holds, by the order for which they are."""
    dynamodb = scene.system.client("dynamodb")
    [name] = [each for each in dynamodb.list_tables()["TableNames"] if "Sandbox" in each]
    pages = dynamodb.get_paginator("scan").paginate(TableName=name)
    holds = [item for page in pages for item in page["Items"] if item["type"]["S"] == "hold"]
    return {each["pk"]["S"].split(".")[1]: _hold(each) for each in holds}


def _hold(item: dict[str, dict[str, str]]) -> dict[str, int | bool]:
    figures = {name: int(item[name]["N"]) for name in ("amount", "captured", "refunded")}
    return {**figures, "voided": bool(item["voided"]["BOOL"])}
