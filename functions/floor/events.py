"""What this capability publishes. `data` is always the record, its changes and the customers it is about."""

from onestop.events import Kind

RULE_CREATED = Kind("AlertRuleCreated")
RULE_CHANGED = Kind("AlertRuleChanged")

RAISED = Kind("AlertRaised")
ACKNOWLEDGED = Kind("AlertAcknowledged")
CLEARED = Kind("AlertCleared")

# The models, in `schemas`, of the records that they carry.
PUBLISHED: dict[Kind, str] = {
    **dict.fromkeys((RULE_CREATED, RULE_CHANGED), "AlertRule"),
    **dict.fromkeys((RAISED, ACKNOWLEDGED, CLEARED), "Alert"),
}
