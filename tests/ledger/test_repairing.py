"""The repair: what a stream, the bus or a consumer lost comes again, once."""

from typing import Any

from freezegun import freeze_time

from local import ledger
from local.repairing import repair
from tests.support.gateway import TENANT, Browser
from tests.support.wire import Wire

LATER = "2040-01-01"


def repaired(wire: Wire) -> Any:
    """A repair long afterwards, and all that it sets off."""
    wire.dropped = lambda _: False
    with freeze_time(LATER):
        done = repair(wire)
    wire.carry()
    return done


def state(wire: Wire) -> tuple[str, int]:
    with freeze_time(LATER):
        found = ledger.balance(wire)
    return str(found), found.untold


class Trimmed:
    """The streams a day later: there, and without a record."""

    def describe_stream(self, **_: Any) -> dict[str, Any]:
        return {"StreamDescription": {"Shards": []}}


def forget(wire: Wire) -> None:
    """What 24 hours do to the streams."""
    others = wire.client
    wire.client = lambda service: Trimmed() if service == "dynamodbstreams" else others(service)


def test_what_never_left_the_stream_is_published_as_the_relay_would(wire: Wire, reader: Browser, ada: str) -> None:
    wire.skip()
    done = repaired(wire)

    assert [(said["subject"], said["sequence"]) for said in done.published] == [(ada[1:], n) for n in (1, 2, 3)]
    assert state(wire) == ("written 3, delivered 3, lost 0, pending 0", 0)
    assert reader.get(f"{ada}/timeline").json["card"]["counts"] == {"customer": 3}


def test_a_repair_of_nothing_does_nothing(wire: Wire, ada: str) -> None:
    wire.skip()
    repaired(wire)

    assert not repaired(wire)


def test_what_only_the_log_lost_is_told_nobody_twice(wire: Wire, reader: Browser, ada: str) -> None:
    wire.deaf = {"audit"}
    wire.carry()
    before = reader.get(f"{ada}/timeline").text
    wire.deaf = set()
    repaired(wire)

    assert state(wire) == ("written 3, delivered 3, lost 0, pending 0", 0)
    assert reader.get(f"{ada}/timeline").text == before


def test_what_only_the_timeline_lost_is_told_to_it_alone(wire: Wire, reader: Browser, ada: str) -> None:
    wire.deaf = {"timeline"}
    wire.carry()
    assert state(wire)[1] == 3
    wire.deaf = set()
    done = repaired(wire)

    assert (len(done.published), len(done.told)) == (0, 3)
    assert reader.get(f"{ada}/timeline").json["card"]["counts"] == {"customer": 3}


def test_the_last_event_outlives_its_stream_because_the_record_carries_it(wire: Wire, ada: str) -> None:
    wire.carry()
    lost = wire.published(sequence=3)
    delete_from_the_log(wire, ada, lost["id"])
    forget(wire)
    done = repaired(wire)

    assert done.published == [lost]


def test_an_earlier_event_that_its_stream_forgot_comes_from_the_archive(wire: Wire, ada: str) -> None:
    wire.carry()
    delete_from_the_log(wire, ada, wire.published(sequence=2)["id"], 2)
    forget(wire)
    done = repaired(wire)

    assert done.replayed == [ada[1:]]
    assert state(wire) == ("written 3, delivered 3, lost 0, pending 0", 0)


def test_the_end_of_a_customer_that_nobody_heard_of_is_told_too(
    wire: Wire, desk: Browser, reader: Browser, ada: str
) -> None:
    desk.delete(ada)
    wire.carry()
    desk.delete(f"/trash{ada}")
    wire.skip()
    done = repaired(wire)

    assert [said["type"] for said in done.published] == ["CustomerPurged"]
    assert reader.get(f"{ada}/timeline").status == 404
    assert not repaired(wire)


def test_what_is_still_under_way_is_left_alone(wire: Wire, ada: str) -> None:
    wire.publish()
    with freeze_time(LATER):
        assert not repair(wire)


def delete_from_the_log(wire: Wire, path: str, event: str, sequence: int = 3) -> None:
    wire.tables["audit"].delete_item(Key={"pk": f"{TENANT}#record#{path[1:]}", "sk": f"{sequence:012d}#{event}"})
