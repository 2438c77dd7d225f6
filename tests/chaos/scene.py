"""The system that is made to suffer: an engine of its own with everything deployed, one tenant, and faults allowed."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from local import deploying, redriving
from local.engine import process
from local.home import Home
from local.system import System
from tests.support.engines import an_engine, kill

OWNER = ("chaos", "owner@chaos.example", "a long enough password")
FAULTS = "/_onestop/faults"
VISIBILITY_SECONDS = 10  # AWS has 180: whoever dies with a message in its hands is not waited for as long here


class Scene:
    """One running system, its faults, and its tables and queues as they are."""

    def __init__(self, home: Home) -> None:
        self.home, self.system = home, System(home)
        self._past: Counter[str] = Counter()  # what struck in the earlier lives of the engine
        self._token, self._fresh = "", threading.Lock()
        self.redriven = 0

    def token(self, stale: str = "") -> str:
        """A bearer token of the owner; another one than `stale`."""
        with self._fresh:
            if self._token == stale:
                self._token = self.system.login(*OWNER)
            return self._token

    def order(self, seed: str, faults: list[dict[str, Any]]) -> None:
        """These faults from now on, and no others."""
        said = {"seed": seed, "faults": faults}
        requests.post(self.home.address + FAULTS, json=said, timeout=30).raise_for_status()

    def struck(self) -> Counter[str]:
        """How many faults of each kind there were."""
        answer = requests.get(self.home.address + FAULTS, timeout=30)
        return self._past + Counter(answer.json()["struck"])

    def kill_the_engine(self) -> None:
        """A power cut, and a new start."""
        self._past = self.struck()
        kill(self.home)
        process.start(self.home)

    def items(self, capability: str) -> dict[tuple[str, str], dict[str, Any]]:
        """Every item of a table by its key."""
        pages = self.system.client("dynamodb").get_paginator("scan").paginate(TableName=self._table(capability))
        return {(each["pk"]["S"], each["sk"]["S"]): each for page in pages for each in page["Items"]}

    def wipe(self, capability: str) -> None:
        """Empty a table."""
        dynamodb, table = self.system.client("dynamodb"), self._table(capability)
        for pk, sk in self.items(capability):
            dynamodb.delete_item(TableName=table, Key={"pk": {"S": pk}, "sk": {"S": sk}})

    def waiting(self, name: str = "InboxUrl") -> int:
        """How many messages wait in all inboxes, or in all queues that have this output's name."""
        sqs, outputs = self.system.client("sqs"), self.system.outputs().values()
        asked = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        found = [
            sqs.get_queue_attributes(QueueUrl=each[name], AttributeNames=asked) for each in outputs if name in each
        ]
        return sum(int(number) for each in found for number in each["Attributes"].values())

    def redrive(self) -> int:
        """What `onestop redrive` does, for everybody whose inbox gave something up; how many messages that were."""
        there = [
            name
            for name, said in self.system.outputs().items()
            if {"InboxFailuresUrl", "WebhooksFailuresUrl"} & said.keys()
        ]
        moved = sum(redriving.redrive(self.system, capability) for capability in there)
        self.redriven += moved
        return moved

    def prepare(self) -> None:
        """Deploy everything and open the tenant."""
        deploying.deploy(self.system, {})
        for said in self.system.outputs().values():
            if "InboxUrl" in said:
                patience = {"VisibilityTimeout": str(VISIBILITY_SECONDS)}
                self.system.client("sqs").set_queue_attributes(QueueUrl=said["InboxUrl"], Attributes=patience)
        slug, email, password = OWNER
        opening = {"slug": slug, "name": "Chaos", "ownerEmail": email, "ownerName": "Ada", "ownerPassword": password}
        self.system.client("lambda").invoke(
            FunctionName=self.system.output("identity", "SagaArn"),
            Payload=json.dumps({"task": "OpenTenant", "input": opening}),
        )

    def _table(self, capability: str) -> str:
        return self.system.output(capability, "TableName")


@contextmanager
def a_scene(root: Path) -> Iterator[Scene]:
    """A system in the folder `root`, stopped afterwards."""
    with an_engine(root, ONESTOP_FAULTS="1") as home:
        scene = Scene(home)
        scene.prepare()
        yield scene
