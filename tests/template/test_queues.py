"""House rules for whatever happens later: nothing is lost in silence."""

import pytest

from tests.support.house import Resource, everywhere, mentioned, target

QUEUES = everywhere("AWS::SQS::Queue")
MAPPINGS = everywhere("AWS::Lambda::EventSourceMapping")
TARGETS = [(rule, each) for rule in everywhere("AWS::Events::Rule") for each in rule.properties["Targets"]]
TARGETS += [(plan, plan.properties["Target"]) for plan in everywhere("AWS::Scheduler::Schedule")]

each_queue = pytest.mark.parametrize("queue", QUEUES, ids=str)
each_mapping = pytest.mark.parametrize("mapping", MAPPINGS, ids=str)


def takes_failures(queue: Resource) -> bool:
    """Whether other resources send here what they could not do."""
    others = queue.neighbours("AWS::SQS::Queue", "AWS::Lambda::EventSourceMapping", "AWS::Events::Rule",
                              "AWS::Scheduler::Schedule", "AWS::Serverless::Function")  # fmt: skip
    last_resorts = ("RedrivePolicy", "DestinationConfig", "EventInvokeConfig", "Targets", "Target")
    return any(queue.name in mentioned(other.properties.get(name)) for other in others for name in last_resorts)


def function_of(mapping: Resource) -> Resource:
    functions = mapping.neighbours("AWS::Serverless::Function")
    return next(each for each in functions if each.name == target(mapping.properties["FunctionName"]))


def queue_of(mapping: Resource) -> Resource | None:
    source = target(mapping.properties["EventSourceArn"])
    return next((each for each in mapping.neighbours("AWS::SQS::Queue") if each.name == source), None)


@each_queue
def test_a_queue_has_a_dead_letter_queue_or_is_one(queue: Resource) -> None:
    assert ("RedrivePolicy" in queue.properties) != (queue.name.endswith("Failures") and takes_failures(queue))


@each_queue
def test_a_queue_is_encrypted_and_keeps_messages_for_two_weeks(queue: Resource) -> None:
    assert queue.properties["SqsManagedSseEnabled"] is True
    assert queue.properties["MessageRetentionPeriod"] == 14 * 24 * 3600


@pytest.mark.parametrize("queue", [each for each in QUEUES if "RedrivePolicy" in each.properties], ids=str)
def test_a_message_is_given_up_after_five_tries(queue: Resource) -> None:
    assert queue.properties["RedrivePolicy"]["maxReceiveCount"] == 5


@each_mapping
def test_one_bad_record_does_not_hold_up_its_neighbours(mapping: Resource) -> None:
    assert mapping.properties["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("mapping", [each for each in MAPPINGS if queue_of(each)], ids=str)
def test_a_message_stays_hidden_for_six_times_as_long_as_its_consumer_may_take(mapping: Resource) -> None:
    queue = queue_of(mapping)
    assert queue is not None
    assert queue.properties["VisibilityTimeout"] >= 6 * function_of(mapping).properties["Timeout"]


@pytest.mark.parametrize("mapping", [each for each in MAPPINGS if not queue_of(each)], ids=str)
def test_a_stream_goes_on_after_a_record_that_cannot_be_relayed_and_keeps_it(mapping: Resource) -> None:
    said = mapping.properties
    assert said["BisectBatchOnFunctionError"] is True
    assert 0 < said["MaximumRetryAttempts"] <= 100
    assert target(said["DestinationConfig"]["OnFailure"]["Destination"]).endswith("Failures")


@pytest.mark.parametrize(("rule", "told"), TARGETS, ids=lambda each: str(each) if isinstance(each, Resource) else "")
def test_what_the_bus_or_the_clock_cannot_deliver_is_kept(rule: Resource, told: dict) -> None:
    assert target(told["DeadLetterConfig"]["Arn"]).endswith("Failures")


@pytest.mark.parametrize("function", everywhere("AWS::Serverless::Function"), ids=str)
def test_sources_are_declared_on_their_own_so_that_roles_stay_small(function: Resource) -> None:
    assert "Events" not in function.properties
