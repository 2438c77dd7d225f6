"""Who gets what, when several wait and several could."""

from typing import Any

from routing.domain.agents import Ready, Serving
from routing.domain.matching import assigned, decide
from routing.domain.policy import Policy
from routing.domain.work import Need, Waiting

NOW = 1000.0
EN, BOTH = frozenset({"en"}), frozenset({"en", "zh"})


def work(name: str, *needs: str, **said: Any) -> Waiting:
    return Waiting(**{"id": name, "queue": "q", "place": NOW - 10, "units": 100,
                      "needs": tuple(map(Need, needs)), **said})  # fmt: skip


def agent(name: str, *skills: str, **said: Any) -> Ready:
    return Ready(**{"id": name, "skills": dict.fromkeys(skills, 3), "languages": EN, **said})


def given(waiting: list[Waiting], agents: list[Ready], **policy: Any) -> dict[str, str]:
    return {each.work: each.agent for each in decide(waiting, agents, Policy.of(policy), NOW)}


def test_the_specialist_is_left_for_what_only_they_can_do() -> None:
    agents = [agent("both", "billing", "technical"), agent("one", "billing")]
    assert given([work("w", "billing")], agents) == {"w": "one"}


def test_who_speaks_what_few_speak_is_left_for_it() -> None:
    agents = [agent("en", "billing", since=500), agent("zh", "billing", languages=BOTH)]
    assert given([work("w", "billing", language="en")], agents) == {"w": "en"}


def test_an_item_moves_over_so_that_another_is_served_too() -> None:
    agents = [agent("a", "billing", "technical", since=0), agent("b", "billing", since=900)]
    waiting = [work("first", "billing", place=NOW - 60), work("second", "technical")]

    assert given(waiting, agents, method="longestIdle") == {"first": "b", "second": "a"}


def test_moving_over_goes_through_as_many_hands_as_it_takes() -> None:
    agents = [agent("a", "s1", "s2"), agent("b", "s2", "s3"), agent("c", "s3")]
    waiting = [work("w1", "s2", place=0), work("w2", "s3", place=1), work("w3", "s1", place=2)]

    assert given(waiting, agents, method="longestIdle") == {"w1": "b", "w2": "c", "w3": "a"}


def test_the_oldest_is_served_when_not_all_can_be() -> None:
    waiting = [work("young", place=NOW - 10), work("old", place=NOW - 20)]
    assert given(waiting, [agent("a")]) == {"old": "a"}


def test_what_is_more_urgent_is_served_when_not_all_can_be() -> None:
    waiting = [work("old", place=NOW - 600), work("urgent", priority="urgent")]
    assert given(waiting, [agent("a")]) == {"urgent": "a"}


def test_who_knows_what_an_item_needs_gets_it_rather_than_one_that_waited_a_little_longer() -> None:
    waiting = [work("other", "technical", place=NOW - 60), work("own", "billing", place=NOW - 30)]
    eased = {"relax": [{"after": 20, "by": 5}]}

    assert given(waiting, [agent("a", "billing")], skills=eased) == {"own": "a"}


def test_a_capacity_takes_several_items_but_not_one_more() -> None:
    waiting = [work(name, units=40, place=NOW - at) for at, name in enumerate("abc")]
    assert given(waiting, [agent("a", capacity=100)]) == {"b": "a", "c": "a"}


def test_a_queue_that_is_served_first_comes_first() -> None:
    serves = {"calls": Serving(1), "mail": Serving(2)}
    waiting = [work("mail", queue="mail", place=0), work("call", queue="calls")]

    assert given(waiting, [agent("a", serves=serves)]) == {"call": "a"}


def test_work_is_kept_for_its_last_agent_while_they_are_there_even_if_full() -> None:
    waiting, other = [work("w", last_agent="last")], agent("other")
    kept = {"lastAgent": {"seconds": 60}}

    assert given(waiting, [other, agent("last", load=100)], **kept) == {}
    assert given(waiting, [other], **kept) == {"w": "other"}
    assert given(waiting, [other, agent("last")], **kept) == {"w": "last"}


def test_work_is_not_kept_for_a_last_agent_who_declined_it() -> None:
    waiting = [work("w", last_agent="last", tried={"last": NOW - 5})]
    assert given(waiting, [agent("other"), agent("last")], lastAgent={"seconds": 60}) == {"w": "other"}


def test_equals_go_to_who_has_been_free_for_longest_and_then_by_name() -> None:
    same = [agent("b", since=5), agent("c", since=5), agent("a", since=6)]
    assert given([work("w")], same, method="leastBusy") == {"w": "b"}


def test_round_robin_gives_to_each_in_turn() -> None:
    agents = [
        agent("a", turn=30, capacity=1000),
        agent("b", turn=10, capacity=1000),
        agent("c", turn=20, capacity=1000),
    ]
    waiting = [work(f"w{number}", place=number) for number in range(3)]

    assert given(waiting, agents, method="roundRobin") == {"w0": "b", "w1": "c", "w2": "a"}


def test_a_decision_tells_everybody_who_was_looked_at_and_why() -> None:
    agents = [agent("a", "billing"), agent("b"), agent("c", "billing", load=100)]
    [decision] = decide([work("w", "billing")], agents, Policy(), NOW)

    assert [(each.agent, each.refused) for each in decision.candidates] == [
        ("a", None), ("b", "has no billing"), ("c", "is full: has 0 of the 100 units that it takes"),
    ]  # fmt: skip
    assert decision.total == decision.candidates[0].total
    assert decision.reason == "After 10 s: the only one of 3 who can take it now."


def test_the_reason_names_what_made_the_difference() -> None:
    agents = [agent("a", "billing", "technical"), agent("b", "billing")]
    [decision] = decide([work("w", "billing")], agents, Policy(), NOW)

    assert decision.reason == "After 10 s: other work needs them least (of 2 who can take it now)."


def test_with_and_without_reasons_the_judgement_is_the_same() -> None:
    agents = [agent("a", "billing", "technical"), agent("b", "billing")]
    waiting = [work("w1", "billing"), work("w2", "technical")]

    found = {work.id: who for work, who in assigned(waiting, agents, Policy(), NOW)}
    assert found == given(waiting, agents)


def test_nothing_waits_and_nobody_is_there() -> None:
    assert (given([], [agent("a")]), given([work("w")], [])) == ({}, {})
