"""The judge is judged: each thing that may go wrong is seen."""

import json
from typing import Any

from tests.chaos import verdict
from tests.chaos.memory import Memory, Told

REGISTERED = Told("customers/1", 1, "CustomerRegistered", "w1x1")


def entry(kind: str, word: str) -> dict[str, Any]:
    return {"type": kind, "changes": json.dumps({"company": {"before": None, "after": word}})}


def memory(*told: Told) -> Memory:
    return Memory(told=list(told), asked={str(each.word) for each in told})


def customer(company: str, version: int) -> dict[str, Any]:
    said = {"type": "customer", "id": "1", "company": company}
    return {name: {"S": value} for name, value in said.items()} | {"version": {"N": str(version)}}


LOG = {("customers/1", 1): entry("CustomerRegistered", "w1x1")}


def test_what_is_as_it_was_promised_is_no_complaint() -> None:
    assert not list(verdict.broken_promises(LOG, memory(REGISTERED)))
    assert not list(verdict.done_twice(LOG, memory(REGISTERED)))
    assert not list(verdict.unlike_their_log(LOG, {("a", "b"): customer("w1x1", 1)}))


def test_an_acknowledged_write_that_is_gone_or_another_is_seen() -> None:
    assert list(verdict.broken_promises({}, memory(REGISTERED)))
    assert list(verdict.broken_promises(LOG, memory(REGISTERED._replace(word="w1x2"))))
    assert list(verdict.broken_promises(LOG, memory(REGISTERED._replace(version=2))))


def test_a_change_that_was_made_twice_is_seen_and_so_is_one_that_nobody_asked_for() -> None:
    twice = LOG | {("customers/2", 1): entry("CustomerRegistered", "w1x1")}

    assert list(verdict.done_twice(twice, memory(REGISTERED)))
    assert list(verdict.done_twice(LOG, memory()))


def test_a_record_that_is_not_what_its_log_says_is_seen() -> None:
    assert list(verdict.unlike_their_log(LOG, {("a", "b"): customer("w1x9", 1)}))
    assert list(verdict.unlike_their_log(LOG, {("a", "b"): customer("w1x1", 2)}))
    assert list(verdict.unlike_their_log({("customers/1", 2): LOG["customers/1", 1]}, {}))


def test_only_the_moment_of_a_tombstone_may_differ() -> None:
    tomb, entry_ = {"purged": {"BOOL": True}, "expires": {"N": "1"}}, {"expires": {"N": "1"}}

    assert verdict.comparable({("a", "b"): tomb}) == {("a", "b"): {"purged": {"BOOL": True}}}
    assert verdict.comparable({("a", "b"): entry_}) == {("a", "b"): entry_}
