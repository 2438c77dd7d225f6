"""The table `workforce`: which items there are and how they are found.

    agent         <tenant>#agent#<id>             record
    presence      <tenant>#agent#<id>             presence
    interval      <tenant>#agent#<id>             interval#<until>   a state that is over; kept for 400 days
    pulse         <tenant>#agent#<id>             pulse              when the console was heard of last
    duty          <tenant>#agent#<id>             duty               what the plan says now
    member        <tenant>#agent#<id>             member             what identity said of the member last
    in a team     <tenant>#team/<id>#<shard>      <agent>
    team          <tenant>#teams                  <id>
    skill         <tenant>#skills                 <key>
    settings      <tenant>#settings               record
    shift         <tenant>#plan#<agent or team>   shift#<id>
    leave         <tenant>#plan#<agent>           leave#<id>
    whose         <tenant>#whose#<shift or leave> guard              whose plan it belongs to
    idempotency   <tenant>#once#<route>#<key>     guard

`by-creation` lists agents. `by-due` holds the pulses and duties that the clock looks at next, of all tenants.
"""

from workforce.table.agents import Agent, Guard, InTeam, Member, agent_keys, member_keys, team_list
from workforce.table.base import ByCreation, Row
from workforce.table.groups import Settings, Skill, Team, settings_keys, skills_pk, teams_pk
from workforce.table.plans import Duty, Leave, Shift, Whose, duty_keys, leave_keys, plan_pk, shift_keys, whose_keys
from workforce.table.presence import Interval, Presence, Pulse, interval_keys, presence_keys, pulse_keys

__all__ = [
    "Agent",
    "ByCreation",
    "Duty",
    "Guard",
    "InTeam",
    "Interval",
    "Leave",
    "Member",
    "Presence",
    "Pulse",
    "Row",
    "Settings",
    "Shift",
    "Skill",
    "Team",
    "Whose",
    "agent_keys",
    "duty_keys",
    "interval_keys",
    "leave_keys",
    "member_keys",
    "plan_pk",
    "presence_keys",
    "pulse_keys",
    "settings_keys",
    "shift_keys",
    "skills_pk",
    "team_list",
    "teams_pk",
    "whose_keys",
]

Row._get_connection()  # one connection for all classes of this table: the base has to ask for it first
