"""How well promises are kept: what became of each cycle, and how many of a day were hit and missed."""

from onestop.pynamo import NumberAttribute, UnicodeAttribute
from onestop.tables import key
from tickets.table.base import Row


class SlaOutcome(Row, discriminator="sla-outcome"):
    """What became of a cycle of a ticket's clock, as it is counted: on which day, and in whose row."""

    metric = UnicodeAttribute()
    outcome = UnicodeAttribute()
    day = UnicodeAttribute()
    whose = UnicodeAttribute()
    sequence = NumberAttribute()


class SlaCount(Row, discriminator="sla-count"):
    """The cycles of a day under one policy, of one team and agent, by metric and outcome."""

    first_response_hit = NumberAttribute(attr_name="firstResponseHit", default=0)
    first_response_missed = NumberAttribute(attr_name="firstResponseMissed", default=0)
    next_response_hit = NumberAttribute(attr_name="nextResponseHit", default=0)
    next_response_missed = NumberAttribute(attr_name="nextResponseMissed", default=0)
    resolution_hit = NumberAttribute(attr_name="resolutionHit", default=0)
    resolution_missed = NumberAttribute(attr_name="resolutionMissed", default=0)
    update_hit = NumberAttribute(attr_name="updateHit", default=0)
    update_missed = NumberAttribute(attr_name="updateMissed", default=0)


def outcome_keys(ticket_pk: str, metric: str, cycle: int) -> tuple[str, str]:
    return ticket_pk, f"sla#{metric}#{cycle}"


def counts_pk(tenant: str, day: str) -> str:
    """All counts of a day, one for each policy, team and agent that had any."""
    return key(tenant, "sla-counts", day)
