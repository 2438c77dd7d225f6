"""The state machines on an engine, with one function in place of all the doors that they ask.

What the function does is told by the correlation of the execution: `{"raises": {task: [error of each attempt]},
"answers": {task: answer}}`.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.deploy import deploy
from local.home import Home
from tests.support import machines
from tests.support.functions import deployed

STACK = Path(__file__).parents[2] / "infra/sagas/stack.yaml"
DOORS = ("CatalogSaga", "CustomersSaga", "OrdersSaga", "PaymentsSaga", "ReturnsSaga")
DOOR = """
import json, os, boto3

def handler(event, context):
    told, task = json.loads(event["correlation"]), event["task"]
    if task == "Park":
        boto3.client("sqs").send_message(QueueUrl=os.environ["QUEUE"], MessageBody=event["input"]["token"])
    errors, attempt = told.get("raises", {}).get(task, []), event["saga"]["attempt"]
    if attempt < len(errors):
        raise type(errors[attempt], (Exception,), {})(task)
    return told.get("answers", {}).get(task) or ANSWERS.get(task, {})

ANSWERS = json.loads('''%s''')
"""
MONEY = {"amount": 1190, "currency": "EUR"}
ANSWERS: dict[str, Any] = {
    "Begin": {"customer": "c", "currency": "EUR", "total": 1190, "method": {}, "seconds": 900, "lines": []},
    "Known": {"id": "c", "name": "Ada", "tags": [], "language": None, "since": "2026-01-01T00:00:00.000Z"},
    "AssessRisk": {"verdict": "approve", "score": 0, "reasons": []},
    "EndUndo": {"state": "failed"},
    "BeginShipment": {"payment": "o", "amount": MONEY, "reservation": "o", "lines": []},
    "BeginCancellation": {"payment": "o", "amount": MONEY, "reservation": "o", "lines": []},
    "BeginReturn": {
        "order": "o", "customer": "c", "payment": "o", "settlement": "r", "refund": MONEY,
        "creditLines": [], "restock": [{"variant": "v", "quantity": 1}], "exchange": [],
    },
    "IssueCreditNote": {"document": "d"},
    "PlaceExchange": {"order": "p"},
}  # fmt: skip


@dataclass(frozen=True)
class Machines:
    """The four state machines of a stack, by the names of the sagas."""

    home: Home
    arns: dict[str, str]

    @classmethod
    def deployed(cls, home: Home) -> "Machines":
        home.client("sqs").create_queue(QueueName="parked")
        queue = {"Variables": {"QUEUE": f"{home.address}/000000000000/parked"}}
        door = deployed(home, DOOR % json.dumps(ANSWERS), Environment=queue)
        arn = home.client("lambda").get_function(FunctionName=door)["Configuration"]["FunctionArn"]
        deploy(home, STACK, "sagas", {"Stage": "test", **dict.fromkeys(DOORS, arn)})
        known = home.client("stepfunctions").list_state_machines()["stateMachines"]
        return cls(home, {each["name"].removeprefix("onestop-test-"): each["stateMachineArn"] for each in known})

    def start(self, saga: str, name: str, **told: Any) -> str:
        """The ARN of a new execution."""
        ids = {"order": "o", "shipment": "s", "cancellation": "x", "return": "r"}
        given = {"tenant": "t", "correlation": json.dumps(told), **ids}
        return machines.started(self.home, self.arns[saga], name, **given)

    def ran(self, saga: str, name: str, **told: Any) -> list[str]:
        """The states that a new execution has entered until its end, which has to be a good one."""
        execution = self.start(saga, name, **told)
        found = machines.ended(self.home, execution)
        assert found["status"] == "SUCCEEDED", found
        return machines.entered(self.home, execution)
