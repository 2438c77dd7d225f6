"""Queues, policies and profiles: what they may point to, and when they may go."""

from tests.routing.desk import Desk

NOTHING = "01J00000000000000000000000"


def test_a_queue_points_only_to_what_is_there(desk: Desk) -> None:
    said = {"name": "Q", "policy": NOTHING, "overflow": {"to": NOTHING, "when": "waiting", "after": 5}}
    reply = desk.lead.post("/queues", said)

    assert (reply.status, [each["pointer"] for each in reply.json["errors"]]) == (422, ["/policy", "/overflow/to"])


def test_a_profile_lists_queues_that_are_there(desk: Desk) -> None:
    reply = desk.lead.post("/routing-profiles", {"name": "P", "queues": [{"queue": NOTHING}]})

    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/queues/0/queue")


def test_a_queue_goes_when_nothing_is_in_it(desk: Desk) -> None:
    queue, ticket = desk.queue(), desk.ticket()
    assert desk.lead.delete(f"/queues/{queue}").status == 409

    desk.change(ticket, statusCategory="solved")
    assert desk.lead.delete(f"/queues/{queue}").status == 204
    assert desk.lead.get(f"/queues/{queue}").json["retired"] is True


def test_a_policy_and_a_profile_stay_as_long_as_they_are_needed(desk: Desk) -> None:
    policy = desk.policy()
    queue = desk.queue(policy=policy)
    profile = desk.profile({"queue": queue})
    desk.agent(profile=profile)

    assert desk.lead.delete(f"/routing-policies/{policy}").status == 409
    assert desk.lead.delete(f"/routing-profiles/{profile}").status == 409


def test_a_change_that_changes_nothing_is_not_told(desk: Desk) -> None:
    queue = desk.queue("Support")
    same = desk.lead.patch(f"/queues/{queue}", {"name": "Support"})
    other = desk.lead.patch(f"/queues/{queue}", {"name": "Sales", "target": 60}, if_match='"1"')

    assert (same.json["version"], other.json["version"], other.json["target"]) == (1, 2, 60)


def test_weights_are_known_by_name(desk: Desk) -> None:
    reply = desk.lead.post("/routing-policies", {"name": "P", "weights": {"beauty": 1}})

    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/weights")


def test_a_dry_run_tells_who_would_get_it_and_nobody_does(desk: Desk) -> None:
    queue, policy = desk.queue(paused=True), desk.policy()
    agent, ticket = desk.agent(), desk.ticket()
    desk.carry()
    said = desk.lead.post(f"/routing-policies/{policy}/dry-run", {"work": ticket}).json
    imagined = {"queue": queue, "needs": [{"skill": "law"}]}
    nobody = desk.lead.post(f"/routing-policies/{policy}/dry-run", imagined).json

    assert (said["agent"], desk.state(ticket)) == (agent, ("waiting", None))
    assert (nobody["agent"], nobody["candidates"][0]["refused"]) == (None, "has no law")
