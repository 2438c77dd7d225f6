"""kill -9 under load, and again while it recovers: whatever was acknowledged is there afterwards."""

import json
import threading
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from local.engine import process
from local.home import Home
from tests.local import keepsakes
from tests.support.engines import an_engine, kill
from tests.support.eventually import eventually
from tests.support.functions import deployed

CLIENTS = 4
ROUNDS = 60
STREAM = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
RELAY = """
    import json, os, boto3
    queues = boto3.client("sqs")
    def handler(event, context):
        seen = [(r["dynamodb"]["Keys"]["pk"]["S"], int(r["dynamodb"]["NewImage"]["n"]["N"])) for r in event["Records"]]
        queues.send_message(QueueUrl=os.environ["QUEUE"], MessageBody=json.dumps(seen))
"""


@dataclass
class Load:
    """Clients that write until the engine is gone, and what each was told to be done: the newest number by kind."""

    home: Home
    told: dict[tuple[str, int], int] = field(default_factory=dict)
    enough: threading.Event = field(default_factory=threading.Event)

    def run(self, client: int) -> None:
        tables, queues = self.home.client("dynamodb"), self.home.client("sqs")
        with suppress(BotoCoreError, ClientError):
            for number in range(10_000):
                tables.put_item(TableName="counters", Item=counter(client, number))
                self.told["counter", client] = number
                tables.transact_write_items(TransactItems=[put("left", client, number), put("right", client, number)])
                self.told["pair", client] = number
                queues.send_message(QueueUrl=url(self.home, "inbox"), MessageBody=json.dumps([client, number]))
                self.told["message", client] = number
                if number > ROUNDS:
                    self.enough.set()


def counter(client: int, number: int) -> dict[str, Any]:
    return {"pk": {"S": str(client)}, "n": {"N": str(number)}}


def put(table: str, client: int, number: int) -> dict[str, Any]:
    return {"Put": {"TableName": table, "Item": {"pk": {"S": f"{client}-{number}"}}}}


def url(home: Home, queue: str) -> str:
    return f"{home.address}/000000000000/{queue}"


def prepare(home: Home) -> None:
    for queue in ("inbox", "seen"):
        home.client("sqs").create_queue(QueueName=queue)
    for table in ("left", "right"):
        keepsakes.a_table(home, table)
    arn = keepsakes.a_table(home, "counters", StreamSpecification=STREAM)
    relay = deployed(home, RELAY, Environment={"Variables": {"QUEUE": url(home, "seen")}}, Timeout=60)
    home.client("lambda").create_event_source_mapping(
        EventSourceArn=arn, FunctionName=relay, StartingPosition="TRIM_HORIZON", BatchSize=7
    )


def kill_while_it_recovers(home: Home) -> None:
    with ThreadPoolExecutor(1) as killer, suppress(process.EngineError):
        killer.submit(lambda: eventually(lambda: process.find(home)).kill())
        process.start(home)


@pytest.fixture(scope="module", params=["0.5", "600"], ids=["checkpoints", "journal"])
def load(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Load]:
    """What clients were told before their engine was killed; it runs again after two starts that were killed, too."""
    with an_engine(tmp_path_factory.mktemp("load"), ONESTOP_CHECKPOINT_SECONDS=request.param) as home:
        prepare(home)
        load = Load(home)
        with ThreadPoolExecutor(CLIENTS) as clients:
            clients.map(load.run, range(CLIENTS))
            assert load.enough.wait(60)
            kill(home)
        kill_while_it_recovers(home)
        kill_while_it_recovers(home)
        process.start(home)
        yield load


def test_the_newest_acknowledged_change_of_a_record_is_there(load: Load) -> None:
    for client in range(CLIENTS):
        key = {"pk": {"S": str(client)}}
        found = load.home.client("dynamodb").get_item(TableName="counters", Key=key)["Item"]["n"]["N"]
        assert int(found) in (load.told["counter", client], load.told["counter", client] + 1)


def test_an_acknowledged_transaction_is_there_and_none_by_half(load: Load) -> None:
    left, right = keepsakes.keys(load.home, "left"), keepsakes.keys(load.home, "right")
    assert left == right
    assert left >= {f"{client}-{n}" for client in range(CLIENTS) for n in range(load.told["pair", client] + 1)}


def test_every_acknowledged_message_can_be_received(load: Load) -> None:
    received = set()
    while bodies := keepsakes.taken(load.home, "inbox"):
        received |= {tuple(json.loads(body)) for body in bodies}
    assert received >= {(client, n) for client in range(CLIENTS) for n in range(load.told["message", client] + 1)}


def test_the_streams_function_sees_every_acknowledged_change_in_the_order_of_its_record(load: Load) -> None:
    seen: dict[str, list[int]] = defaultdict(list)

    def all_there() -> bool:
        for body in keepsakes.taken(load.home, "seen"):
            for key, number in json.loads(body):
                seen[key].append(number)
        return all(max(seen[str(client)], default=-1) >= load.told["counter", client] for client in range(CLIENTS))

    eventually(all_there)
    for numbers in seen.values():
        firsts = list(dict.fromkeys(numbers))
        assert firsts == list(range(len(firsts)))
