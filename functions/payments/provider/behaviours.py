"""What a token tells the sandbox to do: `ok`, `declined`, or a list for each operation, gone through call by call.

    authorise=timeout-after,ok;capture=decline

The last of a list stays. Operations that are not named are done.
"""

from collections.abc import Mapping

OK, DECLINE, WRONG, TWICE, LATE = "ok", "decline", "wrong", "twice", "late"
BEFORE, AFTER = "timeout-before", "timeout-after"
BEHAVIOURS = frozenset({OK, DECLINE, BEFORE, AFTER, TWICE, LATE, WRONG})
OPERATIONS = frozenset({"authorise", "capture", "void", "refund"})
WHOLE = {"ok": {}, "declined": {"authorise": [DECLINE]}}

Script = Mapping[str, list[str]]


def script(token: str) -> Script:
    """What to do by operation; a token that the sandbox does not know is declined, as anybody would."""
    if token in WHOLE:
        return WHOLE[token]
    parts = [each.partition("=") for each in token.split(";")]
    said = {operation.strip(): [one.strip() for one in listed.split(",")] for operation, _, listed in parts}
    known = said.keys() <= OPERATIONS and all(BEHAVIOURS.issuperset(each) for each in said.values())
    return said if known else WHOLE["declined"]


def behaviour(token: str, operation: str, turn: int) -> str:
    """What the call number `turn` (from 0) of an operation does."""
    listed = script(token).get(operation, [OK])
    return listed[min(turn, len(listed) - 1)]
