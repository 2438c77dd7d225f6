"""Looking into the ledger, once or until it has settled."""

import time

from local import ledger
from local.ledger import Ledger
from local.system import System

_PAUSE_SECONDS = 0.5


def look(system: System) -> Ledger:
    """The ledger now. Raises NotThere."""
    return ledger.balance(system)


def settled(system: System, within: float) -> Ledger:
    """The ledger once nothing is pending, or as it is after `within` seconds."""
    deadline = time.monotonic() + within
    found = look(system)
    while found.pending and time.monotonic() < deadline:
        time.sleep(_PAUSE_SECONDS)
        found = look(system)
    return found
