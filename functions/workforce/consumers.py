"""Events that this capability acts on: what becomes of members, and its own, where a plan says something else."""

from onestop import inbox
from workforce.service import hearing

handler = inbox.opens(
    {
        ("MemberChanged", 1): hearing.member,
        ("MemberDisabled", 1): hearing.member,
        ("MemberEnabled", 1): hearing.member,
        ("AgentRegistered", 1): hearing.agent,
        ("AgentChanged", 1): hearing.agent,
        ("AgentRetired", 1): hearing.agent,
        ("ShiftPlanned", 1): hearing.plan,
        ("ShiftChanged", 1): hearing.plan,
        ("ShiftCancelled", 1): hearing.plan,
        ("LeavePlanned", 1): hearing.plan,
        ("LeaveChanged", 1): hearing.plan,
        ("LeaveCancelled", 1): hearing.plan,
    }
)
