"""House rules for permissions: named actions on named things, and events only under one's own name."""

import re
from typing import Any

import pytest

from tests.support.house import Resource, everywhere, listed, statements

FUNCTIONS = everywhere("AWS::Serverless::Function")
ALLOWED = [(function, each) for function in FUNCTIONS for each in statements(function)]
POLICIES = everywhere("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::Events::EventBusPolicy", "AWS::IAM::Role")


def is_everything(resource: Any) -> bool:
    """`*`, or an address whose own part is nothing but `*`: not the indexes of a table, nor what is in a bucket."""
    text = resource.get("Fn::Sub", "") if isinstance(resource, dict) else resource
    return text == "*" or (bool(re.search(r"[:/]\*$", text)) and not re.search(r"\.Arn}(/index)?/\*$", text))


def test_a_function_may_do_named_things() -> None:
    assert [(str(who), what) for who, each in ALLOWED for what in listed(each["Action"]) if "*" in what] == []


def test_a_function_may_do_them_to_named_things() -> None:
    asked = [(str(who), thing) for who, each in ALLOWED for thing in listed(each["Resource"])]
    assert [(who, thing) for who, thing in asked if is_everything(thing)] == []


def test_a_function_publishes_under_the_name_of_its_capability_only() -> None:
    publishing = [(who, each) for who, each in ALLOWED if "events:PutEvents" in listed(each["Action"])]
    said = {str(who): each.get("Condition") for who, each in publishing}
    assert said == {
        str(who): {"StringEquals": {"events:source": f"onestop.{who.capability}"}} for who, _ in publishing
    }  # fmt: skip


def test_a_function_reads_no_table_from_end_to_end() -> None:
    assert [str(who) for who, each in ALLOWED if "dynamodb:Scan" in listed(each["Action"])] == []


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_a_role_is_written_out(function: Resource) -> None:
    assert all(isinstance(policy, dict) and "Statement" in policy for policy in function.properties.get("Policies", []))


@pytest.mark.parametrize("policy", POLICIES, ids=str)
def test_a_service_may_come_in_only_for_a_named_reason(policy: Resource) -> None:
    document = policy.properties.get("PolicyDocument") or policy.properties["AssumeRolePolicyDocument"]
    assert [each for each in document["Statement"] if "Condition" not in each or each["Principal"] == "*"] == []
