"""Following, and records that are not for everybody."""

from dataclasses import replace

from tests.customers.people import AGENT, COLLEAGUE, agent, path, registered
from tests.support.gateway import Browser

HANGING = ("links", "notes", "consents", "consents/history", "lists")


def test_whoever_sees_a_customer_may_follow_it_and_stop(desk: Browser) -> None:
    customer, someone = registered(desk), agent(desk)
    following = someone.put(path(customer, "following"), None)
    again = someone.put(path(customer, "following"), None)
    stopped = someone.delete(path(customer, "following"))

    assert (following.json["followers"], following.json["version"]) == ([AGENT], 2)
    assert (again.json["version"], stopped.json["followers"]) == (2, [])


def test_only_members_follow(desk: Browser) -> None:
    machine = replace(desk, actor="client/01J000000000000000000000CC")
    assert machine.put(path(registered(desk), "following"), None).status == 403


def test_a_restricted_customer_and_all_that_hangs_on_it_is_not_there_for_others(desk: Browser) -> None:
    customer = registered(desk, visibility="restricted", tags=["vip"], emails=[{"address": "a@example.org"}])
    other = agent(desk)

    assert {other.get(path(customer, part)).status for part in HANGING} == {404}
    assert other.get("/customers?tag=vip").json["data"] == other.get("/customers").json["data"] == []
    assert other.get("/customers?email=a@example.org").json["data"] == []


def test_nothing_is_written_about_a_customer_one_may_not_see(desk: Browser) -> None:
    customer, other = registered(desk, visibility="restricted"), agent(desk)
    mine = registered(desk, "Mine")

    assert other.post(path(customer, "notes"), {"text": "x"}).status == 404
    assert other.patch(path(customer), {"company": "x"}).status == other.delete(path(customer)).status == 404
    assert other.post(path(mine, "links"), {"other": customer["id"], "role": "friend"}).status == 422


def test_a_collaborator_reads_and_writes_as_far_as_it_was_shared(desk: Browser) -> None:
    shared = [{"member": AGENT, "access": "read"}, {"member": COLLEAGUE, "access": "write"}]
    customer = registered(desk, visibility="restricted", collaborators=shared)
    reader, writer = agent(desk), agent(desk, COLLEAGUE)

    assert reader.get(path(customer)).status == 200
    assert reader.post(path(customer, "notes"), {"text": "x"}).status == 403
    assert writer.post(path(customer, "notes"), {"text": "x"}).status == 201
