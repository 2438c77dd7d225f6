"""Two at the same moment: what one has read is no longer so when it writes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from onestop.errors import WrongState
from returns import table
from tests.returns.orders import REFUND, asking, hear, inspected, invoice, requested, returnable, shipped
from tests.support.asking import task
from tests.support.gateway import Browser, Reply
from tests.support.turns import at_once, in_turns

WRITES = ("PutItem", "TransactWriteItems")


class Interrupted:
    """A client of DynamoDB that lets something else happen just before the first write."""

    _request_signer = None

    def __init__(self, client: Any, meanwhile: Callable[[], Any]) -> None:
        self.client, self.meanwhile = client, [meanwhile]

    def _make_api_call(self, operation: str, asked: Mapping[str, Any]) -> Any:
        if operation in WRITES and self.meanwhile:
            self.meanwhile.pop()()
        return self.client._make_api_call(operation, asked)


@contextmanager
def meanwhile(what: Callable[[], Any]) -> Iterator[None]:
    connection = table.Row._get_connection().connection
    client = connection.client
    connection._client = Interrupted(client, what)
    yield
    connection._client = client


def test_two_who_want_the_last_piece_do_not_both_get_it(desk: Browser) -> None:
    order = shipped(1)
    replies: list[Reply] = []
    with meanwhile(lambda: replies.append(asking(desk, order))):
        replies.append(asking(desk, order))

    assert [reply.status for reply in replies] == [201, 409]
    assert returnable(desk, order) == 0


def test_of_many_who_want_the_last_pieces_just_so_many_get_them(desk: Browser) -> None:
    order = shipped(4)
    with in_turns(conflicts=0.2):
        replies = at_once(lambda _: asking(desk, order), range(12))

    got = [reply for reply in replies if reply.status == 201]
    assert {reply.json["code"] for reply in replies if reply.status != 201} <= {"NotReturnable", "RequestInProgress"}
    assert (len(got) <= 4, returnable(desk, order)) == (True, 4 - len(got))


def test_two_who_want_different_pieces_both_get_them(desk: Browser) -> None:
    order = shipped(3)
    with meanwhile(lambda: requested(desk, order, 1)):
        requested(desk, order, 2)

    assert returnable(desk, order) == 0
    assert len(desk.get(f"/returns?order={order}").json["data"]) == 2


def test_a_shipment_that_is_told_while_something_is_claimed_is_not_forgotten(desk: Browser) -> None:
    order = shipped(1)
    with meanwhile(lambda: hear(invoice(order, ("1", 2, 2000)))):
        requested(desk, order, 1)

    assert returnable(desk, order) == 2


def test_who_approves_what_is_withdrawn_at_that_moment_is_told_so(desk: Browser) -> None:
    order = shipped(1)
    return_id = requested(desk, order)
    with meanwhile(lambda: desk.post(f"/returns/{return_id}/cancellation", {})):
        refused = desk.post(f"/returns/{return_id}/approval")

    assert (refused.json["code"], refused.json["state"]) == ("WrongState", "cancelled")
    assert returnable(desk, order) == 1


def test_a_return_is_withdrawn_once_where_two_do_it(desk: Browser) -> None:
    order = shipped(1)
    return_id = requested(desk, order)
    with meanwhile(lambda: desk.post(f"/returns/{return_id}/cancellation", {})):
        assert desk.post(f"/returns/{return_id}/cancellation", {}).status == 409

    assert returnable(desk, order) == 1


def test_two_deliveries_of_one_task_at_once_both_find_it_done(desk: Browser) -> None:
    return_id = inspected(desk, shipped())["id"]
    with meanwhile(lambda: task("returns", "BeginReturn", **{"return": return_id})):
        task("returns", "BeginReturn", **{"return": return_id})

    assert desk.get(f"/returns/{return_id}").json["version"] == 5


def test_what_is_completed_while_it_is_called_failed_stays_complete(desk: Browser) -> None:
    return_id = inspected(desk, shipped())["id"]
    task("returns", "BeginReturn", **{"return": return_id})
    done = {"return": return_id, "creditNote": REFUND}
    with meanwhile(lambda: task("returns", "EndReturn", **done)):
        task("returns", "FailReturn", **{"return": return_id, "error": "late"})

    assert desk.get(f"/returns/{return_id}").json["state"] == "completed"


def test_what_failed_cannot_end_well_by_a_late_answer(desk: Browser) -> None:
    return_id = inspected(desk, shipped())["id"]
    task("returns", "FailReturn", **{"return": return_id, "error": "PaymentDeclined"})
    with pytest.raises(WrongState):
        task("returns", "EndReturn", **{"return": return_id, "creditNote": REFUND})
