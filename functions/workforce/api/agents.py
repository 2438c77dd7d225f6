"""Agents."""

from typing import Any

from onestop.errors import AlreadyTaken, RequestInProgress, VersionMismatch, WrongState
from onestop.http import Answer, Call, answer_of, page, part_of
from workforce.api.door import ADMIN, READ, app
from workforce.service import agents, finding, planning

AGENTS, AGENT = "/agents", "/agents/{agentId}"


@app.route("POST", AGENTS, scope=ADMIN, body="NewAgent", returns="Agent", status=201, location="/agents/{id}",
           errors=(AlreadyTaken, WrongState))  # fmt: skip
def register_agent(call: Call) -> dict[str, Any]:
    """Register a member as an agent."""
    return agents.register(call.by, call.body, call.once)


@app.route("GET", AGENTS, scope=READ, query="AgentQuery", returns="Agent", many=True)
def list_agents(call: Call) -> dict[str, Any]:
    """List all agents, or those of a team."""
    return answer_of(call, finding.agents(call.by, call.query, part_of(call, newest_first=False)))


@app.route("GET", AGENT, scope=READ, returns="Agent")
def get_agent(call: Call) -> dict[str, Any]:
    """Get one agent."""
    return finding.agent(call.by, call.path["agentId"])


@app.route("PATCH", AGENT, scope=ADMIN, body="AgentPatch", returns="Agent", errors=(VersionMismatch,))
def change_agent(call: Call) -> dict[str, Any]:
    """Change what an agent can do, by a merge patch."""
    return agents.change(call.by, call.path["agentId"], call.body, call.if_match)


@app.route("DELETE", AGENT, scope=ADMIN, status=204, errors=(RequestInProgress, VersionMismatch))
def retire_agent(call: Call) -> Answer:
    """Retire an agent, whose work goes back."""
    agents.retire(call.by, call.path["agentId"], call.if_match)
    return Answer(204)


@app.route("POST", AGENT + "/restore", scope=ADMIN, returns="Agent", once=False, errors=(VersionMismatch, WrongState))
def restore_agent(call: Call) -> dict[str, Any]:
    """Take a retired agent back."""
    return agents.restore(call.by, call.path["agentId"])


@app.route("GET", AGENT + "/schedule", scope=READ, query="StretchQuery", returns="Stretch", many=True)
def get_schedule(call: Call) -> dict[str, Any]:
    """Tell what the plan has an agent do in a time."""
    return page(planning.schedule(call.by, call.path["agentId"], call.query), None)
