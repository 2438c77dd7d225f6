"""How much the engine does for a request to DynamoDB, counted; and that doing less does not change an answer."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ministack.services import dynamodb

from local.engine.corrections import expressions, known, paging, queries, sharing, sizes
from tests.support.calls import calls_of

TYPES = [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")]
KEYS = [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]
SETTINGS = {"GlobalSecondaryIndexes": [], "LocalSecondaryIndexes": [], "pk_name": "pk", "sk_name": "sk"}
REQUEST = {"TableName": "crowd", "KeyConditionExpression": "pk = :p", "FilterExpression": "kind IN (:k)"}
VALUES = {":p": {"S": "p"}, ":k": {"S": "even"}}
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_leaves = st.one_of(
    st.builds(lambda text: {"S": text}, _texts),
    st.builds(lambda number: {"N": str(number)}, st.integers()),
    st.just({"BOOL": True}),
)
_nested = st.builds(lambda values: {"L": values}, st.lists(_leaves, max_size=3))
_items = st.dictionaries(_texts, _leaves | _nested, max_size=8)

ministack_asks = dynamodb._query


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    """A partition of 10,000 items, every second one of the kind `even`."""
    kinds = ("even", "odd")
    items = {f"{n:05}": {"pk": {"S": "p"}, "sk": {"S": f"{n:05}"}, "kind": {"S": kinds[n % 2]}} for n in range(10_000)}
    table = {"items": {"p": items}, "KeySchema": KEYS, "AttributeDefinitions": TYPES, **SETTINGS}
    monkeypatch.setitem(dynamodb._tables, "crowd", table)
    known.accepted.clear()


def ask(**more: Any) -> dict[str, Any]:
    status, _headers, body = queries._paged(ministack_asks)({**REQUEST, "ExpressionAttributeValues": VALUES, **more})
    return {"status": status, **json.loads(body)}


def test_a_query_of_20_among_10_000_looks_at_20_items(crowd):
    known.accept({**REQUEST, "ExpressionAttributeValues": VALUES})
    with calls_of(sizes.kept_size) as weighed:
        assert len(ask(Limit=20)["Items"]) == 10
    assert weighed.number == 20


def test_a_known_form_of_query_is_answered_like_an_unknown_one(crowd):
    paging.apply()
    asked = {"Limit": 5, "ScanIndexForward": False, "ReturnConsumedCapacity": "TOTAL"}
    unknown = ask(**asked)
    assert known.accepted
    assert ask(**asked) == unknown


def test_a_form_is_asked_of_ministack_once(crowd):
    with calls_of(ministack_asks) as asked:
        for kind in ("even", "odd", "even"):
            ask(ExpressionAttributeValues={**VALUES, ":k": {"S": kind}}, Limit=2)
    assert asked.number == 1


@pytest.mark.parametrize("wrong", [{"N": "1"}, {"S": ""}, {"S": "x", "N": "1"}])
def test_a_value_of_another_type_is_never_of_a_known_form(crowd, wrong):
    ask(Limit=2)
    assert known.form({**REQUEST, "ExpressionAttributeValues": {**VALUES, ":p": wrong}}) not in known.accepted


def test_a_filter_is_decided_once_for_items_that_are_alike(crowd):
    known.accept({**REQUEST, "ExpressionAttributeValues": VALUES})
    with calls_of(dynamodb._evaluate_condition) as decided:
        ask(Limit=100)
    assert decided.number == 2


def test_the_text_of_a_condition_is_checked_once():
    evaluate = expressions._trusting(dynamodb._evaluate_condition)
    with calls_of(dynamodb._evaluate_condition) as checked:
        answers = [evaluate("a_new_one = :v", {"a_new_one": {"S": v}}, {":v": {"S": "x"}}, {}) for v in "xyx"]
    assert (answers, checked.number) == ([True, False, True], 1)


@given(_items)
def test_an_item_weighs_what_ministack_says(item):
    assert sizes.item_size(item) == sizes._ministack_weighs_items(item)


@given(_items)
def test_an_item_that_is_read_again_is_not_weighed_again(item):
    first = sizes.kept_size(item)
    assert sizes._kept[id(item)][0] is item
    assert sizes.kept_size(item) == first == sizes.item_size(item)


@given(_items)
def test_items_that_share_their_values_are_what_they_were(item):
    before = json.dumps(item)
    sharing.share(item)
    assert json.dumps(item) == before


def test_two_items_have_their_short_values_in_common():
    sharing.forget()
    first, second = ({"tags": {"S": "[]"}, "text": {"S": "x" * 100}, "version": {"N": "1"}} for _ in range(2))
    sharing.share(first)
    sharing.share(second)
    assert [first[name] is second[name] for name in ("tags", "text", "version")] == [True, False, True]


def test_what_is_shared_has_a_limit():
    sharing.forget()
    for number in range(sharing.MOST + 10):
        sharing.share({"n": {"N": str(number)}})
    assert len(sharing._known) == sharing.MOST
