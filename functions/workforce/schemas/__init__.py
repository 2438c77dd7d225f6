"""What comes in and what goes out. Each model is loaded when it is needed: most requests need none or two."""

from onestop.later import later

__getattr__ = later(
    __name__,
    {
        "agent": "Abilities Agent AgentPatch AgentQuery NewAgent",
        "fields": "is_key",
        "group": "NewSkill NewTeam Skill SkillNames SkillPatch Team TeamPatch",
        "leave": "Leave LeavePatch LeaveQuery LeaveTimes NewLeave",
        "presence": "Heartbeat IntervalQuery Presence PresenceGiven PresenceInterval PresenceQuery",
        "settings": "WorkforceSettings WorkforceSettingsGiven",
        "shift": "Duty NewShift Shift ShiftPatch ShiftQuery ShiftTimes Stretch StretchQuery",
    },
)
