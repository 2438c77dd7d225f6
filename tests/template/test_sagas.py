"""House rules for state machines: each may ask the doors that it asks, and tells nothing of whom it is about."""

import pytest

from infra.sagas.machines import Machine, machine, machines
from tests.support.house import SAGAS, Resource, everywhere, in_template, listed, target

MACHINES = everywhere("AWS::Serverless::StateMachine")
NAMED_NOWHERE = ("logs:", "xray:")  # the two services whose part in this takes no name of a resource

each_machine = pytest.mark.parametrize("deployed", MACHINES, ids=lambda each: each.name)


def saga(deployed: Resource) -> Machine:
    return machine(deployed.name.lower())


def neighbour(deployed: Resource, kind: str, name: str) -> Resource:
    return next(each for each in deployed.neighbours(kind) if each.name == name)


def doors(deployed: Resource) -> set[str]:
    """The parameters of the doors that its states name."""
    asked = {state.capability for state in saga(deployed).states.values() if state.kind == "Task"}
    return {f"{capability.capitalize()}Saga" for capability in asked}


def test_every_saga_is_deployed_under_its_own_name() -> None:
    names = {f"onestop-${{Stage}}-{each.name}" for each in machines()}
    assert {each.properties["Name"]["Fn::Sub"] for each in MACHINES} == names


@each_machine
def test_a_machine_is_what_its_file_says_and_lives_longer_than_its_caller(deployed: Resource) -> None:
    said = deployed.properties
    assert (said["DefinitionUri"], said["Type"]) == (f"{deployed.name.lower()}.asl.yaml", "STANDARD")


@each_machine
def test_a_machine_is_given_the_doors_that_its_states_name(deployed: Resource) -> None:
    given = {name: target(value) for name, value in deployed.properties["DefinitionSubstitutions"].items()}
    assert given.pop("Partition") == "AWS::Partition"
    assert given == {name: name for name in doors(deployed)}


@each_machine
def test_a_machine_may_call_these_doors_and_nothing_else(deployed: Resource) -> None:
    role = neighbour(deployed, "AWS::IAM::Role", target(deployed.properties["Role"]))
    [policy] = role.properties["Policies"]
    [statement] = policy["PolicyDocument"]["Statement"]
    assert statement["Action"] == "lambda:InvokeFunction"
    assert {target(each) for each in statement["Resource"]} == doors(deployed)


@each_machine
def test_a_machine_logs_failures_without_data_and_is_traced(deployed: Resource) -> None:
    logging = deployed.properties["Logging"]
    assert (logging["Level"], logging["IncludeExecutionData"]) == ("ERROR", False)
    [destination] = logging["Destinations"]
    group = neighbour(deployed, "AWS::Logs::LogGroup", target(destination["CloudWatchLogsLogGroup"]["LogGroupArn"]))
    assert group.properties["LogGroupName"] == {"Fn::Sub": f"/onestop/${{Stage}}/sagas/{deployed.name.lower()}"}
    assert deployed.properties["Tracing"] == {"Enabled": True}


@pytest.mark.parametrize("policy", list(in_template(SAGAS, "AWS::IAM::ManagedPolicy")), ids=str)
def test_everything_is_allowed_only_where_no_name_can_be_given(policy: Resource) -> None:
    [statement] = policy.properties["PolicyDocument"]["Statement"]
    assert [action for action in listed(statement["Action"]) if not action.startswith(NAMED_NOWHERE)] == []
