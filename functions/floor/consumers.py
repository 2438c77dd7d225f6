"""What routing, workforce and tickets report: every number of the floor comes from here."""

from floor.service import counting, hearing, naming, standing
from floor.table import MEMORY
from onestop import inbox

handler = inbox.opens(
    {
        **dict.fromkeys([(kind, 1) for kind in hearing.WORK], counting.count),
        **dict.fromkeys([(kind, 1) for kind in hearing.TICKETS], hearing.ticket),
        ("CommentAdded", 1): hearing.comment,
        **dict.fromkeys([(kind, 1) for kind in hearing.AGENTS], standing.register),
        ("PresenceChanged", 1): standing.stand,
        **dict.fromkeys([(kind, 1) for kind in hearing.QUEUES], naming.queue),
        **dict.fromkeys([(kind, 1) for kind in hearing.TEAMS], naming.team),
    },
    oldest=MEMORY,
)
