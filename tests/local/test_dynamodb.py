"""DynamoDB on the engine: guards hold when many write at once, queries stay fast and orderly, units are counted."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.exceptions import ClientError
from ministack.services import dynamodb as ministack

from local.engine.corrections import queries
from local.home import Home

KEY = [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]
INDEX = [{"AttributeName": "list", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}]
TYPES = {"pk": "S", "sk": "S", "list": "S", "at": "N"}
ALL_OLD = {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
FREE = {"ConditionExpression": "attribute_not_exists(pk)"}

_numbers = itertools.count(1)


class Table:
    """A table with a sort key and an index by number, and a client for it."""

    def __init__(self, home: Home) -> None:
        self.client = home.client("dynamodb")
        self.name = f"table-{next(_numbers)}"
        self.client.create_table(
            TableName=self.name,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=KEY,
            AttributeDefinitions=[{"AttributeName": n, "AttributeType": t} for n, t in TYPES.items()],
            GlobalSecondaryIndexes=[
                {"IndexName": "by-at", "KeySchema": INDEX, "Projection": {"ProjectionType": "ALL"}}
            ],
        )

    def put(self, sk: str, **more: Any) -> dict[str, Any]:
        request = {"ReturnConsumedCapacity": "TOTAL", **more.pop("request", {})}
        item = {"pk": {"S": "p"}, "sk": {"S": sk}, **more}
        return self.client.put_item(TableName=self.name, Item=item, **request)

    def guard(self, owner: str, **request: Any) -> dict[str, Any]:
        """The operation that claims one e-mail address for `owner`."""
        item = {"pk": {"S": "p"}, "sk": {"S": "email"}, "owner": {"S": owner}}
        return {"Put": {"TableName": self.name, "Item": item, **FREE, **request}}

    def query(self, condition: str = "pk = :p", **request: Any) -> dict[str, Any]:
        values = {":p": {"S": "p"}, **request.pop("values", {})}
        return self.client.query(
            TableName=self.name, KeyConditionExpression=condition, ExpressionAttributeValues=values, **request
        )

    def sort_keys(self, condition: str = "pk = :p", **request: Any) -> list[str]:
        return [item["sk"]["S"] for item in self.query(condition, **request)["Items"]]


@pytest.fixture
def table(engine: Home) -> Table:
    return Table(engine)


@pytest.fixture
def letters(table: Table) -> Table:
    """Items b d a c ab, put in this order."""
    for place, letter in enumerate(["b", "d", "a", "c", "ab"]):
        table.put(letter, list={"S": "l"}, at={"N": str(100 - place)})
    return table


def test_of_twenty_transactions_that_claim_one_guard_exactly_one_wins(table):
    def claim(number: int) -> bool:
        own = {"Put": {"TableName": table.name, "Item": {"pk": {"S": "p"}, "sk": {"S": f"own-{number}"}}}}
        try:
            table.client.transact_write_items(TransactItems=[own, table.guard(str(number))])
        except table.client.exceptions.TransactionCanceledException:
            return False
        return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(claim, range(20))) == 1
    assert len(table.sort_keys()) == 2


def test_a_cancelled_transaction_shows_who_holds_the_guard(table):
    table.client.transact_write_items(TransactItems=[table.guard("first")])
    with pytest.raises(ClientError) as caught:
        table.client.transact_write_items(TransactItems=[table.guard("second", **ALL_OLD)])
    [reason] = caught.value.response["CancellationReasons"]
    assert (reason["Code"], reason["Item"]["owner"]) == ("ConditionalCheckFailed", {"S": "first"})


def test_a_failed_condition_of_a_single_write_shows_the_item(table):
    table.put("a", owner={"S": "first"})
    with pytest.raises(ClientError) as caught:
        table.put("a", owner={"S": "second"}, request={**FREE, **ALL_OLD})
    assert caught.value.response["Item"]["owner"] == {"S": "first"}


def test_a_repeated_client_token_writes_once_and_another_body_under_it_is_refused(table):
    request = {"TransactItems": [table.guard("first")], "ClientRequestToken": f"token-{table.name}"}
    table.client.transact_write_items(**request)
    table.client.transact_write_items(**request)
    with pytest.raises(table.client.exceptions.IdempotentParameterMismatchException):
        table.client.transact_write_items(**{**request, "TransactItems": [table.guard("second")]})


@pytest.mark.parametrize("item", [{"sk": ""}, {"sk": "big", "text": {"S": "x" * 400 * 1024}}])
def test_an_empty_key_and_an_item_above_400_kb_are_refused(table, item):
    with pytest.raises(ClientError, match="ValidationException"):
        table.put(**item)


@pytest.mark.parametrize(
    ("condition", "values", "found"),
    [
        ("pk = :p", {}, ["a", "ab", "b", "c", "d"]),
        ("pk = :p AND sk = :a", {":a": "b"}, ["b"]),
        ("pk = :p AND sk > :a", {":a": "b"}, ["c", "d"]),
        ("(pk = :p AND sk >= :a)", {":a": "b"}, ["b", "c", "d"]),
        ("pk = :p AND sk < :a", {":a": "b"}, ["a", "ab"]),
        ("sk <= :a AND pk = :p", {":a": "b"}, ["a", "ab", "b"]),
        ("pk = :p AND sk BETWEEN :a AND :b", {":a": "ab", ":b": "c"}, ["ab", "b", "c"]),
        ("pk = :p AND begins_with(sk, :a)", {":a": "a"}, ["a", "ab"]),
        ("pk = :p AND sk = :a", {":a": "nobody"}, []),
    ],
)
def test_a_query_finds_what_its_key_condition_says_in_order(letters, condition, values, found):
    values = {name: {"S": value} for name, value in values.items()}
    assert letters.sort_keys(condition, values=values) == found
    assert letters.sort_keys(condition, values=values, ScanIndexForward=False) == found[::-1]


@pytest.mark.parametrize("forward", [True, False])
def test_pages_follow_each_other_without_gap_or_repetition(letters, forward):
    found, start = [], {}
    while start is not None:
        page = letters.query(Limit=2, ScanIndexForward=forward, **start)
        found += [item["sk"]["S"] for item in page["Items"]]
        last = page.get("LastEvaluatedKey")
        start = {"ExclusiveStartKey": last} if last else None
    assert found == sorted(found, reverse=not forward)
    assert len(found) == 5


def test_an_index_is_ordered_by_number_and_follows_changes_and_deletes(letters):
    letters.put("b", list={"S": "l"}, at={"N": "9"})
    letters.client.delete_item(TableName=letters.name, Key={"pk": {"S": "p"}, "sk": {"S": "d"}})
    letters.put("c")
    by_at = {"IndexName": "by-at", "ExpressionAttributeNames": {"#l": "list"}}
    assert letters.sort_keys("#l = :p", values={":p": {"S": "l"}}, **by_at) == ["b", "ab", "a"]


def test_a_filter_sees_the_page_only(letters):
    page = letters.query(Limit=2, FilterExpression="attribute_not_exists(pk)")
    assert (page["Items"], page["ScannedCount"], page["LastEvaluatedKey"]["sk"]) == ([], 2, {"S": "ab"})


def test_a_value_of_another_type_than_the_key_is_refused(letters):
    with pytest.raises(ClientError, match="type does not match schema type"):
        letters.query("pk = :p AND sk = :a", values={":a": {"N": "1"}})


def test_a_page_of_a_large_partition_is_cut_from_either_end_and_from_the_middle(table):
    items = [{"PutRequest": {"Item": {"pk": {"S": "p"}, "sk": {"S": f"{n:05}"}}}} for n in range(5000)]
    for first in range(0, len(items), 25):
        table.client.batch_write_item(RequestItems={table.name: items[first : first + 25]})
    assert table.sort_keys(Limit=3, ScanIndexForward=False) == ["04999", "04998", "04997"]
    assert table.sort_keys("pk = :p AND sk > :a", values={":a": {"S": "02500"}}, Limit=1) == ["02501"]


def test_a_page_is_cut_before_its_items_are_read():
    items = {f"{n:04}": {"pk": {"S": "p"}, "sk": {"S": f"{n:04}"}} for n in range(5000)}
    attributes = [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")]
    schema = {"pk_name": "pk", "sk_name": "sk", "KeySchema": KEY, "AttributeDefinitions": attributes}
    indexes = {"GlobalSecondaryIndexes": [], "LocalSecondaryIndexes": []}
    ministack._tables["large"] = {"items": {"p": items}, **schema, **indexes}
    request = {"TableName": "large", "KeyConditionExpression": "pk = :p AND sk > :s", "Limit": 2}
    cut = queries._cut({**request, "ExpressionAttributeValues": {":p": {"S": "p"}, ":s": {"S": "2500"}}})
    assert [sk for _order, _pk, sk in cut.entries] == ["2501", "2502"]


@pytest.mark.parametrize(("letters_of_text", "units"), [(10, 0.5), (5000, 1.0), (9000, 1.5)])
def test_a_read_costs_half_a_unit_for_each_4_kb(table, letters_of_text, units):
    table.put("a", text={"S": "x" * letters_of_text})
    key = {"pk": {"S": "p"}, "sk": {"S": "a"}}
    read = table.client.get_item(TableName=table.name, Key=key, ReturnConsumedCapacity="TOTAL")
    query = table.query(ReturnConsumedCapacity="TOTAL")
    assert [answer["ConsumedCapacity"]["CapacityUnits"] for answer in (read, query)] == [units, units]


def test_a_write_costs_a_unit_for_each_kb_and_twice_that_in_a_transaction(table):
    single = table.put("a", text={"S": "x" * 1500})
    item = {"pk": {"S": "p"}, "sk": {"S": "b"}, "text": {"S": "x" * 1500}}
    double = table.client.transact_write_items(
        TransactItems=[{"Put": {"TableName": table.name, "Item": item}}], ReturnConsumedCapacity="TOTAL"
    )
    assert single["ConsumedCapacity"]["CapacityUnits"] == 2.0
    assert double["ConsumedCapacity"][0]["CapacityUnits"] == 4.0
