"""Conditions that tickets are told apart by."""

from typing import Annotated

from pydantic import AfterValidator, JsonValue

from onestop.conditions import fields
from onestop.models import Condition
from tickets.schemas.ticket import Ticket


def _about_tickets(condition: dict[str, JsonValue]) -> dict[str, JsonValue]:
    known = {info.alias for info in Ticket.model_fields.values()}
    for name in sorted(fields(condition)):
        if name.partition(".")[0] not in known:
            raise ValueError(f"looks at {name}, and tickets have no such field")
    return condition


TicketCondition = Annotated[Condition, AfterValidator(_about_tickets)]
