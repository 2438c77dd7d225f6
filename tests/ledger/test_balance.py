"""The ledger: what was written, what was delivered, and what became of the rest."""

import importlib
from typing import Any

import pytest
from freezegun import freeze_time

from local import ledger
from local.ledger.rows import READ, base_of, publishing
from tests.support.gateway import TENANT, Browser
from tests.support.stacks import capabilities, template
from tests.support.wire import Wire

OUTPUTS = {name: template(f"functions/{name}/stack.yaml")["Outputs"] for name in capabilities()}
PUBLISHING = publishing(OUTPUTS)
LATER = "2040-01-01"


def test_when_all_is_delivered_the_ledger_balances(wire: Wire, ada: str) -> None:
    wire.carry()

    assert str(ledger.balance(wire)) == "written 3, delivered 3, lost 0, pending 0"


def test_what_was_just_written_is_pending(wire: Wire, ada: str) -> None:
    found = ledger.balance(wire)

    assert (found.written, found.delivered, found.lost, found.pending) == (3, 0, 0, 3)


def test_what_never_came_is_lost_and_named(wire: Wire, ada: str) -> None:
    wire.dropped = lambda said: said["sequence"] != 2
    wire.carry()
    with freeze_time(LATER):
        found = ledger.balance(wire)

    assert str(found) == "written 3, delivered 1, lost 2, pending 0"
    assert [(each.record, each.sequence) for each in found.missing] == [(ada[1:], 1), (ada[1:], 3)]
    assert [each.event for each in found.missing] == [None, wire.published(sequence=3)["id"]]
    assert found.missing[0].tenant == TENANT


def test_what_waits_in_the_inbox_of_the_log_is_pending_however_old(wire: Wire, ada: str) -> None:
    wire.publish()
    with freeze_time(LATER):
        assert str(ledger.balance(wire)) == "written 3, delivered 0, lost 0, pending 3"


def test_a_record_that_is_gone_was_written_as_often_as_the_log_knows(wire: Wire, desk: Browser, ada: str) -> None:
    wire.dropped = lambda said: said["sequence"] == 2
    wire.carry()
    for item in wire.tables["customers"].scan()["Items"]:
        wire.tables["customers"].delete_item(Key={"pk": item["pk"], "sk": item["sk"]})

    found = ledger.balance(wire)
    assert (found.written, found.delivered, found.lost) == (3, 2, 1)


def test_progress_is_told_of_each_table(wire: Wire, ada: str) -> None:
    heard: dict[str, int] = {}
    wire.carry()
    ledger.balance(wire, heard.__setitem__)

    assert heard == {"customers": 1, "audit": 3, "timeline": 4}


@pytest.mark.parametrize("capability", PUBLISHING)
def test_the_name_of_every_record_is_known_from_what_the_ledger_reads(capability: str) -> None:
    base = base_of(capability, "any")
    for row in subclasses(base):
        if row.subject is not base.subject:
            known = {name: "1" for name, kind in row.get_attributes().items() if kind.attr_name in READ[5:]}
            assert "None" not in row(**known).subject()


def subclasses(base: Any) -> list[Any]:
    importlib.import_module(base.__module__)
    return [each for one in base.__subclasses__() for each in (one, *subclasses(one))]
