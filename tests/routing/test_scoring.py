"""Who suits what: refusals in words, points by policy."""

from typing import Any

import pytest

from routing.domain.agents import Ready, Serving
from routing.domain.policy import Policy
from routing.domain.scoring import score, urgency
from routing.domain.work import Need, Waiting

NOW = 1000.0
BILLING = (Need("billing", 3),)


def work(**said: Any) -> Waiting:
    return Waiting(**{"id": "w", "queue": "q", "place": NOW - 100, **said})


def agent(**said: Any) -> Ready:
    return Ready(**{"id": "a", "skills": {"billing": 3}, "languages": frozenset({"en"}), **said})


def by(**said: Any) -> Policy:
    return Policy.of(said)


def refused(of: Waiting, who: Ready, policy: Policy | None = None) -> str | None:
    return score(of, who, policy or Policy(), NOW).refused


@pytest.mark.parametrize(
    ("of", "who", "why"),
    [
        (work(units=50), agent(load=60), "is full: has 40 of the 50 units that it takes"),
        (work(channel="phone"), agent(channels=frozenset({"email"})), "takes no phone now"),
        (work(), agent(serves={"other": Serving()}), "does not serve this queue"),
        (work(), agent(serves={"q": Serving(delay=120)}), "serves this queue after 120 s of waiting"),
        (work(language="zh-CN"), agent(), "does not speak zh-CN"),
        (work(needs=BILLING), agent(skills={"billing": 2}), "has billing at level 2, 3 is needed"),
        (work(needs=BILLING), agent(skills={}), "has no billing"),
        (work(tried={"a": NOW - 20}), agent(), "passed on it 20 s ago"),
        (work(), agent(until=NOW), "has no shift any more"),
    ],
)
def test_who_cannot_take_it_is_told_why(of: Waiting, who: Ready, why: str) -> None:
    assert refused(of, who) == why


def test_levels_ease_with_waiting() -> None:
    policy = by(skills={"relax": [{"after": 60, "by": 1}, {"after": 300, "by": 3}]})
    modest, none = agent(skills={"billing": 2}), agent(skills={})

    assert refused(work(needs=BILLING, place=NOW - 59), modest, policy)
    assert refused(work(needs=BILLING, place=NOW - 60), modest, policy) is None
    assert refused(work(needs=BILLING, place=NOW - 299), none, policy)
    assert refused(work(needs=BILLING, place=NOW - 300), none, policy) is None


def test_a_language_may_be_demanded_for_a_while_only() -> None:
    policy = by(language={"after": 60})

    assert refused(work(language="zh", place=NOW - 59), agent(), policy) == "does not speak zh"
    assert refused(work(language="zh", place=NOW - 60), agent(), policy) is None


@pytest.mark.parametrize(("asked", "spoken"), [("zh", "zh-CN"), ("zh-CN", "zh"), ("EN", "en"), ("pt-BR", "pt-br")])
def test_a_language_is_served_by_another_kind_of_it(asked: str, spoken: str) -> None:
    assert refused(work(language=asked), agent(languages=frozenset({spoken}))) is None


def test_work_is_kept_for_who_had_it_last() -> None:
    policy = by(lastAgent={"seconds": 120})

    assert refused(work(last_agent="b"), agent(), policy) == "it is kept for who had it last, for 120 s"
    assert refused(work(last_agent="b"), agent(id="b"), policy) is None
    assert refused(work(last_agent="b", place=NOW - 120), agent(), policy) is None


def test_nobody_gets_more_than_a_fair_share() -> None:
    policy = by(fairShare={"window": 60, "most": 2})

    assert (
        refused(work(), agent(taken=(NOW - 59, NOW - 1)), policy) == "has had 2 items in 60 s, which is the fair share"
    )
    assert refused(work(), agent(taken=(NOW - 60, NOW - 1)), policy) is None


def test_skills_that_are_not_demanded_still_count() -> None:
    policy = by(skills={"require": False})
    knows, knows_not = (score(work(needs=BILLING), agent(skills=each), policy, NOW) for each in ({"billing": 3}, {}))

    assert (knows.parts["skill"], knows_not.parts["skill"]) == (5.0, 0.0)


@pytest.mark.parametrize(
    ("method", "better", "worse"),
    [
        ("roundRobin", agent(turn=NOW - 500), agent(turn=NOW - 50)),
        ("roundRobin", agent(turn=None), agent(turn=NOW - 5000)),
        ("leastBusy", agent(load=20, capacity=100), agent(load=20, capacity=50)),
        ("mostCapacity", agent(load=0, capacity=200), agent(load=0, capacity=100)),
        ("longestIdle", agent(since=NOW - 60), agent(since=NOW - 59)),
        ("scored", agent(languages=frozenset({"en"})), agent(languages=frozenset({"en-GB"}))),
    ],
)
def test_each_method_prefers_what_it_is_named_for(method: str, better: Ready, worse: Ready) -> None:
    first, second = (score(work(language="en"), each, by(method=method), NOW).total for each in (better, worse))
    assert first > second


def test_who_will_be_done_sooner_gets_more_points_where_that_is_predicted() -> None:
    of = work(handling={"a": 60, "b": 600})
    fast, slow, unknown = (score(of, agent(id=each), Policy(), NOW).parts["handling"] for each in "abc")

    assert fast > unknown >= slow


def test_a_weight_replaces_that_of_the_method() -> None:
    scored = score(work(), agent(), by(weights={"skill": 0, "idle": 7}), NOW)
    assert "skill" not in scored.parts
    assert scored.total == pytest.approx(sum(scored.parts.values()))


def test_urgency_is_minutes_of_waiting() -> None:
    policy = by(tiers={"gold": 1.0})

    assert urgency(work(priority="low", place=NOW - 120), policy, NOW) == 2.0
    assert urgency(work(priority="high", place=NOW), policy, NOW) == 60.0
    assert urgency(work(priority="low", place=NOW, tier="gold"), policy, NOW) == 15.0
    assert urgency(work(priority="low", place=NOW, due=NOW), policy, NOW) == 60.0


def test_a_deadline_that_comes_near_makes_work_more_urgent() -> None:
    values = [urgency(work(due=NOW + ahead), Policy(), NOW) for ahead in (3600, 600, 60, 0, -60)]
    assert values == sorted(values)
    assert values[-1] == values[-2]


def test_what_waits_long_enough_comes_before_what_is_more_important() -> None:
    old, new = work(priority="low", place=NOW - 3 * 1800 - 1), work(priority="urgent", place=NOW)
    assert urgency(old, Policy(), NOW) > urgency(new, Policy(), NOW)
