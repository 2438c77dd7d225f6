"""What this capability publishes. `data` is always the record, its changes and the customers it is about (none)."""

from onestop.events import Kind

AGENT_REGISTERED = Kind("AgentRegistered")
AGENT_CHANGED = Kind("AgentChanged")
AGENT_RETIRED = Kind("AgentRetired")

TEAM_CREATED = Kind("TeamCreated")
TEAM_CHANGED = Kind("TeamChanged")
TEAM_RETIRED = Kind("TeamRetired")

SKILL_DEFINED = Kind("SkillDefined")
SKILL_CHANGED = Kind("SkillChanged")
SKILL_RETIRED = Kind("SkillRetired")

PRESENCE_CHANGED = Kind("PresenceChanged")

SHIFT_PLANNED = Kind("ShiftPlanned")
SHIFT_CHANGED = Kind("ShiftChanged")
SHIFT_CANCELLED = Kind("ShiftCancelled")
LEAVE_PLANNED = Kind("LeavePlanned")
LEAVE_CHANGED = Kind("LeaveChanged")
LEAVE_CANCELLED = Kind("LeaveCancelled")

SHIFT_STARTED = Kind("ShiftStarted")
SHIFT_ENDED = Kind("ShiftEnded")
DUTY_CHANGED = Kind("DutyChanged")

SETTINGS_CHANGED = Kind("WorkforceSettingsChanged")

# The models, in `schemas`, of the records that they carry.
PUBLISHED: dict[Kind, str] = {
    **dict.fromkeys((AGENT_REGISTERED, AGENT_CHANGED, AGENT_RETIRED), "Agent"),
    **dict.fromkeys((TEAM_CREATED, TEAM_CHANGED, TEAM_RETIRED), "Team"),
    **dict.fromkeys((SKILL_DEFINED, SKILL_CHANGED, SKILL_RETIRED), "Skill"),
    PRESENCE_CHANGED: "Presence",
    **dict.fromkeys((SHIFT_PLANNED, SHIFT_CHANGED, SHIFT_CANCELLED), "Shift"),
    **dict.fromkeys((LEAVE_PLANNED, LEAVE_CHANGED, LEAVE_CANCELLED), "Leave"),
    **dict.fromkeys((SHIFT_STARTED, SHIFT_ENDED, DUTY_CHANGED), "Duty"),
    SETTINGS_CHANGED: "WorkforceSettings",
}
