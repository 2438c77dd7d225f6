"""Agents, the teams they are in and the skills they have."""

from tests.support.gateway import OTHER_TENANT, Browser
from tests.support.wire import Wire
from tests.workforce.staff import JIA, MEI, Staff, member


def test_an_agent_is_what_was_said_of_him_and_offline_to_begin_with(staff: Staff) -> None:
    staff.post("/skills", {"key": "billing", "name": "Billing"})
    team = staff.team()
    said = {"id": MEI, "name": "林小梅", "teams": [team], "skills": [{"skill": "billing", "level": 4}],
            "languages": ["zh-cn", "EN"], "capacity": 80, "zone": "Asia/Shanghai"}  # fmt: skip
    made = staff.post("/agents", said).json

    assert {**said, "languages": ["en", "zh-CN"], "active": True, "profile": None}.items() <= made.items()
    assert staff.get(f"/agents/{MEI}").json == made
    assert staff.state() == ("offline", "offline")


def test_a_member_is_one_agent_at_most(staff: Staff) -> None:
    staff.agent()
    reply = staff.post("/agents", {"id": MEI, "name": "Somebody else"})

    assert (reply.status, reply.json["code"]) == (409, "AlreadyTaken")


def test_the_same_request_again_is_answered_from_the_first(staff: Staff) -> None:
    said = {"id": MEI, "name": "林小梅"}
    first, again = (staff.post("/agents", said, idempotency_key="once") for _ in range(2))

    assert (again.status, again.json, again.headers["Idempotency-Replayed"]) == (201, first.json, "true")


def test_teams_and_skills_that_are_unknown_or_retired_are_pointed_at(staff: Staff) -> None:
    staff.post("/skills", {"key": "billing", "name": "Billing"})
    staff.delete("/skills/billing")
    skills = [{"skill": each, "level": 1} for each in ("billing", "returns")]
    reply = staff.post("/agents", {"id": MEI, "name": "林小梅", "teams": [JIA], "skills": skills})

    pointers = [each["pointer"] for each in reply.json["errors"]]
    assert (reply.status, pointers) == (422, ["/teams/0", "/skills/0/skill", "/skills/1/skill"])


def test_who_has_a_retired_skill_keeps_it(staff: Staff) -> None:
    staff.post("/skills", {"key": "fax", "name": "Fax"})
    staff.agent(skills=[{"skill": "fax", "level": 5}])
    staff.delete("/skills/fax")

    changed = staff.patch(f"/agents/{MEI}", {"capacity": 60}).json
    assert (changed["capacity"], changed["skills"]) == (60, [{"skill": "fax", "level": 5}])


def test_agents_are_listed_by_team_and_leave_it(staff: Staff) -> None:
    one, other = staff.team("One"), staff.team("Other")
    staff.agent(MEI, teams=[one])
    staff.agent(JIA, teams=[one, other])
    staff.patch(f"/agents/{MEI}", {"teams": [other]})

    def ids(query: str) -> list[str]:
        return [each["id"] for each in staff.get(f"/agents{query}").json["data"]]

    assert (ids(""), ids(f"?team={one}"), ids(f"?team={other}")) == ([MEI, JIA], [JIA], [MEI, JIA])
    assert [each["id"] for each in staff.get(f"/presence?team={one}").json["data"]] == [JIA]


def test_pages_of_agents_hang_together(staff: Staff) -> None:
    for each in (MEI, JIA):
        staff.agent(each)
    first = staff.get("/agents?limit=1").json
    second = staff.get(f"/agents?limit=1&cursor={first['page']['next']}").json

    assert [each["id"] for each in first["data"] + second["data"]] == [MEI, JIA]
    assert second["page"]["hasMore"] is False


def test_a_team_ends_when_nobody_is_in_it_any_more(staff: Staff) -> None:
    team = staff.team()
    staff.agent(teams=[team])
    assert staff.delete(f"/teams/{team}").json["code"] == "WrongState"
    staff.patch(f"/agents/{MEI}", {"teams": []})

    assert staff.delete(f"/teams/{team}").status == 204
    assert staff.get(f"/teams/{team}").json["retired"] is True


def test_a_stale_change_is_told_what_changed_since(staff: Staff) -> None:
    staff.agent()
    staff.patch(f"/agents/{MEI}", {"capacity": 50})
    reply = staff.patch(f"/agents/{MEI}", {"name": "小梅"}, if_match='"1"')

    assert (reply.status, reply.json["changed"]) == (412, {"capacity": 50})


def test_who_retires_is_offline_at_once_and_told_whole(wired: Staff, wire: Wire) -> None:
    wired.agent(languages=["en"])
    wired.say("available")
    assert wired.delete(f"/agents/{MEI}").status == 204
    wire.carry()

    retired, presence = wire.published("AgentRetired"), wire.published("PresenceChanged")
    assert (retired["data"]["record"]["active"], retired["data"]["record"]["languages"]) == (False, ["en"])
    assert (presence["data"]["record"]["status"], presence["data"]["record"]["reason"]) == ("offline", "retired")


def test_who_is_retired_cannot_come_online_until_he_is_restored(staff: Staff) -> None:
    staff.agent()
    staff.delete(f"/agents/{MEI}")
    refused = staff.at().put(f"/agents/{MEI}/presence", {"reason": "available"})
    staff.post(f"/agents/{MEI}/restore")

    assert refused.json["code"] == "WrongState"
    assert staff.say("available")["status"] == "available"


def test_a_member_who_is_disabled_retires_and_comes_back_when_enabled(wired: Staff, wire: Wire) -> None:
    wired.agent()
    wire.put("identity", member("MemberDisabled", 2, state="disabled"))
    wire.carry()
    assert wired.get(f"/agents/{MEI}").json["active"] is False
    assert wired.post(f"/agents/{MEI}/restore").json["code"] == "WrongState"
    wire.put("identity", member("MemberEnabled", 3))
    wire.carry()

    assert wired.get(f"/agents/{MEI}").json["active"] is True


def test_what_is_told_late_of_a_member_changes_nothing(wired: Staff, wire: Wire) -> None:
    wired.agent()
    wire.deliver("workforce", member("MemberEnabled", 3), source="identity")
    failed = wire.deliver("workforce", member("MemberDisabled", 2, state="disabled"), source="identity")

    assert failed == []
    assert wired.get(f"/agents/{MEI}").json["active"] is True


def test_a_disabled_member_becomes_no_agent(wired: Staff, wire: Wire) -> None:
    wire.deliver("workforce", member("MemberDisabled", 2, state="disabled"), source="identity")

    assert wired.post("/agents", {"id": MEI, "name": "林小梅"}).json["code"] == "WrongState"


def test_an_agent_is_called_as_the_member_is(wired: Staff, wire: Wire) -> None:
    wired.agent()
    wire.deliver("workforce", member("MemberChanged", 2, name="林梅"), source="identity")

    assert wired.get(f"/agents/{MEI}").json["name"] == "林梅"


def test_plans_of_another_tenant_are_not_there(staff: Staff) -> None:
    staff.agent()
    said = {"agent": MEI, "start": "2026-12-01T08:00:00Z", "end": "2026-12-01T16:00:00Z"}
    shift = staff.shift(**said)
    foreign = Browser(staff.door, tenant=OTHER_TENANT)

    replies = [foreign.get(f"/shifts/{shift}"), foreign.delete(f"/shifts/{shift}"), foreign.post("/shifts", said)]
    assert [each.status for each in replies] == [404, 404, 422]
    assert staff.get(f"/shifts/{shift}").status == 200
