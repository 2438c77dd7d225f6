"""The deployer brings up a whole system in small: layer, API, authorizer, nested stacks, table, stream and bus."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from local.deploy import BuildFailed, DeployFailed, Event, delete, deploy
from local.home import Home
from tests.support.eventually import eventually
from tests.support.miniature import Miniature

_numbers = itertools.count(1)


@pytest.fixture
def system(engine: Home, tmp_path: Path) -> Iterator[Miniature]:
    system = Miniature.copied(engine, tmp_path, f"mini-{next(_numbers)}")
    system.deploy()
    yield system
    delete(engine, system.name)


def resources(home: Home, stack: str) -> dict[str, str]:
    answer = home.client("cloudformation").describe_stack_resources(StackName=stack)
    return {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in answer["StackResources"]}


def test_a_deployed_function_answers_through_the_api_with_its_layer_and_parameters(system):
    seen = requests.get(system.url("/sales"), timeout=10).json()
    assert (seen["greeting"], seen["layer"], seen["resource"]) == ("hello", "common", "/sales")


def test_a_write_travels_by_stream_and_bus_into_the_inbox(system):
    requests.post(system.url("/sales"), json={"name": "tea"}, timeout=10).raise_for_status()
    sqs, inbox = system.home.client("sqs"), system.outputs["InboxUrl"]
    [message] = eventually(lambda: sqs.receive_message(QueueUrl=inbox).get("Messages"))
    event = json.loads(message["Body"])
    assert (event["source"], event["detail-type"], event["detail"]) == ("miniature.shop", "Sold", {"name": "tea"})


def test_deploying_an_unchanged_tree_does_nothing(system):
    assert system.deploy().changed is False


def test_changed_code_is_deployed_and_the_api_keeps_its_address(system):
    before = system.url("/sales")
    system.edit("functions/shop/api.py", '"layer": LAYER', '"layer": "another"')
    assert system.deploy().changed is True
    assert requests.get(before, timeout=10).json()["layer"] == "another"


def test_a_changed_parameter_reaches_the_nested_stack(system):
    system.deploy(Greeting="welcome")
    assert requests.get(system.url("/sales"), timeout=10).json()["greeting"] == "welcome"


def test_a_new_route_is_deployed_under_the_old_address(system):
    before = system.outputs["ApiId"]
    system.edit("infra/openapi.yaml", "  /anything:", "  /whatever:")
    assert system.deploy()["ApiId"] == before
    assert requests.get(system.url("/whatever"), timeout=10).status_code == 200
    assert requests.get(system.url("/anything"), timeout=10).status_code == 404


def test_a_resource_that_left_the_template_is_deleted(system):
    rule = resources(system.home, resources(system.home, system.name)["Shop"])["ShopRule"]
    system.edit("functions/shop/stack.yaml", "  ShopRule:", "  ShopOtherRule:")
    system.deploy()
    names = [each["Name"] for each in bus_rules(system)]
    assert len(names) == 1
    assert rule.split("|")[-1] not in names


def bus_rules(system: Miniature) -> list[dict]:
    return system.home.client("events").list_rules(EventBusName=system.outputs["BusName"])["Rules"]


def test_the_outputs_list_what_the_engine_does_not_emulate(system):
    assert system.outputs.not_emulated == ("AWS::XRay::Group",)


def test_progress_names_each_resource_of_each_stack(engine, tmp_path):
    tree = Miniature.copied(engine, tmp_path, "mini-progress").tree
    seen: list[Event] = []
    deploy(engine, tree / "template.yaml", "mini-progress", {}, seen.append)
    delete(engine, "mini-progress")
    made = {event.resource for event in seen if event.status == "CREATE_COMPLETE"}
    assert made >= {"Bus", "Shop", "ShopTable", "GuardAuthorizer", "mini-progress"}
    assert len({event.stack for event in seen}) == 3


def test_a_failed_update_is_rolled_back_and_says_which_resource_failed_and_why(system):
    system.edit("functions/shop/stack.yaml", "EventBusName: !Ref BusName", "EventBusName: nowhere")
    with pytest.raises(DeployFailed, match=r"(?s)Shop.*Event bus nowhere does not exist"):
        system.deploy(Greeting="never seen")
    assert requests.get(system.url("/sales"), timeout=10).json()["greeting"] == "hello"


def test_a_failed_create_leaves_nothing_behind_and_can_be_repeated(engine, tmp_path):
    broken = Miniature.copied(engine, tmp_path, "mini-broken")
    broken.edit("functions/shop/stack.yaml", "source: [miniature.shop]", "source: shop")
    with pytest.raises(DeployFailed, match=r"Resource ShopRule failed: .*pattern"):
        broken.deploy()
    assert not [url for url in engine.client("sqs").list_queues().get("QueueUrls", ()) if "mini-broken" in url]
    broken.edit("functions/shop/stack.yaml", "source: shop", "source: [miniature.shop]")
    assert broken.deploy().changed is True
    delete(engine, "mini-broken")


def test_a_type_that_no_engine_knows_is_refused_inside_a_nested_stack(system):
    system.edit("functions/shop/stack.yaml", "Type: AWS::SQS::QueuePolicy", "Type: AWS::SQS::Nonsense")
    with pytest.raises(DeployFailed, match=r"Unrecognized resource types: \[AWS::SQS::Nonsense\]"):
        system.deploy()


def test_a_failed_build_says_what_make_said(system):
    system.edit("functions/Makefile", "build-Shop%:", "build-Store%:")
    with pytest.raises(BuildFailed, match="build-ShopApi"):
        system.deploy()


def test_a_deleted_stack_is_gone_with_its_nested_stacks(engine, tmp_path):
    outputs = Miniature.copied(engine, tmp_path, "mini-gone").deploy()
    delete(engine, "mini-gone")
    delete(engine, "mini-gone")
    assert outputs["TableName"] not in engine.client("dynamodb").list_tables()["TableNames"]
