"""Whatever the transport: the same calls have the same answers and the same failures."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from onestop import aws

ADA = {"pk": {"S": "ada"}, "sk": {"S": "record"}}
KEY = {"TableName": "things", "Key": ADA}
ALL = {
    "text": {"S": "王 \N{GRINNING FACE} \\ \" \n"}, "number": {"N": "-12345678901234567890.000000000000000001"},
    "bytes": {"B": b"\x00\xff"}, "truth": {"BOOL": True}, "nothing": {"NULL": True},
    "texts": {"SS": ["a", "b"]}, "numbers": {"NS": ["1", "2"]}, "several": {"BS": [b"1", b"2"]},
    "list": {"L": [{"B": b"deep"}, {"M": {"BS": {"BS": [b"deeper"]}}}]},
    "B": {"S": "an attribute that is called like a type"}, "BS": {"L": [{"S": "another"}]},
}  # fmt: skip
FREE = {"ConditionExpression": "attribute_not_exists(pk)"}


def plain(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def put(**more: Any) -> None:
    aws.call("dynamodb", "PutItem", TableName="things", Item={**ADA, **ALL}, **more)


def test_every_type_of_attribute_comes_back_as_it_was_sent(things: None) -> None:
    put()

    assert plain(aws.call("dynamodb", "GetItem", **KEY)) == {"Item": {**ADA, **ALL}}


def test_what_is_not_there_has_no_item(things: None) -> None:
    assert plain(aws.call("dynamodb", "GetItem", **KEY)) == {}


def test_an_answer_tells_how_it_was_got(things: None) -> None:
    told = aws.call("dynamodb", "GetItem", **KEY)["ResponseMetadata"]

    assert (told["HTTPStatusCode"], told["RetryAttempts"]) == (200, 0)
    assert told["RequestId"]


def test_a_query_finds_what_was_put(things: None) -> None:
    put()
    names = {"KeyConditionExpression": "pk = :pk", "ExpressionAttributeValues": {":pk": {"S": "ada"}}}
    found = aws.call("dynamodb", "Query", TableName="things", **names)

    assert (found["Count"], found["Items"]) == (1, [{**ADA, **ALL}])


def test_an_update_and_a_removal_answer_what_was_there(things: None) -> None:
    put()
    add = {"UpdateExpression": "ADD visits :n", "ExpressionAttributeValues": {":n": {"N": "2"}}}
    updated = aws.call("dynamodb", "UpdateItem", **KEY, **add, ReturnValues="UPDATED_NEW")
    removed = aws.call("dynamodb", "DeleteItem", **KEY, ReturnValues="ALL_OLD")

    assert updated["Attributes"] == {"visits": {"N": "2"}}
    assert removed["Attributes"] == {**ADA, **ALL, "visits": {"N": "2"}}


def test_a_batch_is_written_and_read(things: None) -> None:
    aws.call("dynamodb", "BatchWriteItem", RequestItems={"things": [{"PutRequest": {"Item": {**ADA, **ALL}}}]})
    found = aws.call("dynamodb", "BatchGetItem", RequestItems={"things": {"Keys": [ADA]}})

    assert (found["Responses"], found["UnprocessedKeys"]) == ({"things": [{**ADA, **ALL}]}, {})


def test_a_condition_that_fails_gives_back_what_was_in_the_way(things: None) -> None:
    put()
    with pytest.raises(ClientError) as refusal:
        put(**FREE, ReturnValuesOnConditionCheckFailure="ALL_OLD")

    assert refusal.value.response["Error"]["Code"] == "ConditionalCheckFailedException"
    assert refusal.value.response["Item"] == {**ADA, **ALL}
    assert refusal.value.operation_name == "PutItem"


def test_a_transaction_says_of_each_step_why_it_was_refused(things: None) -> None:
    put()
    other = {"Put": {"TableName": "things", "Item": {**ADA, "sk": {"S": "other"}}}}
    taken = {"Put": {"TableName": "things", "Item": ADA, **FREE, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}
    with pytest.raises(ClientError) as refusal:
        aws.call("dynamodb", "TransactWriteItems", TransactItems=[other, taken])

    first, second = refusal.value.response["CancellationReasons"]
    assert (first["Code"], second["Code"], second["Item"]) == ("None", "ConditionalCheckFailed", {**ADA, **ALL})
    assert refusal.value.response["Error"]["Code"] == "TransactionCanceledException"


def test_a_table_is_described_with_moments_as_moments(things: None) -> None:
    table = aws.call("dynamodb", "DescribeTable", TableName="things")["Table"]

    assert table["TableStatus"] == "ACTIVE"
    assert datetime.now(UTC) - table["CreationDateTime"] < timedelta(days=1)


def test_what_is_missing_is_refused_under_the_same_name(either: str) -> None:
    with pytest.raises(ClientError) as refusal:
        aws.call("dynamodb", "GetItem", **KEY)

    assert refusal.value.response["Error"]["Code"] == "ResourceNotFoundException"
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_the_bus_takes_events_and_refuses_one_by_one(either: str) -> None:
    entry = {"Source": "onestop.things", "DetailType": "ThingMade", "Detail": json.dumps({"name": "王"})}
    answer = aws.call("events", "PutEvents", Entries=[entry, {**entry, "Detail": "no JSON"}])

    assert answer["FailedEntryCount"] == 1
    assert ["ErrorCode" in each for each in answer["Entries"]] == [False, True]


def test_what_a_key_signs_is_bytes_in_and_bytes_out(either: str) -> None:
    key = aws.call("kms", "CreateKey", KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    how = {"KeyId": key, "MessageType": "RAW", "SigningAlgorithm": "ECDSA_SHA_256"}
    signature = aws.call("kms", "Sign", Message=b"\x00message", **how)["Signature"]

    assert aws.call("kms", "Verify", Message=b"\x00message", Signature=signature, **how)["SignatureValid"]
    assert aws.call("kms", "GetPublicKey", KeyId=key)["PublicKey"].startswith(b"\x30")


def test_a_secret_is_read(either: str) -> None:
    aws.call("secretsmanager", "CreateSecret", Name="s", SecretString="hush", ClientRequestToken="0" * 32)
    found = aws.call("secretsmanager", "GetSecretValue", SecretId="s")

    assert (found["SecretString"], found["CreatedDate"].tzinfo is not None) == ("hush", True)


def test_a_queue_tells_how_much_it_holds(either: str) -> None:
    url = aws.call("sqs", "CreateQueue", QueueName="q")["QueueUrl"]
    aws.call("sqs", "SendMessage", QueueUrl=url, MessageBody="王")
    name = "ApproximateNumberOfMessages"

    assert aws.call("sqs", "GetQueueAttributes", QueueUrl=url, AttributeNames=[name])["Attributes"] == {name: "1"}


def test_a_queue_that_is_gone_has_its_name_from_the_query_protocol(either: str) -> None:
    with pytest.raises(ClientError) as refusal:
        aws.call("sqs", "GetQueueAttributes", QueueUrl="http://127.0.0.1/123456789012/gone", AttributeNames=["All"])

    assert refusal.value.response["Error"]["Code"] == "AWS.SimpleQueueService.NonExistentQueue"


def test_a_transport_that_does_not_exist_is_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONESTOP_TRANSPORT", "pigeon")
    with pytest.raises(ValueError, match="pigeon"):
        aws.call("dynamodb", "ListTables")
