"""The operations of workforce, as a day of one agent."""

from datetime import timedelta
from typing import Any

from bench.units.stage import Stage
from onestop import clock
from tests.support.gateway import Browser

AGENT = "01J0000000000000000000000A"
HOURS = {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "from": "00:00", "until": "23:59"}
SWEEP, CONSUMERS = "workforce.schedules.handler", "workforce.consumers.handler"
PRESENCE = f"/agents/{AGENT}/presence"


def workforce(stage: Stage) -> None:
    """What a tenant has, an agent who comes and goes, and what the clock makes of the plan."""
    boss = stage.browser("workforce")
    team = _groups(stage, boss)
    _agent(stage, boss, team)
    _presence(stage, boss, team)
    _plans(stage, boss, team)
    _ends(stage, boss, team)


def registered(stage: Stage) -> Browser:
    """An agent's own console; the agent is registered, which was told, and available, which was not yet."""
    boss = stage.browser("workforce")
    boss.post("/agents", {"id": AGENT, "name": "林小梅"})
    stage.settle()
    console = stage.browser("workforce", actor=f"member/{AGENT}")
    console.put(PRESENCE, {"reason": "available"})
    return console


def _groups(stage: Stage, boss: Browser) -> str:
    team: str = stage.ask("", boss, "POST", "/teams", {"name": "Payments"}).json["id"]
    stage.ask("", boss, "POST", "/skills", {"key": "billing", "name": "Billing"})
    for method, path, body in (
        ("GET", "/teams", None), ("GET", f"/teams/{team}", None), ("PATCH", f"/teams/{team}", {"name": "Money"}),
        ("GET", "/skills", None), ("GET", "/skills/billing", None), ("PATCH", "/skills/billing", {"name": "Bills"}),
    ):  # fmt: skip
        stage.ask("", boss, method, path, body)
    return team


def _agent(stage: Stage, boss: Browser, team: str) -> None:
    said = {"id": AGENT, "name": "林小梅", "teams": [team], "skills": [{"skill": "billing", "level": 3}]}
    stage.ask("in a team, with a skill", boss, "POST", "/agents", said)
    stage.ask("", boss, "GET", f"/agents/{AGENT}")
    stage.ask("", boss, "GET", "/agents")
    stage.ask("of a team", boss, "GET", f"/agents?team={team}")
    stage.ask("", boss, "PATCH", f"/agents/{AGENT}", {"capacity": 80})


def _presence(stage: Stage, boss: Browser, team: str) -> None:
    console = stage.browser("workforce", actor=f"member/{AGENT}")
    stage.ask("", console, "PUT", PRESENCE, {"reason": "available"})
    stage.ask("which it is already", console, "PUT", PRESENCE, {"reason": "available"})
    stage.ask("forced", boss, "PUT", PRESENCE, {"reason": "busy", "note": "Fire drill"})
    stage.ask("soon after another sign of life", console, "POST", "/presence/heartbeat", {})
    _fall_silent(stage, seconds=20)
    stage.ask("", console, "POST", "/presence/heartbeat", {})
    stage.do("task Sweep, nothing is due", SWEEP, {"task": "Sweep"})
    _fall_silent(stage, seconds=61)
    stage.do("task Sweep, one console is silent", SWEEP, {"task": "Sweep"})
    stage.ask("resumed", console, "POST", "/presence/heartbeat", {"resume": True})
    for name, path in (("", PRESENCE), ("", "/presence"), ("of a team", f"/presence?team={team}"),
                       ("", f"{PRESENCE}-intervals")):  # fmt: skip
        stage.ask(name, boss, "GET", path)
    # Not before: silence is counted from the moment at which the tenant says what it means.
    stage.ask("", boss, "PUT", "/workforce-settings", {"shiftEnd": {"offlineAfter": 600}})
    stage.ask("", boss, "GET", "/workforce-settings")


def _fall_silent(stage: Stage, seconds: int) -> None:
    """Let the last sign of life be so many seconds ago."""
    from workforce import table  # noqa: PLC0415  needs the environment of the stage

    row: Any = table.Pulse.get(*table.pulse_keys(stage.house.tenant, AGENT))
    past = timedelta(seconds=seconds)
    row.seen = clock.rfc3339(clock.now() - past)
    row.due = clock.rfc3339(clock.now() - past + timedelta(seconds=60))
    row.save()


def _plans(stage: Stage, boss: Browser, team: str) -> None:
    shift = stage.ask("", boss, "POST", "/shifts", {"team": team, "weekly": [HOURS]}).json["id"]
    leave = {"agent": AGENT, "start": "2036-12-01T00:00:00Z", "end": "2036-12-05T00:00:00Z"}
    leave_id = stage.ask("", boss, "POST", "/leaves", leave).json["id"]
    stage.settle()
    _consume(stage, "ShiftPlanned")
    stage.do("task Sweep, a shift starts", SWEEP, {"task": "Sweep"})
    for method, path, body in (
        ("GET", f"/shifts?team={team}", None), ("GET", f"/shifts/{shift}", None),
        ("PATCH", f"/shifts/{shift}", {"kind": "break"}), ("DELETE", f"/shifts/{shift}", None),
        ("GET", f"/leaves?agent={AGENT}", None), ("GET", f"/leaves/{leave_id}", None),
        ("PATCH", f"/leaves/{leave_id}", {"kind": "training"}), ("DELETE", f"/leaves/{leave_id}", None),
        ("GET", f"/agents/{AGENT}/schedule", None),
    ):  # fmt: skip
        stage.ask("", boss, method, path, body)


def _ends(stage: Stage, boss: Browser, team: str) -> None:
    stage.ask("", boss, "DELETE", f"/agents/{AGENT}")
    stage.ask("", boss, "POST", f"/agents/{AGENT}/restore")
    stage.settle()
    _consume(stage, "AgentRetired")
    boss.patch(f"/agents/{AGENT}", {"teams": []})
    stage.ask("", boss, "DELETE", f"/teams/{team}")
    stage.ask("", boss, "DELETE", "/skills/billing")
    records = [each for each in stage.records("workforce") if "event" in each["dynamodb"].get("NewImage", {})]
    stage.do("relay 1 event", "workforce.relay.handler", {"Records": records[:1]})


def told(stage: Stage, kind: str) -> dict[str, Any]:
    """The last event of a kind, as the inbox hands it over."""
    envelope = next(each for each in reversed(stage.envelopes) if each["type"] == kind)
    return stage.message(envelope, "workforce")


def _consume(stage: Stage, kind: str) -> None:
    answer = stage.do(f"consume {kind}", CONSUMERS, {"Records": [told(stage, kind)]})
    if answer["batchItemFailures"]:
        raise AssertionError(f"workforce refused {kind}")
