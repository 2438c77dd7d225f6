"""Skills."""

from typing import Any

from onestop.errors import AlreadyTaken, Conflict, VersionMismatch
from onestop.http import Answer, Call, page
from workforce.api.door import ADMIN, READ, app
from workforce.service import groups

SKILLS, SKILL = "/skills", "/skills/{key}"


@app.route("POST", SKILLS, scope=ADMIN, body="NewSkill", returns="Skill", status=201, location="/skills/{key}",
           errors=(AlreadyTaken, Conflict))  # fmt: skip
def define_skill(call: Call) -> dict[str, Any]:
    """Define something that agents can do."""
    return groups.define_skill(call.by, call.body, call.once)


@app.route("GET", SKILLS, scope=READ, returns="Skill", many=True)
def list_skills(call: Call) -> dict[str, Any]:
    """List all skills by key, the retired ones too; there are 500 at most."""
    return page([row.view() for row in groups.skills(call.by.tenant)], None)


@app.route("GET", SKILL, scope=READ, returns="Skill")
def get_skill(call: Call) -> dict[str, Any]:
    """Get one skill."""
    return dict(groups.skill(call.by.tenant, call.path["key"]).view())


@app.route("PATCH", SKILL, scope=ADMIN, body="SkillPatch", returns="Skill", errors=(VersionMismatch,))
def change_skill(call: Call) -> dict[str, Any]:
    """Change the name of a skill, or of its levels."""
    return groups.change_skill(call.by, call.path["key"], call.body, call.if_match)


@app.route("DELETE", SKILL, scope=ADMIN, status=204, errors=(VersionMismatch,))
def retire_skill(call: Call) -> Answer:
    """Retire a skill: nobody else is given it."""
    groups.retire_skill(call.by, call.path["key"], call.if_match)
    return Answer(204)
