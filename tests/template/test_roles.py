"""House rules for permissions: named actions on named things, and events only under one's own name."""

import re
from typing import Any

import pytest

from tests.support.house import Resource, everywhere, listed, statements

FUNCTIONS = everywhere("AWS::Serverless::Function")
ALLOWED = [(function, each) for function in FUNCTIONS for each in statements(function)]
POLICIES = everywhere("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::Events::EventBusPolicy", "AWS::IAM::Role")


def ident(each: Any) -> str:
    return str(each) if isinstance(each, Resource) else "+".join(map(str, listed(each["Action"])))


def is_everything(resource: Any) -> bool:
    """`*`, or an address whose own part is nothing but `*`: not the indexes of a table, nor what is in a bucket."""
    text = resource.get("Fn::Sub", "") if isinstance(resource, dict) else resource
    return text == "*" or (bool(re.search(r"[:/]\*$", text)) and not re.search(r"\.Arn}(/index)?/\*$", text))


each_permission = pytest.mark.parametrize(("function", "statement"), ALLOWED, ids=ident)


@each_permission
def test_a_function_may_do_named_things(function: Resource, statement: dict[str, Any]) -> None:
    assert [action for action in listed(statement["Action"]) if "*" in action] == []


@each_permission
def test_a_function_may_do_them_to_named_things(function: Resource, statement: dict[str, Any]) -> None:
    assert [resource for resource in listed(statement["Resource"]) if is_everything(resource)] == []


@each_permission
def test_a_function_publishes_under_the_name_of_its_capability_only(
    function: Resource, statement: dict[str, Any]
) -> None:
    publishes = "events:PutEvents" in listed(statement["Action"])
    own = {"StringEquals": {"events:source": f"onestop.{function.capability}"}}
    assert statement.get("Condition") == own or not publishes


@each_permission
def test_a_function_reads_no_table_from_end_to_end(function: Resource, statement: dict[str, Any]) -> None:
    assert "dynamodb:Scan" not in listed(statement["Action"])


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_a_role_is_written_out(function: Resource) -> None:
    assert all(isinstance(policy, dict) and "Statement" in policy for policy in function.properties.get("Policies", []))


@pytest.mark.parametrize("policy", POLICIES, ids=str)
def test_a_service_may_come_in_only_for_a_named_reason(policy: Resource) -> None:
    document = policy.properties.get("PolicyDocument") or policy.properties["AssumeRolePolicyDocument"]
    assert [each for each in document["Statement"] if "Condition" not in each or each["Principal"] == "*"] == []
