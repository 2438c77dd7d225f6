"""A desk in a computer: shifts, patience, easing, several queues."""

from typing import Any

import pytest

from routing.domain.agents import Ready, Serving
from routing.domain.outcome import Arrival, Outcome, waited
from routing.domain.policy import Policy
from routing.domain.replay import attended, of_work, staffed
from routing.domain.simulation import Scenario, simulated
from routing.domain.work import Need, Waiting

BILLING = Ready("billing", skills={"billing": 3})
OTHER = Ready("other")
DONE = {
    "state": "done", "queue": "q", "priority": "normal", "needs": [], "language": None, "tier": None,
    "channel": "ticket", "units": 100, "worked": 60,
    "assignedAt": "2026-11-22T10:00:30Z", "doneAt": "2026-11-22T10:01:30Z",
}  # fmt: skip


def came(at: float, handling: float = 60, **said: Any) -> Arrival:
    own = {name: said.pop(name) for name in ("target", "patience") if name in said}
    return Arrival(Waiting(**{"id": f"w{at:05}", "queue": "q", "place": at, "units": 100, **said}), handling, **own)


def run(arrivals: list[Arrival], *agents: Ready, shifts: Any = (), **policy: Any) -> Outcome:
    return simulated(Scenario(arrivals, agents, {"": Policy.of(policy)}, dict(shifts)))


def waits(outcome: Outcome) -> dict[str, float]:
    return {each.arrival.work.id: each.wait for each in outcome.served}


def test_one_after_the_other() -> None:
    assert waits(run([came(0), came(10), came(70)], OTHER)) == {"w00000": 0, "w00010": 50, "w00070": 50}


def test_who_has_waited_for_too_long_leaves() -> None:
    outcome = run([came(0), came(10, patience=20, target=5)], OTHER)

    assert [each.work.id for each in outcome.left] == ["w00010"]
    assert outcome.summary()["withinTarget"] == 0.0


def test_nobody_works_before_or_begins_anything_after_a_shift() -> None:
    outcome = run([came(0), came(50), came(90)], OTHER, shifts={"other": [(30, 85), (200, 300)]})
    assert waits(outcome) == {"w00000": 30, "w00050": 150, "w00090": 170}


def test_what_nobody_can_do_is_told_as_unserved() -> None:
    outcome = run([came(0, needs=(Need("billing"),))], OTHER)
    assert (outcome.summary()["unserved"], outcome.summary()["wait"]["mean"]) == (1, None)


def test_an_easing_is_noticed_at_its_moment() -> None:
    eased = {"relax": [{"after": 15, "by": 1}]}
    outcome = run([came(0, needs=(Need("billing"),))], OTHER, skills=eased)

    assert waits(outcome) == {"w00000": 15}
    assert outcome.summary()["skillMatch"] == 0.0


def test_a_delay_of_a_profile_is_noticed_at_its_moment() -> None:
    assert waits(run([came(0)], Ready("late", serves={"q": Serving(delay=40)}))) == {"w00000": 40}


def test_each_queue_decides_by_its_own_policy() -> None:
    needs = (Need("billing"),)
    policies = {"": Policy(), "free": Policy.of({"skills": {"require": False}})}
    outcome = simulated(Scenario([came(0, needs=needs), came(1, needs=needs, queue="free")], [OTHER], policies))

    assert waits(outcome) == {"w00001": 0}


def test_a_queue_that_an_agent_serves_first_comes_first() -> None:
    serves = {"q": Serving(2), "calls": Serving(1)}
    outcome = run([came(0), came(1), came(2, queue="calls")], Ready("a", serves=serves))

    assert waits(outcome) == {"w00000": 0, "w00002": 58, "w00001": 119}


def test_occupancy_is_what_was_used_of_the_time_that_was_there() -> None:
    outcome = run([came(0, 30, units=50), came(0.5, 30, units=50)], OTHER)
    assert outcome.occupancy({"other": [(0, 60)], "gone": []}) == {"gone": None, "other": 0.5}


def test_the_95th_of_a_hundred_waits_is_p95() -> None:
    found = waited([float(each) for each in range(1, 101)])
    assert (found["p50"], found["p95"], found["max"]) == (50, 95, 100)


def test_what_was_finished_comes_again_as_it_came() -> None:
    records = [
        {**DONE, "id": "b", "place": "2026-11-22T10:00:05Z"},
        {**DONE, "id": "a", "place": "2026-11-22T10:00:00Z"},
    ]
    first, second = of_work(records, lambda _: 20.0, seed=1)

    assert second.work.place - first.work.place == 5
    assert (first.handling, first.target, first.patience) == (60.0, 20.0, None)


def test_what_left_the_line_leaves_again_and_its_handling_is_drawn_from_the_seed() -> None:
    gone = {
        **DONE,
        "id": "a",
        "place": "2026-11-22T10:00:00Z",
        "state": "withdrawn",
        "worked": None,
        "assignedAt": None,
    }
    [one], [same], [other] = (of_work([gone], lambda _: None, seed) for seed in (1, 1, 2))

    assert one == same != other
    assert one.patience == 90.0


def test_spans_of_one_agent_are_put_together() -> None:
    intervals = [("a", 50, 90), ("a", 0, 50), ("b", 95, 120), ("a", 80, 85), ("c", 200, 300)]
    assert attended(intervals, 10, 100) == {"a": [(10, 90)], "b": [(95, 100)]}


@pytest.mark.parametrize(("add", "remove", "left"), [(0, 0, 2), (3, 0, 5), (0, 1, 1), (2, 1, 3), (1, 9, 0)])
def test_staff_is_added_and_sent_home(add: int, remove: int, left: int) -> None:
    staff = staffed([BILLING, OTHER], add, remove, seed=3)

    assert len({agent.id for agent, _ in staff}) == len(staff) == left
    assert staff == staffed([OTHER, BILLING], add, remove, seed=3)
