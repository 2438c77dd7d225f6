"""How far an order is: which pieces may be packed or cancelled, and the state that follows from the pieces.

Each piece of a line is open, packed (in a shipment that has not left), shipped (delivered or not) or cancelled.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from onestop.errors import Invalid, NotShippable

Line = Mapping[str, Any]
Quantities = Mapping[str, int]


def free(line: Line) -> int:
    """How many pieces of a line are neither packed nor shipped nor cancelled."""
    return int(line["quantity"] - line["packed"] - line["shipped"] - line["cancelled"])


def is_goods(line: Line) -> bool:
    """Whether a line takes something from stock; shipping or a fee does not."""
    return line["variant"] is not None


def chosen(lines: Iterable[Line], asked: Iterable[Mapping[str, Any]] | None) -> dict[str, int]:
    """The pieces that are asked for, line by line; all that are free where nothing is said.

    Raises `Invalid` for a line that the order does not have or that is named twice, `NotShippable` where fewer are
    free, with the facts, or where nothing is left.
    """
    known = {line["line"]: line for line in lines}
    if asked is None:
        wanted = {name: free(line) for name, line in known.items() if free(line)}
    else:
        wanted = _named(known, list(asked))
    short = {name: free(known[name]) for name, quantity in wanted.items() if quantity > free(known[name])}
    if short or not wanted:
        raise NotShippable("So many pieces are not there to be packed or cancelled.", free=short)
    return wanted


def with_charges(lines: Iterable[Line], wanted: Quantities) -> dict[str, int]:
    """A shipment's pieces, with the lines in words that have not gone out yet: they go with the first shipment."""
    return {**{line["line"]: free(line) for line in lines if not is_goods(line) and free(line)}, **wanted}


def cancelled_with_charges(lines: list[Line], wanted: Quantities) -> dict[str, int]:
    """What a cancellation takes: where it leaves no goods to go out, the lines in words that are free go, too."""
    goods_left = any(
        line["quantity"] - line["cancelled"] - wanted.get(line["line"], 0) for line in lines if is_goods(line)
    )
    return dict(wanted) if goods_left or not any(map(is_goods, lines)) else with_charges(lines, wanted)


def moved(lines: Iterable[Line], quantities: Quantities, **by: int) -> list[Line]:
    """The lines after so many pieces of each were moved: `moved(lines, {"1": 2}, packed=-1, shipped=1)`."""
    return [
        {**line, **{name: line[name] + sign * quantities.get(line["line"], 0) for name, sign in by.items()}}
        for line in lines
    ]


def state_of(lines: Iterable[Line]) -> str:
    """The state of a confirmed order whose pieces are where they are."""
    rest = [(line, line["quantity"] - line["cancelled"]) for line in lines]
    if not any(left for _, left in rest):
        return "cancelled"
    if all(line["delivered"] == left for line, left in rest):
        return "delivered"
    if all(line["shipped"] == left for line, left in rest):
        return "shipped"
    return "packed" if all(line["packed"] + line["shipped"] == left for line, left in rest) else "confirmed"


def standing(lines: list[Line], *, being_cancelled: bool) -> dict[str, Any]:
    """`{"lines", "state", "fulfilment"}`; an order is not cancelled while a cancellation of it is under way."""
    state = state_of(lines)
    if state == "cancelled" and being_cancelled:
        state = "confirmed"
    return {"lines": lines, "state": state, "fulfilment": fulfilment_of(lines)}


def fulfilment_of(lines: Iterable[Line]) -> str:
    """Whether `none`, a part or all (`complete`) of what was not cancelled has been shipped."""
    counted = [(line["shipped"], line["quantity"] - line["cancelled"]) for line in lines]
    if not any(shipped for shipped, _ in counted):
        return "none"
    return "complete" if all(shipped == left for shipped, left in counted) else "partial"


def _named(known: Mapping[str, Line], asked: list[Mapping[str, Any]]) -> dict[str, int]:
    names = [each["line"] for each in asked]
    wrong = [at for at, name in enumerate(names) if name not in known or name in names[:at]]
    if wrong:
        reason = "is no line of this order, or named twice"
        raise Invalid(errors=[{"pointer": f"/lines/{at}/line", "reason": reason} for at in wrong])
    return {each["line"]: each["quantity"] for each in asked}
