"""What was deployed before the engine stopped is there afterwards, and can be changed."""

import pytest
import requests

from tests.support.engines import an_engine
from tests.support.eventually import eventually
from tests.support.miniature import Miniature


@pytest.fixture
def restarted(tmp_path):
    with an_engine(tmp_path / "home") as home:
        system = Miniature.copied(home, tmp_path, "mini-restart")
        system.deploy()
        requests.post(system.url("/sales"), json={"name": "tea"}, timeout=10).raise_for_status()
        sqs, inbox = home.client("sqs"), system.outputs["InboxUrl"]
        eventually(lambda: sqs.receive_message(QueueUrl=inbox).get("Messages"))
    with an_engine(tmp_path / "home") as home:
        system.home = home
        yield system


def test_an_unchanged_tree_is_still_unchanged(restarted):
    assert restarted.deploy().changed is False
    assert requests.get(restarted.url("/sales"), timeout=10).status_code == 200


def test_a_parameter_is_changed_and_the_table_keeps_its_items(restarted):
    assert restarted.deploy(Greeting="again").changed is True
    assert requests.get(restarted.url("/sales"), timeout=10).json()["greeting"] == "again"
    scan = restarted.home.client("dynamodb").scan(TableName=restarted.outputs["TableName"])
    assert [item["pk"]["S"] for item in scan["Items"]] == ["tea"]
