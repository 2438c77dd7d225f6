"""What survives: a clean stop keeps everything, a killed engine loses seconds at most."""

import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from local.engine import process
from local.home import Home
from tests.support.engines import an_engine, kill
from tests.support.eventually import eventually
from tests.support.functions import called, deployed

Remembered = Callable[[Home], Any]


@pytest.fixture
def fresh(tmp_path) -> Iterator[Home]:
    with an_engine(tmp_path) as home:
        yield home


def saved(home: Home) -> None:
    """Wait until everything up to now is on the disk."""
    marker = uuid.uuid4().hex
    home.client("ssm").put_parameter(Name="/marker", Value=marker, Type="String", Overwrite=True)
    file = home.state / "engine.snapshot"
    eventually(lambda: file.exists() and marker.encode() in file.read_bytes())


def a_table(home: Home, name: str = "table", **settings: Any) -> None:
    home.client("dynamodb").create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        **settings,
    )


def put(home: Home, **item: dict) -> None:
    home.client("dynamodb").put_item(TableName="table", Item=item)


def got(home: Home, key: str) -> dict:
    return home.client("dynamodb").get_item(TableName="table", Key={"pk": {"S": key}}).get("Item")


def after_a_kill(home: Home) -> None:
    saved(home)
    kill(home)
    process.start(home)


def test_records_survive_a_kill(fresh: Home) -> None:
    a_table(fresh)
    item = {"pk": {"S": "1"}, "blob": {"B": b"\x00\xff"}, "tags": {"SS": ["a", "b"]}, "text": {"S": "你好 \x00"}}
    put(fresh, **item)
    after_a_kill(fresh)
    assert got(fresh, "1") == item


def test_attribute_names_that_look_like_markers_of_the_emulator_survive(fresh: Home) -> None:
    a_table(fresh)
    item = {"pk": {"S": "1"}, "__bytes__": {"S": "x"}, "custom": {"M": {"__scoped__": {"BOOL": True}}}}
    put(fresh, **item)
    process.stop(fresh)
    process.start(fresh)
    assert got(fresh, "1") == item


def test_functions_run_after_a_kill(fresh: Home) -> None:
    name = deployed(fresh, "def handler(e, c): return e")
    after_a_kill(fresh)
    assert called(fresh, name, "still here") == "still here"


def test_a_key_signs_the_same_after_a_kill(fresh: Home) -> None:
    kms = fresh.client("kms")
    key = kms.create_key(KeyUsage="SIGN_VERIFY", KeySpec="ECC_NIST_P256")["KeyMetadata"]["KeyId"]
    public = kms.get_public_key(KeyId=key)["PublicKey"]
    after_a_kill(fresh)
    assert kms.get_public_key(KeyId=key)["PublicKey"] == public
    request = {"KeyId": key, "Message": b"m", "SigningAlgorithm": "ECDSA_SHA_256"}
    assert kms.verify(**request, Signature=kms.sign(**request)["Signature"])["SignatureValid"]


def test_a_message_in_the_hands_of_a_dead_receiver_is_visible_again(fresh: Home) -> None:
    queues = fresh.client("sqs")
    queue = queues.create_queue(QueueName="inbox", Attributes={"VisibilityTimeout": "600"})["QueueUrl"]
    queues.send_message(QueueUrl=queue, MessageBody="hello")
    assert queues.receive_message(QueueUrl=queue)["Messages"]
    after_a_kill(fresh)
    assert queues.receive_message(QueueUrl=queue)["Messages"][0]["Body"] == "hello"


def test_a_delayed_message_keeps_its_delay(fresh: Home) -> None:
    queues = fresh.client("sqs")
    queue = queues.create_queue(QueueName="later")["QueueUrl"]
    queues.send_message(QueueUrl=queue, MessageBody="later", DelaySeconds=600)
    after_a_kill(fresh)
    assert "Messages" not in queues.receive_message(QueueUrl=queue)


def test_a_stream_record_that_was_not_delivered_is_delivered_after_a_kill(fresh: Home) -> None:
    a_table(fresh, StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"})
    relay = a_relay(fresh, broken=True)
    put(fresh, pk={"S": "undelivered"})
    after_a_kill(fresh)
    fresh.client("lambda").update_function_configuration(FunctionName=relay, Environment=variables(fresh, ""))
    eventually(lambda: "undelivered" in delivered(fresh))


def test_a_stream_record_that_was_delivered_is_not_delivered_again(fresh: Home) -> None:
    a_table(fresh, StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"})
    a_relay(fresh, broken=False)
    put(fresh, pk={"S": "first"})
    eventually(lambda: delivered(fresh) == ["first"])
    after_a_kill(fresh)
    put(fresh, pk={"S": "second"})
    eventually(lambda: delivered(fresh) == ["second"])


def test_an_accepted_asynchronous_event_is_finished_after_a_kill(fresh: Home) -> None:
    fresh.client("sqs").create_queue(QueueName="delivered")
    code = RELAY.replace("event['Records']", "[event]").replace("record['dynamodb']['NewImage']['pk']['S']", "'done'")
    name = deployed(fresh, code, Environment=variables(fresh, "broken"))
    fresh.client("lambda").put_function_event_invoke_config(FunctionName=name, MaximumRetryAttempts=2)
    fresh.client("lambda").invoke(FunctionName=name, InvocationType="Event", Payload=b"{}")
    after_a_kill(fresh)
    fresh.client("lambda").update_function_configuration(FunctionName=name, Environment=variables(fresh, ""))
    eventually(lambda: "done" in delivered(fresh))


REMEMBERED: dict[str, tuple[Callable[[Home], Any], Remembered]] = {
    "rules": (
        lambda home: home.client("events").put_rule(Name="r", EventPattern=json.dumps({"source": ["a"]})),
        lambda home: [rule["Name"] for rule in home.client("events").list_rules()["Rules"]],
    ),
    "archives": (
        lambda home: home.client("events").create_archive(
            ArchiveName="a", EventSourceArn="arn:aws:events:us-east-1:000000000000:event-bus/default"
        ),
        lambda home: [archive["ArchiveName"] for archive in home.client("events").list_archives()["Archives"]],
    ),
    "objects": (
        lambda home: (
            home.client("s3").create_bucket(Bucket="files"),
            home.client("s3").put_object(Bucket="files", Key="k", Body=b"text", Metadata={"a": "b"}),
        ),
        lambda home: [
            (answer := home.client("s3").get_object(Bucket="files", Key="k"))["Body"].read(),
            answer["Metadata"],
        ],
    ),
    "alarms": (
        lambda home: home.client("cloudwatch").put_metric_alarm(
            AlarmName="a",
            Namespace="n",
            MetricName="m",
            Period=60,
            EvaluationPeriods=1,
            Threshold=1,
            Statistic="Sum",
            ComparisonOperator="GreaterThanThreshold",
        ),
        lambda home: [alarm["AlarmName"] for alarm in home.client("cloudwatch").describe_alarms()["MetricAlarms"]],
    ),
    "stacks": (
        lambda home: home.client("cloudformation").create_stack(
            StackName="s", TemplateBody=json.dumps({"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}})
        ),
        lambda home: home.client("cloudformation").describe_stack_resources(StackName="s")["StackResources"][0][
            "PhysicalResourceId"
        ],
    ),
    "log lines": (
        lambda home: called(home, deployed(home, "def handler(e, c): print('remember me')")),
        lambda home: [
            event["message"]
            for group in home.client("logs").describe_log_groups()["logGroups"]
            for event in home.client("logs").filter_log_events(logGroupName=group["logGroupName"])["events"]
        ],
    ),
}


@pytest.mark.parametrize("what", REMEMBERED)
def test_it_is_there_after_a_kill(fresh: Home, what: str) -> None:
    make, look = REMEMBERED[what]
    make(fresh)
    before = eventually(lambda: look(fresh))
    after_a_kill(fresh)
    assert look(fresh) == before


def test_an_idle_engine_writes_nothing(fresh: Home) -> None:
    a_table(fresh)
    saved(fresh)
    saved(fresh)
    before = (fresh.state / "engine.snapshot").stat().st_ino
    for _ in range(20):
        fresh.client("dynamodb").describe_table(TableName="table")
    assert (fresh.state / "engine.snapshot").stat().st_ino == before


def test_a_reset_forgets_everything(fresh: Home) -> None:
    a_table(fresh)
    process.reset(fresh)
    process.start(fresh)
    assert fresh.client("dynamodb").list_tables()["TableNames"] == []


RELAY = """
    import os, boto3
    def handler(event, context):
        if os.environ['STATE'] == 'broken':
            raise ConnectionError('the bus is down')
        for record in event['Records']:
            key = record['dynamodb']['NewImage']['pk']['S']
            boto3.client('sqs').send_message(QueueUrl=os.environ['QUEUE'], MessageBody=key)
"""


def variables(home: Home, state: str) -> dict:
    return {"Variables": {"STATE": state, "QUEUE": f"{home.address}/000000000000/delivered"}}


def a_relay(home: Home, *, broken: bool) -> str:
    home.client("sqs").create_queue(QueueName="delivered")
    name = deployed(home, RELAY, Timeout=20, Environment=variables(home, "broken" if broken else ""))
    stream = home.client("dynamodb").describe_table(TableName="table")["Table"]["LatestStreamArn"]
    home.client("lambda").create_event_source_mapping(
        EventSourceArn=stream, FunctionName=name, StartingPosition="TRIM_HORIZON"
    )
    return name


def delivered(home: Home) -> list[str]:
    """What the relay has sent since the last look."""
    queues, queue = home.client("sqs"), f"{home.address}/000000000000/delivered"
    messages = queues.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
    for message in messages:
        queues.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return [message["Body"] for message in messages]
