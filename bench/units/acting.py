"""The operations of tickets that do something to tickets: macros, many at once, rules that act by themselves."""

from bench.units.stage import Stage
from bench.units.tickets import AGENT, TEAM, asked, consumed
from tests.support.gateway import Browser

REFUND = [
    {"reply": {"body": "Your ticket {{ticket.number}} is with our payments team."}},
    {"note": {"body": "It was {{ticket.priority}}."}},
    {"addTags": ["refund"]},
    {"assign": {"team": TEAM}},
    {"priority": "raise"},
    {"status": "pending"},
    {"notify": {"to": ["followers"], "members": [AGENT], "text": "{{ticket.number}} is a refund"}},
]
BODIES = {"en": "{{ticket.number}} is on its way.", "zh-CN": "您的工单 {{ticket.number}} 正在处理。"}
VIP = {"field": "tags", "op": "contains", "value": "vip"}
LATE = {"name": "Two hours without an answer", "trigger": {"since": "waitingSince", "after": 7200},
        "condition": {"field": "statusCategory", "op": "in", "value": ["new", "open"]},
        "actions": [{"priority": "raise"}, {"addTags": ["late"]}]}  # fmt: skip


def at_hand(stage: Stage) -> None:
    """Macros and saved replies."""
    agent = stage.browser("tickets")
    one = agent.post("/tickets", asked(followers=[AGENT])).json["id"]
    macro = stage.ask("", agent, "POST", "/macros", {"name": "Refund 退款", "actions": REFUND}).json["id"]
    stage.ask("", agent, "GET", f"/macros/{macro}/preview?ticket={one}")
    stage.ask("", agent, "POST", f"/tickets/{one}/macros/{macro}")
    _kept(stage, agent, "/macros", macro)
    said = {"name": "On its way", "shortcut": "way", "bodies": BODIES}
    saved = stage.ask("", agent, "POST", "/saved-replies", said).json["id"]
    stage.ask("", agent, "GET", f"/saved-replies/{saved}/rendering?ticket={one}")
    _kept(stage, agent, "/saved-replies", saved)


def many(stage: Stage) -> None:
    """The same for many tickets."""
    agent = stage.browser("tickets")
    ids = [agent.post("/tickets", asked(category="recall")).json["id"] for _ in range(10)]
    actions = [{"addTags": ["recall"]}]
    stage.ask("of 10 that change", agent, "POST", "/tickets/batch-actions", {"tickets": ids, "actions": actions})
    stage.ask("of 10 that do not", agent, "POST", "/tickets/batch-actions", {"tickets": ids, "actions": actions})
    recalled = {"field": "category", "op": "is", "value": "recall"}
    said = {"condition": recalled, "actions": [{"priority": "high"}]}
    job = stage.ask("", agent, "POST", "/batch-jobs", said).json["id"]
    consumed(stage, "BatchJobStarted", f"batch-jobs/{job}", "a page of 10")
    stage.ask("", agent, "GET", f"/batch-jobs/{job}")
    stage.ask("", agent, "GET", "/batch-jobs")
    other = agent.post("/batch-jobs", said).json["id"]
    stage.ask("", agent, "POST", f"/batch-jobs/{other}/cancellation")


def automation(stage: Stage) -> None:
    """Rules, and what they do."""
    lead = stage.browser("tickets")
    opened = {"name": "VIPs first", "trigger": {"events": ["TicketOpened"]}, "condition": VIP,
              "actions": [{"priority": "urgent"}, {"assign": {"team": TEAM}}]}  # fmt: skip
    rule = stage.ask("because of events", lead, "POST", "/automation-rules", opened).json["id"]
    waits = stage.ask("that waits", lead, "POST", "/automation-rules", LATE).json["id"]
    vip, other = (lead.post("/tickets", asked(tags=tags)).json["id"] for tags in (["vip"], []))
    stage.ask("of 10 tickets", lead, "POST", f"/automation-rules/{rule}/dry-run", {"tickets": 10})
    consumed(stage, "TicketOpened", f"tickets/{other}", "no rule holds")
    consumed(stage, "TicketOpened", f"tickets/{vip}", "a rule acts")
    stage.ask("", lead, "GET", f"/automation-rules/{rule}/runs")
    stage.ask("", lead, "GET", f"/tickets/{vip}/automation-runs")
    stage.ask("", lead, "GET", "/automation-rules")
    stage.ask("", lead, "GET", f"/automation-rules/{rule}")
    stage.ask("", lead, "PATCH", f"/automation-rules/{rule}", {"active": False})
    for each in (rule, waits):
        stage.ask("" if each == rule else "that waits", lead, "DELETE", f"/automation-rules/{each}")
    stage.settle()
    arming = next(each for each in reversed(stage.envelopes) if each["type"] == "BatchJobStarted")
    lead.post(f"/{arming['subject']}/cancellation")  # so that it is not due when the clock is counted


def _kept(stage: Stage, agent: Browser, shelf: str, record_id: str) -> None:
    stage.ask("", agent, "GET", shelf)
    stage.ask("", agent, "GET", f"{shelf}/{record_id}")
    stage.ask("", agent, "PATCH", f"{shelf}/{record_id}", {"name": "Other"})
    stage.ask("", agent, "DELETE", f"{shelf}/{record_id}")
