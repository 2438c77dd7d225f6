"""What the clock looks at: consoles that fell silent, and plans that say something new."""

from typing import Any

from onestop import clock, due, records, tables
from onestop.identity import Caller, system
from workforce import table
from workforce.service import changing, duties
from workforce.service.standing import whole

MOST = 5000  # consoles that vanish do so together


def sweep() -> int:
    """Look at what is due, the longest waiting first, and return how many were looked at: 1 call for each shard."""
    return due.sweep(table.Row.by_due, _look, MOST)


def _look(row: Any) -> None:
    agent_id = row.pk.split("#")[2]
    look = duties.settle if isinstance(row, table.Duty) else _listen
    by = system("workforce", row.tenant, clock.new_id())
    records.settled(lambda: look(by, agent_id))


def _listen(by: Caller, agent_id: str) -> None:
    """What silence has made of somebody; nothing, where it is only time to listen again."""
    here = whole(by.tenant, agent_id)
    if not changing.catch_up(by, here):
        tables.write(*changing.watching(here, here.standing.seen))
