"""An item past its time to live goes within seconds, and the stream tells it."""

import json
import time

from local.home import Home
from tests.support.eventually import eventually
from tests.support.functions import deployed

RELAY = """
    import json
    def handler(event, context):
        for record in event["Records"]:
            if record["eventName"] == "REMOVE":
                key = record["dynamodb"]["OldImage"]["pk"]["S"]
                print("removed", json.dumps([key, record["userIdentity"]]))
"""


def a_table_with_expiry(home: Home, name: str) -> str:
    """The ARN of the table's stream."""
    tables = home.client("dynamodb")
    made = tables.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in ("pk", "sk")],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "OLD_IMAGE"},
    )
    enabled = {"Enabled": True, "AttributeName": "ttl"}
    tables.update_time_to_live(TableName=name, TimeToLiveSpecification=enabled)
    return made["TableDescription"]["LatestStreamArn"]


def put(home: Home, table: str, key: str, expires: float | str) -> None:
    ttl = {"S": expires} if isinstance(expires, str) else {"N": str(int(expires))}
    home.client("dynamodb").put_item(TableName=table, Item={"pk": {"S": key}, "sk": {"S": "-"}, "ttl": ttl})


def keys(home: Home, table: str) -> set[str]:
    return {item["pk"]["S"] for item in home.client("dynamodb").scan(TableName=table)["Items"]}


def a_relay(home: Home, stream: str) -> str:
    """The name of a function that prints the removals of the stream."""
    name = deployed(home, RELAY)
    home.client("lambda").create_event_source_mapping(
        EventSourceArn=stream, FunctionName=name, StartingPosition="TRIM_HORIZON"
    )
    return name


def the_removal(home: Home, relay: str) -> str | None:
    group = f"/aws/lambda/{relay}"
    if not home.client("logs").describe_log_groups(logGroupNamePrefix=group)["logGroups"]:
        return None
    events = home.client("logs").filter_log_events(logGroupName=group, filterPattern="removed")["events"]
    return events[0]["message"].removeprefix("removed") if events else None


def test_an_expired_item_goes_and_leaves_a_record_that_names_dynamodb(engine: Home) -> None:
    relay = a_relay(engine, a_table_with_expiry(engine, "expiring"))
    put(engine, "expiring", "old", time.time() - 10)
    seen = eventually(lambda: the_removal(engine, relay))
    assert json.loads(seen) == ["old", {"type": "Service", "principalId": "dynamodb.amazonaws.com"}]
    assert keys(engine, "expiring") == set()


def test_items_of_the_future_of_long_ago_and_with_a_text_stay(engine: Home) -> None:
    a_table_with_expiry(engine, "staying")
    put(engine, "staying", "future", time.time() + 1000)
    put(engine, "staying", "ancient", 1000)
    put(engine, "staying", "text", "2020-01-01")
    put(engine, "staying", "expired", time.time() - 10)
    eventually(lambda: "expired" not in keys(engine, "staying"))
    assert keys(engine, "staying") == {"future", "ancient", "text"}
