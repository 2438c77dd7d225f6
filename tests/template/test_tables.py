"""House rules for every table: it can be restored, it forgets, it is encrypted, it is not deleted by mistake."""

import pytest

from tests.support.house import Resource, everywhere, target

each_table = pytest.mark.parametrize("table", everywhere("AWS::DynamoDB::Table"), ids=str)


@each_table
def test_a_table_can_be_restored_to_any_second(table: Resource) -> None:
    assert table.properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}


@each_table
def test_a_table_is_encrypted(table: Resource) -> None:
    assert table.properties["SSESpecification"]["SSEEnabled"] is True


@each_table
def test_a_table_forgets_what_has_expired(table: Resource) -> None:
    assert table.properties["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}


@each_table
def test_a_table_outlives_its_stack(table: Resource) -> None:
    said = table.declared
    assert (said["DeletionPolicy"], said["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


@each_table
def test_a_table_is_paid_by_request_and_says_whose_it_is(table: Resource) -> None:
    tags = {tag["Key"]: tag["Value"] for tag in table.properties["Tags"]}
    assert table.properties["BillingMode"] == "PAY_PER_REQUEST"
    assert (tags["Application"], tags["Capability"], tags["Stage"]) == ("onestop", table.capability, {"Ref": "Stage"})


@each_table
def test_a_table_whose_changes_are_relayed_streams_them_with_both_images(table: Resource) -> None:
    mappings = table.neighbours("AWS::Lambda::EventSourceMapping")
    relayed = table.name in {target(each.properties["EventSourceArn"]) for each in mappings}
    wanted = {"StreamViewType": "NEW_AND_OLD_IMAGES"} if relayed else None
    assert table.properties.get("StreamSpecification") == wanted
