"""Teams."""

from typing import Any

from onestop.errors import Conflict, VersionMismatch, WrongState
from onestop.http import Answer, Call, page
from workforce.api.door import ADMIN, READ, app
from workforce.service import groups

TEAMS, TEAM = "/teams", "/teams/{teamId}"


@app.route("POST", TEAMS, scope=ADMIN, body="NewTeam", returns="Team", status=201, location="/teams/{id}",
           errors=(Conflict,))  # fmt: skip
def create_team(call: Call) -> dict[str, Any]:
    """Create a team."""
    return groups.create_team(call.by, call.body, call.once)


@app.route("GET", TEAMS, scope=READ, returns="Team", many=True)
def list_teams(call: Call) -> dict[str, Any]:
    """List all teams, the retired ones too; there are 500 at most."""
    return page([row.view() for row in groups.teams(call.by.tenant)], None)


@app.route("GET", TEAM, scope=READ, returns="Team")
def get_team(call: Call) -> dict[str, Any]:
    """Get one team."""
    return dict(groups.team(call.by.tenant, call.path["teamId"]).view())


@app.route("PATCH", TEAM, scope=ADMIN, body="TeamPatch", returns="Team", errors=(VersionMismatch,))
def change_team(call: Call) -> dict[str, Any]:
    """Change a team's name or who leads it."""
    return groups.change_team(call.by, call.path["teamId"], call.body, call.if_match)


@app.route("DELETE", TEAM, scope=ADMIN, status=204, errors=(VersionMismatch, WrongState))
def retire_team(call: Call) -> Answer:
    """Retire a team that nobody is in."""
    groups.retire_team(call.by, call.path["teamId"], call.if_match)
    return Answer(204)
