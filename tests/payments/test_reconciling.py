"""A day is compared with the provider's books, and whatever does not agree gets a name."""

import os
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from freezegun import freeze_time

from onestop import clock
from onestop.errors import OutcomeUnknown
from tests.payments.desk import Desk, money
from tests.support.gateway import OTHER_TENANT

AGREED = {"here": 3, "there": 3, "agreed": 3, "differences": 0}


@pytest.fixture
def later() -> Iterator[Any]:
    """The time, which passes when a test says so."""
    with freeze_time("2026-11-22T10:00:00Z") as time:
        yield time


@pytest.fixture
def payment(desk: Desk, later: Any) -> str:
    """One that was captured and partly refunded."""
    order = desk.authorise(5000)
    desk.capture(order, 5000)
    desk.refund(order, 1000)
    return order


def reconciled(desk: Desk, day: str = "2026-11-22") -> dict[str, Any]:
    made = desk.post("/reconciliations", {"day": day})
    assert made.status == 201, made.text
    found: dict[str, Any] = desk.get(f"/reconciliations/{made.json['id']}").json
    return found


def named(desk: Desk) -> list[str]:
    return [each["what"] for each in desk.get("/differences").json["data"]]


def books() -> Any:
    return boto3.resource("dynamodb").Table(os.environ["SANDBOX_TABLE"])


def entry(operation: str) -> dict[str, Any]:
    found = [each for each in books().scan()["Items"] if each.get("operation") == operation]
    return dict(found[0])


def test_a_day_on_which_all_is_well(desk: Desk, payment: str) -> None:
    found = reconciled(desk)
    sides = {"authorise": 5000, "capture": 5000, "refund": 1000}

    assert (found["state"], found["counts"]) == ("done", AGREED)
    assert found["sums"] == {"EUR": {"here": sides, "there": sides}}


def test_what_the_provider_has_never_heard_of_is_missing_there(desk: Desk, payment: str) -> None:
    books().delete_item(Key={"pk": entry("capture")["pk"], "sk": "operation"})

    assert (reconciled(desk)["counts"]["differences"], named(desk)) == (1, ["missing-at-provider"])


def test_what_we_have_never_heard_of_is_missing_here(desk: Desk, payment: str) -> None:
    found = entry("capture")
    text = found["pk"].rsplit(".", 2)[0] + f".{clock.new_id()}.1"
    books().put_item(Item={**found, "pk": text, "reference": text, "booked": f"{text}#p", "id": "p"})

    assert (reconciled(desk)["counts"]["there"], named(desk)) == (4, ["missing-here"])


def test_another_amount_or_currency_is_named(desk: Desk, payment: str) -> None:
    books().put_item(Item={**entry("capture"), "amount": 4999})
    books().put_item(Item={**entry("refund"), "currency": "USD"})
    reconciled(desk)

    assert named(desk) == ["amount-differs"] * 2


def test_what_was_done_twice_is_named(desk: Desk, payment: str) -> None:
    found = entry("capture")
    books().put_item(Item={**found, "sk": "again", "id": "p2", "booked": f"{found['pk']}#p2"})
    reconciled(desk)
    [difference] = desk.get("/differences").json["data"]

    assert (difference["what"], len(difference["there"])) == ("doubled", 2)


def test_what_the_provider_declined_and_we_hold_for_done_is_named(desk: Desk, payment: str) -> None:
    changed = {name: value for name, value in entry("capture").items() if name not in ("day", "booked")}
    books().put_item(Item={**changed, "state": "declined", "amount": 0})
    reconciled(desk)

    assert named(desk) == ["state-differs"]


def test_what_is_still_open_here_is_asked_about_before_anything_is_called_different(desk: Desk, later: Any) -> None:
    payment = clock.new_id()
    with pytest.raises(OutcomeUnknown):
        desk.authorise(token="authorise=timeout-after", order=payment)

    assert (reconciled(desk)["counts"]["agreed"], named(desk)) == (1, [])
    assert desk.payment(payment)["state"] == "authorised"


def test_what_was_booked_before_midnight_and_learnt_after_it_agrees_on_both_days(desk: Desk, later: Any) -> None:
    payment = clock.new_id()
    later.move_to("2026-11-22T23:59:59Z")
    with pytest.raises(OutcomeUnknown):
        desk.authorise(token="authorise=timeout-after", order=payment)
    later.tick(2)
    desk.authorise(order=payment)

    days = [reconciled(desk, day)["counts"]["agreed"] for day in ("2026-11-22", "2026-11-23")]
    assert (days, named(desk)) == ([1, 1], [])


def test_a_difference_is_found_once_and_settled_with_a_note(desk: Desk, payment: str) -> None:
    books().delete_item(Key={"pk": entry("capture")["pk"], "sk": "operation"})
    counts = [reconciled(desk)["counts"]["differences"] for _ in range(2)]
    [found] = desk.get("/differences?state=open").json["data"]
    path = f"/differences/{found['id']}"
    settled = desk.post(f"{path}/settlement", {"note": "The provider lost it and has booked it again."})

    assert (counts, settled.json["state"], settled.json["settledBy"]) == ([1, 1], "settled", desk.actor)
    assert desk.post(f"{path}/settlement", {"note": "again"}).json["code"] == "WrongState"
    assert (desk.get(path).json["version"], desk.get("/differences?state=open").json["data"]) == (2, [])


def test_the_clock_compares_yesterday_for_every_tenant_once(desk: Desk, payment: str, later: Any) -> None:
    neighbour = Desk(desk.door, tenant=OTHER_TENANT)
    neighbour.authorise()
    later.move_to("2026-11-23T02:15:00Z")
    tenants = [desk.clock("Reconcile") for _ in range(2)]
    later.tick(61)
    desk.clock()

    found = [one.get("/reconciliations").json["data"] for one in (desk, neighbour)]
    assert (tenants, [[each["counts"]["agreed"] for each in days] for days in found]) == ([2, 2], [[3], [1]])


def test_a_day_with_more_than_can_be_compared_at_once_is_finished_by_the_clock(
    desk: Desk, later: Any, table: Any
) -> None:
    desk.authorise(5000)
    copied(1100, table, desk.tenant)
    first = reconciled(desk)
    later.tick(61)
    desk.clock()

    last = desk.get(f"/reconciliations/{first['id']}").json
    assert [(each["state"], each["counts"]["agreed"]) for each in (first, last)] == [("running", 1000), ("done", 1101)]


def copied(times: int, table: Any, tenant: str) -> None:
    """The one authorisation that there is, as often as that, on both sides."""
    [ours] = [each for each in table.scan()["Items"] if each["type"] == "move"]
    theirs = entry("authorise")
    with table.batch_writer() as here, books().batch_writer() as there:
        for _ in range(times):
            text = f"{tenant}.{clock.new_id()}.authorise.{clock.new_id()}.1"
            here.put_item(Item={**ours, "pk": text, "reference": text, "stateKey": text})
            there.put_item(Item={**theirs, "pk": text, "reference": text, "booked": f"{text}#{theirs['id']}"})


def test_a_tenant_is_compared_with_its_own_entries_only(desk: Desk, payment: str) -> None:
    neighbour = Desk(desk.door, tenant=OTHER_TENANT)
    neighbour.authorise(700)

    assert reconciled(neighbour)["counts"] == {"here": 1, "there": 1, "agreed": 1, "differences": 0}
    assert reconciled(desk)["counts"] == AGREED


def test_a_day_to_come_is_not_compared(desk: Desk, later: Any) -> None:
    assert desk.post("/reconciliations", {"day": "2026-11-23"}).json["code"] == "Invalid"


def test_the_same_request_again_is_the_same_reconciliation(desk: Desk, payment: str) -> None:
    first, again = (desk.post("/reconciliations", {"day": "2026-11-22"}, Idempotency_Key="one") for _ in range(2))

    assert first.json == again.json
    assert len(desk.get("/reconciliations").json["data"]) == 1
    assert first.json["sums"]["EUR"]["here"]["refund"] == money(1000)["amount"]
