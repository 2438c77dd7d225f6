"""Whoever waits and whoever is there: nobody gets too much, or what they cannot do, and nobody waits for ever."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from routing.domain.agents import Ready, Serving
from routing.domain.matching import assigned, decide
from routing.domain.outcome import Arrival
from routing.domain.policy import METHODS, Policy
from routing.domain.scoring import Pair, barred, score, urgency
from routing.domain.simulation import Scenario, simulated
from routing.domain.work import PRIORITIES, Need, Waiting

NOW = 10_000.0
few = settings(max_examples=60, deadline=None, derandomize=True, database=None)

SKILL, LANGUAGE, QUEUE = (
    st.sampled_from(each) for each in (["billing", "returns", "technical"], ["en", "zh"], ["q", "r"])
)
AGO = st.integers(0, 2000).map(lambda seconds: NOW - seconds)
NEEDS = st.dictionaries(SKILL, st.integers(1, 5), max_size=2).map(
    lambda said: tuple(Need(*each) for each in said.items())
)
SERVING = st.builds(Serving, priority=st.integers(1, 3), delay=st.sampled_from([0.0, 60.0]))

WORK = st.builds(
    Waiting, id=st.just("w"), queue=QUEUE, place=AGO, priority=st.sampled_from(PRIORITIES), needs=NEEDS,
    language=st.none() | LANGUAGE, units=st.sampled_from([20, 33, 100]), due=st.none() | AGO,
    last_agent=st.none() | st.sampled_from(["a0", "a1", "a9"]), tried=st.dictionaries(st.just("a1"), AGO),
)  # fmt: skip
AGENT = st.builds(
    Ready, id=st.just("a"), skills=st.dictionaries(SKILL, st.integers(1, 5)), languages=st.frozensets(LANGUAGE),
    capacity=st.sampled_from([60, 100, 200]), load=st.integers(0, 220), since=AGO, turn=st.none() | AGO,
    taken=st.lists(AGO, max_size=3).map(tuple), serves=st.none() | st.dictionaries(QUEUE, SERVING),
)  # fmt: skip
RELAX = st.lists(st.fixed_dictionaries({"after": st.integers(0, 900), "by": st.integers(1, 5)}), max_size=2)
POLICY = st.fixed_dictionaries(
    {
        "method": st.sampled_from(sorted(METHODS)),
        "skills": st.fixed_dictionaries({"require": st.booleans(), "relax": RELAX}),
        "language": st.fixed_dictionaries({"after": st.none() | st.integers(0, 900)}),
        "lastAgent": st.fixed_dictionaries({"seconds": st.sampled_from([0, 300])}),
        "fairShare": st.none() | st.just({"window": 600, "most": 2}),
    }
).map(Policy.of)


def named(kind: Any, letter: str, name: Callable[[Any, str], Any]) -> Any:
    """Lists of them, each with an id of its own."""
    return st.lists(kind, max_size=5).map(lambda them: [name(each, f"{letter}{at}") for at, each in enumerate(them)])


def renamed(one: Any, name: str) -> Any:
    return type(one)(**{**{each: getattr(one, each) for each in one.__slots__}, "id": name})


WORKS, AGENTS = named(WORK, "w", renamed), named(AGENT, "a", renamed)


@few
@given(WORKS, AGENTS, POLICY)
def test_nobody_gets_more_than_fits_or_what_they_may_not_have_and_no_free_hand_is_left(
    works: list[Waiting], agents: list[Ready], policy: Policy
) -> None:
    left, there = {work.id: work for work in works}, {agent.id: agent for agent in agents}
    for work, holder in assigned(works, agents, policy, NOW):
        del left[work.id]  # once, and no second time
        assert score(work, there[holder], policy, NOW).refused is None
        there[holder] = there[holder].taking(work.units, NOW)
    assert all(score(work, agent, policy, NOW).refused for work in left.values() for agent in there.values())


@few
@given(WORKS, AGENTS, POLICY, st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_told_changes_nothing(
    works: list[Waiting], agents: list[Ready], policy: Policy, chance: Any
) -> None:
    mixed_works, mixed_agents = chance.sample(works, len(works)), chance.sample(agents, len(agents))
    assert decide(mixed_works, mixed_agents, policy, NOW) == decide(works, agents, policy, NOW)


@few
@given(WORK, AGENT, POLICY, st.integers(0, 3600))
def test_whoever_may_have_it_may_have_it_later_too(work: Waiting, agent: Ready, policy: Policy, seconds: int) -> None:
    if barred(Pair(work, agent, policy, NOW)) is None:
        assert barred(Pair(work, agent, policy, NOW + seconds)) is None


@few
@given(WORK, WORK, POLICY)
def test_what_waits_comes_before_whatever_comes_late_enough(old: Waiting, new: Waiting, policy: Policy) -> None:
    late = NOW + 60 * sum(abs(weight) for weight in policy.weights.values()) * len(PRIORITIES)
    assert urgency(old, policy, late) > urgency(renamed_at(new, late), policy, late)


def renamed_at(work: Waiting, place: float) -> Waiting:
    return Waiting(**{**{each: getattr(work, each) for each in work.__slots__}, "place": place, "due": None})


@settings(few, max_examples=25)
@given(st.lists(st.tuples(WORK, st.integers(0, 600), st.integers(1, 300)), max_size=8), AGENTS, POLICY)
def test_a_simulated_desk_loses_nothing_and_repeats_itself(
    came: list[tuple[Waiting, int, int]], agents: list[Ready], policy: Policy
) -> None:
    arrivals = [
        Arrival(renamed_at(renamed(work, f"w{at}"), place), handling) for at, (work, place, handling) in enumerate(came)
    ]
    first, second = (simulated(Scenario(arrivals, agents, {"": policy})) for _ in range(2))
    names = [each.arrival.work.id for each in first.served] + [each.work.id for each in first.waiting]

    assert sorted(names) == sorted(each.work.id for each in arrivals)
    assert first == second
