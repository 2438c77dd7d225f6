"""What becomes of reserved pieces: each step as the changes of the shards that it means."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from catalog.domain.stock import Change, Place, together
from catalog.domain.stock_picking import Pick
from onestop.errors import Invalid, WrongState

HELD, ALLOCATED, RELEASED = "held", "allocated", "released"
Part = tuple[str, int]  # a line and so many pieces of it


def takes(picks: Iterable[Pick], bucket: str) -> list[Change]:
    """Free pieces become held."""
    return _changes(picks, lambda place, n: Change(place, available=-n, held=n, bucket=bucket))


def allocates(picks: Iterable[Pick], bucket: str) -> list[Change]:
    """Held pieces become allocated: promised without an end."""
    return _changes(picks, lambda place, n: Change(place, allocated=n, held=-n, bucket=bucket))


def lets_go(picks: Iterable[Pick], bucket: str) -> list[Change]:
    """Held pieces become free."""
    return _changes(picks, lambda place, n: Change(place, available=n, held=-n, bucket=bucket))


def frees(picks: Iterable[Pick]) -> list[Change]:
    """What is left of allocated pieces becomes free."""
    return _changes(picks, lambda place, n: Change(place, available=n, allocated=-n))


def leaves(picks: Iterable[Pick]) -> list[Change]:
    """What is left of allocated pieces leaves the house."""
    return _changes(picks, lambda place, n: Change(place, allocated=-n))


def rest(picks: Iterable[Pick]) -> list[Pick]:
    """All pieces that are left, as picks of their own."""
    return [replace(pick, quantity=pick.left, issued=0, returned=0) for pick in picks if pick.left]


def outstanding(parts: Iterable[Part], done: Mapping[str, int]) -> list[Part]:
    """What of `parts` is still to be done."""
    return [(line, quantity - done.get(line, 0)) for line, quantity in parts if quantity > done.get(line, 0)]


def parted(picks: Sequence[Pick], parts: Iterable[Part]) -> list[Pick]:
    """The pieces of the lines that `parts` name, as picks of their own, from the first pick of a line on.

    Raises `Invalid` where any line is not of the reservation, else `WrongState` where fewer pieces are left of one.
    """
    parts, left, taken = list(parts), [pick.left for pick in picks], []
    for line, _ in parts:
        if all(pick.line != line for pick in picks):
            raise Invalid(f"The reservation has no line {line}.")
    for line, quantity in parts:
        mine = [at for at, pick in enumerate(picks) if pick.line == line]
        _must_have(line, quantity, sum(left[at] for at in mine))
        missing = quantity
        for at in mine:
            some = min(missing, left[at])
            left[at] -= some
            missing -= some
            taken.append(replace(picks[at], quantity=some, issued=0, returned=0))
    return [pick for pick in taken if pick.quantity]


def _must_have(line: str, quantity: int, left: int) -> None:
    if left < quantity:
        raise WrongState(f"Of line {line} there are {left} pieces left in the reservation, not {quantity}.")


def settled(picks: Iterable[Pick], parts: Iterable[Pick], as_what: str) -> list[Pick]:
    """The picks with `parts` of them counted as `issued` or `returned`."""
    done: dict[tuple[str, object], int] = {}
    for part in parts:
        done[part.line, part.place] = done.get((part.line, part.place), 0) + part.quantity
    return [replace(pick, **{as_what: getattr(pick, as_what) + done.get((pick.line, pick.place), 0)}) for pick in picks]


def counted(parts: Iterable[Pick], done: Mapping[str, int]) -> dict[str, int]:
    """How many pieces of each line are done, with those of `parts`."""
    numbers = dict(done)
    for part in parts:
        numbers[part.line] = numbers.get(part.line, 0) + part.quantity
    return numbers


def _changes(picks: Iterable[Pick], change: Callable[[Place, int], Change]) -> list[Change]:
    return together(change(pick.place, pick.left) for pick in picks if pick.place and pick.left)
