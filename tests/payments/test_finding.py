"""Payments are found by order, customer and state, by those whose they are."""

from onestop import clock
from tests.payments.desk import CUSTOMER, Desk, money
from tests.support.gateway import OTHER_TENANT


def ids(desk: Desk, query: str = "") -> list[str]:
    return [each["id"] for each in desk.get(f"/payments{query}").json["data"]]


def test_payments_are_listed_newest_first_a_page_at_a_time(desk: Desk) -> None:
    made = [desk.authorise() for _ in range(3)]
    first = desk.get("/payments?limit=2").json

    assert [each["id"] for each in first["data"]] == [made[2], made[1]]
    assert ids(desk, f"?limit=2&cursor={first['page']['next']}") == [made[0]]


def test_payments_are_found_by_order_customer_and_state(desk: Desk) -> None:
    one, other = desk.authorise(), desk.authorise()
    desk.capture(other, 5000)

    assert (ids(desk, f"?order={one}"), ids(desk, f"?order={clock.new_id()}")) == ([one], [])
    assert ids(desk, f"?customer={CUSTOMER}") == [other, one]
    assert (ids(desk, "?state=authorised"), ids(desk, "?state=captured")) == ([one], [other])


def test_a_list_is_looked_at_in_one_way_at_a_time(desk: Desk) -> None:
    assert desk.get(f"/payments?state=captured&customer={CUSTOMER}").json["code"] == "BadParameter"


def test_another_tenant_finds_nothing_and_moves_nothing(desk: Desk) -> None:
    payment = desk.authorise()
    desk.capture(payment, 5000)
    stranger = Desk(desk.door, tenant=OTHER_TENANT)
    refund = {"amount": money(1), "reason": "mine"}

    assert [stranger.get(f"/payments/{payment}{part}").status for part in ("", "/moves")] == [404, 404]
    assert stranger.post(f"/payments/{payment}/refunds", refund).status == 404
    assert (ids(stranger), ids(stranger, f"?order={payment}"), ids(stranger, f"?customer={CUSTOMER}")) == ([], [], [])


def test_the_same_id_in_two_tenants_is_two_payments(desk: Desk) -> None:
    payment, stranger = desk.authorise(5000), Desk(desk.door, tenant=OTHER_TENANT)
    stranger.authorise(700, order=payment)
    stranger.task("Void", payment=payment)

    assert [each.payment(payment)["state"] for each in (desk, stranger)] == ["authorised", "voided"]
