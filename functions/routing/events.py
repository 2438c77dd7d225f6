"""What this capability publishes. `data` is always the record, its changes and the customers it is about."""

from onestop.events import Kind

QUEUED = Kind("WorkQueued")
CHANGED = Kind("WorkChanged")
OFFERED = Kind("WorkOffered")
DECLINED = Kind("OfferDeclined")
EXPIRED = Kind("OfferExpired")
OFFER_WITHDRAWN = Kind("OfferWithdrawn")
ASSIGNED = Kind("WorkAssigned")
RETURNED = Kind("WorkReturned")
MOVED = Kind("WorkMoved")
OVERFLOWED = Kind("WorkOverflowed")
DONE = Kind("WorkDone")
WITHDRAWN = Kind("WorkWithdrawn")

QUEUE_CREATED = Kind("QueueCreated")
QUEUE_CHANGED = Kind("QueueChanged")
QUEUE_RETIRED = Kind("QueueRetired")
POLICY_CREATED = Kind("PolicyCreated")
POLICY_CHANGED = Kind("PolicyChanged")
POLICY_RETIRED = Kind("PolicyRetired")
PROFILE_CREATED = Kind("ProfileCreated")
PROFILE_CHANGED = Kind("ProfileChanged")
PROFILE_RETIRED = Kind("ProfileRetired")

SIMULATION_STARTED = Kind("SimulationStarted")
SIMULATION_DONE = Kind("SimulationDone")

OF_WORK = (
    QUEUED, CHANGED, OFFERED, DECLINED, EXPIRED, OFFER_WITHDRAWN, ASSIGNED, RETURNED, MOVED, OVERFLOWED, DONE,
    WITHDRAWN,
)  # fmt: skip

# The models, in `schemas`, of the records that they carry.
PUBLISHED: dict[Kind, str] = {
    **dict.fromkeys(OF_WORK, "Work"),
    **dict.fromkeys((QUEUE_CREATED, QUEUE_CHANGED, QUEUE_RETIRED), "Queue"),
    **dict.fromkeys((POLICY_CREATED, POLICY_CHANGED, POLICY_RETIRED), "Policy"),
    **dict.fromkeys((PROFILE_CREATED, PROFILE_CHANGED, PROFILE_RETIRED), "Profile"),
    **dict.fromkeys((SIMULATION_STARTED, SIMULATION_DONE), "Simulation"),
}
