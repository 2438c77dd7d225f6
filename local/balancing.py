"""Looking into the ledger, once or until it has settled."""

import time
from collections.abc import Callable

from local import ledger
from local.ledger import Ledger
from local.system import System

_PAUSE_SECONDS = 0.5


def look(system: System) -> Ledger:
    """The ledger now. Raises NotThere."""
    return ledger.balance(system)


def settled(system: System, within: float) -> Ledger:
    """The ledger once nothing is pending, or as it is after `within` seconds."""
    return _once(system, within, lambda found: not found.pending)


def balanced(system: System, within: float) -> Ledger:
    """The ledger once nothing is missing: after a repair, what was lost is under way again."""
    return _once(system, within, lambda found: not (found.pending or found.lost or found.untold))


def _once(system: System, within: float, quiet: Callable[[Ledger], bool]) -> Ledger:
    deadline = time.monotonic() + within
    found = look(system)
    while not quiet(found) and time.monotonic() < deadline:
        time.sleep(_PAUSE_SECONDS)
        found = look(system)
    return found
