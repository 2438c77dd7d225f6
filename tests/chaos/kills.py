"""What dies, and in what weather: chosen by a seed, one after the other."""

from collections.abc import Callable
from random import Random
from typing import Any

from tests.chaos.scene import Scene
from tests.support.eventually import eventually, pause

Fault = dict[str, Any]
# A function is killed by SIGKILL when a call of its own was carried out and before it learns of it.
VICTIMS: dict[str, list[Fault]] = {
    "writer": [{"on": "dynamodb (Put|Update|TransactWrite)Items? .*Customers", "victim": "customers.api.app"}],
    "relay": [{"on": "events PutEvents", "victim": "customers.relay.handler"}],
    "consumer": [
        {"on": "dynamodb TransactWriteItems .*Timeline", "victim": "timeline.consumers.handler"},
        {"on": "dynamodb PutItem .*Audit", "victim": "audit.consumers.handler"},
    ],
}
ENGINE = "engine"
SHARES = {"writer": 35, "relay": 25, "consumer": 25, ENGINE: 15}  # of a hundred
WEATHER: list[Fault] = [
    {"kind": "throttle", "on": "dynamodb", "rate": 0.05},
    {"kind": "refuse", "on": "events", "rate": 0.2},
    {"kind": "reject", "on": "events PutEvents", "rate": 0.2},
    {"kind": "fail", "on": "aws:", "rate": 0.1},
    {"kind": "double", "on": "aws:", "rate": 0.5},
    {"kind": "delay", "on": "aws:", "rate": 0.3, "seconds": 0.5},
    {"kind": "reorder", "on": "aws:sqs", "rate": 0.8},
]
WITHIN = 60  # seconds until the load has walked into the trap
BETWEEN = (0.2, 1.5)


def schedule(seed: int, number: int) -> list[str]:
    """Which kind of victim dies when: the shares are kept, the order is the seed's."""
    kinds = [kind for kind, share in SHARES.items() for _ in range(max(1, round(number * share / 100)))]
    kinds = (kinds + [*VICTIMS] * number)[:number]
    Random(seed).shuffle(kinds)
    return kinds


def carry_out(scene: Scene, seed: int, kinds: list[str], say: Callable[[int, str], None]) -> None:
    """Every kill of a schedule. `say` hears the number and the kind of each that is done."""
    for number, kind in enumerate(kinds):
        chance = Random(f"{seed}/{number}")
        weather = chance.sample(WEATHER, 3)
        if kind == ENGINE:
            scene.order(f"{seed}/{number}", weather)
            pause(chance.uniform(*BETWEEN))
            scene.kill_the_engine()
        else:
            _kill_a_function(scene, f"{seed}/{number}", [*weather, _trap(chance.choice(VICTIMS[kind]))])
            pause(chance.uniform(*BETWEEN))
        say(number + 1, kind)
    scene.order("quiet", [])


def _kill_a_function(scene: Scene, seed: str, faults: list[Fault]) -> None:
    before = scene.struck()["kill"]
    scene.order(seed, faults)
    eventually(lambda: scene.struck()["kill"] > before, within=WITHIN)


def _trap(victim: Fault) -> Fault:
    return {"kind": "kill", "times": 1, **victim}
