"""The table `routing`: which items there are and how they are found.

    work          <tenant>#work#<id>              record                  the id is the ticket's
    decision      <tenant>#work#<id>              decision#<id>           who was looked at, and why it was who it was
    agent         <tenant>#agent#<id>             record                  the id is the member's; what they hold
    queue         <tenant>#desk                   queue#<id>
    policy        <tenant>#desk                   policy#<id>
    profile       <tenant>#desk                   profile#<id>
    weights       <tenant>#desk                   weights                 what work takes of a capacity, by channel
    finished      <tenant>#finished#<day>         <moment>#<id>           what was done with, as it was then
    tally         <tenant>#tally#<queue>          <five minutes>          how much found somebody
    attendance    <tenant>#attendance#<day>       <moment>#<agent>        an agent was there until then
    simulation    <tenant>#simulation#<id>        record
    idempotency   <tenant>#once#<route>#<key>     guard

`by-state` lists work by queue and state (what waits in the order of priority and place) and agents by profile (those
with room first, the longest idle before), and simulations. `by-due` holds what the clock has to look at, of all
tenants: what waits or is offered.
"""

from routing.table.agent import FULL, GONE, ROOM, Agent, agent_pk, crew, known, many
from routing.table.base import ByDue, ByState, Row
from routing.table.desk import Guard, Policy, Profile, Queue, Weights, desk_keys, desk_pk, weights_keys
from routing.table.simulation import LIST as SIMULATIONS
from routing.table.simulation import Attendance, Simulation, attendance, simulation, simulation_keys
from routing.table.work import (
    Decision,
    Finished,
    Tally,
    Work,
    decision_keys,
    fetch,
    finished,
    line,
    tallies,
    work_pk,
    works,
)

__all__ = [
    "FULL",
    "GONE",
    "ROOM",
    "SIMULATIONS",
    "Agent",
    "Attendance",
    "ByDue",
    "ByState",
    "Decision",
    "Finished",
    "Guard",
    "Policy",
    "Profile",
    "Queue",
    "Row",
    "Simulation",
    "Tally",
    "Weights",
    "Work",
    "agent_pk",
    "attendance",
    "crew",
    "decision_keys",
    "desk_keys",
    "desk_pk",
    "fetch",
    "finished",
    "known",
    "line",
    "many",
    "simulation",
    "simulation_keys",
    "tallies",
    "weights_keys",
    "work_pk",
    "works",
]

Row._get_connection()  # one connection for all classes of this table: the base has to ask for it first
