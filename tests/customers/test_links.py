"""Who belongs to whom."""

import pytest

from tests.customers.people import agent, path, registered, stranger
from tests.support.gateway import Browser, Reply
from tests.support.wire import Wire


def employed(desk: Browser, **more: object) -> tuple[dict, dict, Reply]:
    person, company = registered(desk), registered(desk, "Analytical Engines", kind="organisation")
    return person, company, desk.post(path(person, "links"), {"other": company["id"], "role": "employee"} | more)


def roles(desk: Browser, customer: dict) -> list[str]:
    return [link["role"] for link in desk.get(path(customer, "links")).json["data"]]


def test_a_link_is_listed_on_either_side(desk: Browser) -> None:
    person, company, made = employed(desk, since="2019-03-01")

    assert (made.status, made.json["customer"], made.json["other"]) == (201, person["id"], company["id"])
    for side in (person, company):
        assert desk.get(path(side, "links")).json["data"] == [made.json]


def test_a_link_is_removed_from_either_side(desk: Browser) -> None:
    person, company, made = employed(desk)
    gone = desk.delete(path(company, "links", made.json["id"]), if_match=made.etag)

    assert (gone.status, roles(desk, person), roles(desk, company)) == (204, [], [])
    assert desk.delete(path(person, "links", made.json["id"])).status == 404


def test_the_same_link_twice_is_refused_until_the_first_is_gone(desk: Browser) -> None:
    person, company, made = employed(desk)
    again = desk.post(path(person, "links"), {"other": company["id"], "role": "Employee"})
    desk.delete(path(person, "links", made.json["id"]))

    assert (again.status, again.json["code"]) == (409, "AlreadyTaken")
    assert desk.post(path(person, "links"), {"other": company["id"], "role": "employee"}).status == 201


def test_only_one_link_of_a_role_is_primary(desk: Browser) -> None:
    person, _, _ = employed(desk, primary=True)
    other = registered(desk, "Difference Engines", kind="organisation")
    link = {"other": other["id"], "role": "employee"}

    assert desk.post(path(person, "links"), link | {"primary": True}).status == 409
    assert desk.post(path(person, "links"), link).status == 201


def test_a_link_to_somebody_in_the_trash_is_hidden_until_he_is_back(desk: Browser) -> None:
    person, company, _ = employed(desk)
    desk.delete(path(company))
    hidden = roles(desk, person)
    desk.post(f"/trash{path(company)}/restore")

    assert (hidden, roles(desk, person)) == ([], ["employee"])


def test_a_link_to_somebody_one_may_not_see_is_hidden(desk: Browser) -> None:
    person, company, _ = employed(desk)
    desk.patch(path(company), {"visibility": "restricted"})

    assert roles(agent(desk), person) == []


@pytest.mark.parametrize("wrong", [{"role": ""}, {"role": "x" * 51}, {"since": "2020-02-02", "until": "2020-02-01"}])
def test_a_link_that_makes_no_sense_is_refused(desk: Browser, wrong: dict) -> None:
    assert employed(desk, **wrong)[2].status == 422


def test_nobody_is_linked_to_himself_to_nobody_or_to_another_tenants_customer(desk: Browser) -> None:
    person, foreign = registered(desk), registered(stranger(desk))
    for other in (person["id"], foreign["id"], "01J00000000000000000000000"):
        assert desk.post(path(person, "links"), {"other": other, "role": "friend"}).status == 422


def test_events_of_a_link_are_about_both(wired: Browser, wire: Wire) -> None:
    person, company, made = employed(wired)
    wired.delete(path(person, "links", made.json["id"]))
    wire.carry()

    for kind, version in (("LinkAdded", 1), ("LinkRemoved", 2)):
        event = wire.published(kind, sequence=version, subject=f"links/{made.json['id']}")
        assert event["data"]["customers"] == [person["id"], company["id"]]
