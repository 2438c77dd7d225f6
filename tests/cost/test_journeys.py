"""A journey is taken apart into what AWS bills; by hand, over a house of round numbers."""

import pytest

from local.cost import journeys
from local.cost.journeys import Model
from local.cost.measured import Assumptions, NotMeasured, chunks, results


def test_requests_pass_the_gateway_and_some_of_them_the_authorizer(model: Model) -> None:
    usage = model.usage("request")

    assert (usage.gateway_requests, usage.read_units) == (4, 3 * 0.5 + 4 * 0.5 * 1)


def test_an_event_is_published_once_and_its_inbox_takes_ten_at_a_time(model: Model) -> None:
    usage = model.usage("request")

    assert usage.events == pytest.approx(1)
    assert usage.queue_requests == pytest.approx(1 + 2 / 10)
    assert usage.write_units == pytest.approx(2 + 30 / 10)


def test_each_invocation_is_counted(model: Model) -> None:
    assert model.usage("request").lambda_requests == pytest.approx(4 + 2 + 1 / 10 + 1 / 10)


def test_a_journey_goes_on_from_another(model: Model) -> None:
    longer = {"after": ["request"], "steps": [{"of": "desk: read", "times": 2}]}
    found = Model({**model.said, "journeys": {**model.said["journeys"], "ticket": longer}}, model.results)

    assert found.usage("ticket").gateway_requests == model.usage("request").gateway_requests + 2


def test_a_step_that_takes_a_message_is_billed_for_the_queue(model: Model) -> None:
    heard = {"steps": [{"of": "log: consume", "times": 3}]}
    usage = Model({**model.said, "journeys": {"ticket": heard}}, model.results).usage("ticket")

    assert (usage.queue_requests, usage.gateway_requests) == (3 * 3, 0)


def test_what_is_billed_is_cpu_at_the_share_of_the_memory_and_the_calls_that_are_waited_for() -> None:
    given = Assumptions(megabytes=1769 / 2, processor=1.5, call_ms={"GetItem": 3, "other": 10}, cold=0.01, cold_ms=500)

    assert given.milliseconds(2000, {"GetItem": 2, "Sign": 1}) == pytest.approx(2 * 1.5 * 2 + 2 * 3 + 10 + 5)


def test_more_memory_than_one_processor_needs_is_not_faster() -> None:
    given = Assumptions(megabytes=3538, processor=1, call_ms={"other": 0}, cold=0, cold_ms=0)

    assert given.milliseconds(1000, {}) == 1


@pytest.mark.parametrize(("size", "expected"), [(0, 1), (65536, 1), (65537, 2)])
def test_a_message_is_billed_by_64_kilobytes(size: int, expected: int) -> None:
    assert chunks(size) == expected


def test_an_operation_that_was_not_measured_is_named(model: Model) -> None:
    with pytest.raises(NotMeasured, match="desk: fly"):
        model.operation("desk: fly")


def test_every_journey_of_the_file_was_measured() -> None:
    found = model_of_the_house()

    assert all(found.usage(journey).gateway_requests >= 1 for journey in found.names())


def test_every_partition_of_the_file_was_measured() -> None:
    found = model_of_the_house()

    assert all(found.operation(each["of"]).index_units for each in found.partitions())


def model_of_the_house() -> Model:
    return journeys.model(results())
