"""House rules for every Lambda."""

import importlib
import re

import pytest

from tests.support.house import Resource, everywhere, target

FUNCTIONS = everywhere("AWS::Serverless::Function")
GATEWAY_GIVES_UP_AFTER = 29  # seconds

each_function = pytest.mark.parametrize("function", FUNCTIONS, ids=str)


def door(function: Resource) -> str:
    """`customers.api.app` is the door `api`."""
    return str(function.properties["Handler"].split(".")[1])


@each_function
def test_a_function_is_called_by_its_capability_and_door(function: Resource) -> None:
    capability = "".join(part.capitalize() for part in re.split("[-_]", function.capability))
    expected = capability + "".join(part.capitalize() for part in door(function).split("_"))
    assert function.name == expected


@each_function
def test_a_handler_is_there_and_can_be_called(function: Resource) -> None:
    module, name = function.properties["Handler"].rsplit(".", 1)
    assert callable(getattr(importlib.import_module(module), name))


@each_function
def test_a_function_writes_to_its_own_log_group_which_forgets(function: Resource) -> None:
    groups = {group.name: group for group in function.neighbours("AWS::Logs::LogGroup")}
    group = groups[target(function.properties["LoggingConfig"]["LogGroup"])].properties
    assert group["LogGroupName"] == {"Fn::Sub": f"/onestop/${{Stage}}/{function.capability}/{door(function)}"}
    assert group["RetentionInDays"] == {"Ref": "LogRetention"}


@each_function
def test_a_function_says_its_memory_its_time_and_whose_it_is(function: Resource) -> None:
    said = function.properties
    assert said["MemorySize"] >= 256
    assert said["Timeout"] > 0
    assert {"Application": "onestop", "Capability": function.capability}.items() <= said["Tags"].items()


@each_function
def test_a_function_is_built_by_make_from_the_folder_of_all_capabilities(function: Resource) -> None:
    assert function.declared["Metadata"] == {"BuildMethod": "makefile"}
    assert (function.properties["CodeUri"], function.properties["Runtime"]) == ("..", "python3.13")


@pytest.mark.parametrize("function", [f for f in FUNCTIONS if door(f) in ("api", "authorizer")], ids=str)
def test_who_is_called_by_the_gateway_gives_up_before_it_does(function: Resource) -> None:
    assert function.properties["Timeout"] < GATEWAY_GIVES_UP_AFTER


@each_function
def test_nothing_that_a_function_needs_to_know_is_a_secret_in_the_clear(function: Resource) -> None:
    variables = function.properties.get("Environment", {}).get("Variables", {})
    risky = [name for name in variables if re.search("SECRET|PASSWORD|TOKEN|PRIVATE", name)]
    assert [name for name in risky if not isinstance(variables[name], dict)] == []
