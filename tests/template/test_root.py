"""The root template is the table of contents: every capability is in it, and gets what all share."""

import pytest

from tests.support import stacks
from tests.support.house import OBSERVABILITY, ROOT_TEMPLATE, SAGAS, Resource, everywhere, in_template, target, watched

ROOT = stacks.template(ROOT_TEMPLATE)
NESTED = list(in_template(ROOT_TEMPLATE, "AWS::Serverless::Application"))
SHARED = {"BusName": "Bus", "BusArn": "Bus"}  # the parameters that are called otherwise than what they are

each_stack = pytest.mark.parametrize("nested", NESTED, ids=lambda nested: nested.name)


def child(nested: Resource) -> dict:
    return stacks.template(nested.properties["Location"])


def outputs(nested: Resource) -> dict:
    """What a stack tells of itself; what only watches the others has nothing to tell."""
    return child(nested).get("Outputs", {})


def capability(nested: Resource) -> str:
    return str(nested.properties["Location"].split("/")[1])


def test_every_capability_is_in_the_root_template() -> None:
    places = [nested.properties["Location"] for nested in NESTED]
    capabilities = (f"functions/{name}/stack.yaml" for name in stacks.capabilities())
    assert sorted(places) == [*capabilities, OBSERVABILITY, SAGAS]


@each_stack
def test_a_stack_is_given_what_it_asks_for_and_nothing_else(nested: Resource) -> None:
    assert nested.properties["Parameters"].keys() == child(nested)["Parameters"].keys() - defaults_of_its_own(nested)


def defaults_of_its_own(nested: Resource) -> set[str]:
    """Parameters that have a default and that the root does not know."""
    known = ROOT["Parameters"].keys() | ROOT["Resources"].keys() | nested.properties["Parameters"].keys()
    return {name for name, said in child(nested)["Parameters"].items() if "Default" in said and name not in known}


@each_stack
def test_a_shared_thing_has_one_name_everywhere(nested: Resource) -> None:
    given = {name: target(value) for name, value in nested.properties["Parameters"].items() if target(value)}
    shared = {name: found for name, found in given.items() if name in SHARED or name in ROOT["Resources"]}
    assert shared == {name: SHARED.get(name, name) for name in shared}


@each_stack
def test_the_gateway_may_call_the_api_of_a_capability(nested: Resource) -> None:
    permissions = [each.properties["FunctionName"] for each in in_template(ROOT_TEMPLATE, "AWS::Lambda::Permission")]
    has_api = "ApiArn" in outputs(nested)
    assert ({"Fn::GetAtt": f"{nested.name}.Outputs.ApiArn"} in permissions) is has_api


@each_stack
def test_what_is_read_of_a_stack_is_among_its_outputs(nested: Resource) -> None:
    read = {name for name in outputs_read(ROOT) if name.startswith(f"{nested.name}.Outputs.")}
    assert {name.rsplit(".", 1)[1] for name in read} <= outputs(nested).keys()


def outputs_read(node: object) -> set[str]:
    if isinstance(node, dict):
        own = {node["Fn::GetAtt"]} if isinstance(node.get("Fn::GetAtt"), str) else set()
        return own.union(*map(outputs_read, node.values()))
    return set().union(*map(outputs_read, node)) if isinstance(node, list) else set()


@each_stack
def test_health_watches_the_table_and_the_dead_letter_queues_of_a_capability(nested: Resource) -> None:
    path = nested.properties["Location"]
    queues = [each.name for each in in_template(path, "AWS::SQS::Queue")]
    owned = {"table": "${Table}", "failures": [f"${{{name}}}" for name in queues if name.endswith("Failures")]}
    assert watched(path) == (owned if "TableName" in outputs(nested) else None)


@pytest.mark.parametrize("parameter", everywhere("AWS::SSM::Parameter"), ids=str)
def test_what_is_watched_is_found_under_the_name_of_its_capability(parameter: Resource) -> None:
    assert parameter.properties["Name"] == {"Fn::Sub": f"/onestop/${{Stage}}/watched/{parameter.capability}"}


@pytest.mark.parametrize("group", everywhere("AWS::Logs::LogGroup"), ids=str)
def test_every_log_forgets(group: Resource) -> None:
    assert group.properties["RetentionInDays"] == {"Ref": "LogRetention"}
