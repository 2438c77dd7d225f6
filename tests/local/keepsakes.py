"""A little of everything that an engine has to keep, and how to look at it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from local.home import Home
from tests.support.eventually import eventually
from tests.support.functions import called, deployed

ITEM = {
    "pk": {"S": "1"},
    "blob": {"B": b"\x00\xff"},
    "tags": {"SS": ["a", "b"]},
    "text": {"S": "你好 \x00"},
    # Names that MiniStack's own state files give a meaning to.
    "__bytes__": {"S": "x"},
    "custom": {"M": {"__scoped__": {"BOOL": True}}},
}
FORWARD = """
    import os, boto3
    def handler(event, context):
        if os.environ["STATE"] == "broken":
            raise ConnectionError("the bus is down")
        for record in event["Records"]:
            key = record["dynamodb"]["NewImage"]["pk"]["S"]
            boto3.client("sqs").send_message(QueueUrl=os.environ["QUEUE"], MessageBody=key)
"""
# The first run is cut off by the kill; only a second one gets to the end.
CUT_OFF = """
    import os, time, boto3
    def handler(event, context):
        queues = boto3.client("sqs")
        if not queues.list_queues(QueueNamePrefix="begun").get("QueueUrls"):
            queues.create_queue(QueueName="begun")
            time.sleep(60)
        queues.send_message(QueueUrl=os.environ["QUEUE"], MessageBody=event)
"""
ALARM = {
    "AlarmName": "alarm",
    "Namespace": "n",
    "MetricName": "m",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 1,
    "Statistic": "Sum",
    "ComparisonOperator": "GreaterThanThreshold",
}
BUS = "arn:aws:events:us-east-1:000000000000:event-bus/default"

SHOWN: dict[str, Callable[[Home], Any]] = {
    "an item": lambda home: home.client("dynamodb").get_item(TableName="items", Key={"pk": {"S": "1"}})["Item"],
    "a rule": lambda home: [rule["Name"] for rule in home.client("events").list_rules()["Rules"]],
    "an archive": lambda home: [found["ArchiveName"] for found in home.client("events").list_archives()["Archives"]],
    "an object": lambda home: home.client("s3").get_object(Bucket="files", Key="k")["Body"].read(),
    "its metadata": lambda home: home.client("s3").head_object(Bucket="files", Key="k")["Metadata"],
    "an alarm": lambda home: [
        alarm["AlarmName"] for alarm in home.client("cloudwatch").describe_alarms()["MetricAlarms"]
    ],
    "a stack": lambda home: home.client("cloudformation").describe_stacks(StackName="s")["Stacks"][0]["StackId"],
    "a log line": lambda home: [
        event["message"]
        for group in home.client("logs").describe_log_groups()["logGroups"]
        for event in home.client("logs").filter_log_events(
            logGroupName=group["logGroupName"], filterPattern="remember"
        )["events"]
    ],
    "a signing key": lambda home: home.client("kms").get_public_key(KeyId="alias/signing")["PublicKey"],
}


@dataclass(frozen=True)
class Before:
    """What there was before the engine was killed: the names of functions, and what each of SHOWN showed."""

    home: Home
    echo: str
    broken_relay: str
    shown: dict[str, Any]


def made(home: Home) -> Before:
    """Put a little of everything into the engine."""
    _records(home)
    _files_rules_and_keys(home)
    _messages(home)
    echo = deployed(home, "def handler(event, context): print('remember me'); return event")
    called(home, echo)
    broken = _relay(home, "broken")
    _relay(home, "well")
    eventually(lambda: taken(home, "from-well") == ["delivered"])
    _begin_a_task(home)
    return Before(home, echo, broken, {what: show(home) for what, show in SHOWN.items()})


def a_table(home: Home, name: str, **settings: Any) -> str | None:
    """The ARN of the new table's stream, if it has one."""
    made = home.client("dynamodb").create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        **settings,
    )
    return made["TableDescription"].get("LatestStreamArn")


def put(home: Home, table: str, key: str) -> None:
    home.client("dynamodb").put_item(TableName=table, Item={"pk": {"S": key}})


def keys(home: Home, table: str) -> set[str]:
    return {item["pk"]["S"] for item in home.client("dynamodb").scan(TableName=table)["Items"]}


def taken(home: Home, queue: str) -> list[str]:
    """The messages that can be received now; they are gone afterwards."""
    queues, url = home.client("sqs"), f"{home.address}/000000000000/{queue}"
    messages = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    for message in messages:
        queues.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return [message["Body"] for message in messages]


def repair(home: Home, function: str) -> None:
    """Let a broken function work from now on."""
    functions = home.client("lambda")
    variables = functions.get_function_configuration(FunctionName=function)["Environment"]["Variables"]
    functions.update_function_configuration(
        FunctionName=function, Environment={"Variables": {**variables, "STATE": "well"}}
    )


def _records(home: Home) -> None:
    a_table(home, "items")
    home.client("dynamodb").put_item(TableName="items", Item=ITEM)


def _files_rules_and_keys(home: Home) -> None:
    home.client("s3").create_bucket(Bucket="files")
    home.client("s3").put_object(Bucket="files", Key="k", Body=b"text", Metadata={"a": "b"})
    home.client("events").put_rule(Name="rule", EventPattern=json.dumps({"source": ["a"]}))
    home.client("events").create_archive(ArchiveName="archive", EventSourceArn=BUS)
    home.client("cloudwatch").put_metric_alarm(**ALARM)
    resources = json.dumps({"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}})
    home.client("cloudformation").create_stack(StackName="s", TemplateBody=resources)
    key = home.client("kms").create_key(KeyUsage="SIGN_VERIFY", KeySpec="ECC_NIST_P256")["KeyMetadata"]["KeyId"]
    home.client("kms").create_alias(AliasName="alias/signing", TargetKeyId=key)


def _messages(home: Home) -> None:
    queues = home.client("sqs")
    held = queues.create_queue(QueueName="held", Attributes={"VisibilityTimeout": "600"})["QueueUrl"]
    queues.send_message(QueueUrl=held, MessageBody="held")
    queues.receive_message(QueueUrl=held)
    later = queues.create_queue(QueueName="later")["QueueUrl"]
    queues.send_message(QueueUrl=later, MessageBody="later", DelaySeconds=600)


def _relay(home: Home, state: str) -> str:
    """A function, broken or well, behind the stream of a table of that name, with one record written to it."""
    stream = {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"}
    arn = a_table(home, state, StreamSpecification=stream)
    name = _sending(home, FORWARD, QUEUE=f"from-{state}", STATE=state)
    home.client("lambda").create_event_source_mapping(
        EventSourceArn=arn, FunctionName=name, StartingPosition="TRIM_HORIZON"
    )
    put(home, state, "undelivered" if state == "broken" else "delivered")
    return name


def _begin_a_task(home: Home) -> None:
    name = _sending(home, CUT_OFF, QUEUE="from-task")
    home.client("lambda").invoke(FunctionName=name, InvocationType="Event", Payload=b'"task"')
    eventually(lambda: home.client("sqs").list_queues(QueueNamePrefix="begun").get("QueueUrls"))


def _sending(home: Home, code: str, **variables: str) -> str:
    """A function that sends to the queue named by the variable QUEUE, which is created."""
    url = home.client("sqs").create_queue(QueueName=variables["QUEUE"])["QueueUrl"]
    return deployed(home, code, Timeout=90, Environment={"Variables": {**variables, "QUEUE": url}})
