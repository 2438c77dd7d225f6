"""`onestop demo orders`, once its options are read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from local import balancing, screen
from local.api import Api
from local.orders.buying import Bought, Shop, buy
from local.orders.judging import Verdict, judged
from local.orders.northwind import Northwind, Order
from local.orders.stocking import opened
from local.orders.troubles import Trouble, troubles
from local.system import System

NONE = "no trouble"
LISTED = 20


@dataclass(frozen=True, slots=True)
class Options:
    """The share of orders that meet trouble, the seed that chooses them, and how many are under way at once."""

    share: float = 0.1
    seed: int = 1
    parallel: int = 16
    only: int | None = None


def carry_out(file: Path, options: Options, system: System, api: Api) -> bool:
    """Replay the orders, judge them, balance the ledger; whether all of it agrees. Raises NoNorthwind and ApiError."""
    northwind = Northwind(file, options.only)
    orders = northwind.orders()
    chosen = troubles(len(orders), options.share, options.seed)
    with screen.step("Opening the shop") as report:
        shop = opened(api, northwind, report)
    outcomes: Counter[tuple[str, str]] = Counter()
    with _bar() as bar:
        task = bar.add_task("Orders", total=len(orders))
        for trouble, bought in _replayed(shop, orders, chosen, options.parallel):
            outcomes[trouble.name if trouble else NONE, " → ".join([*bought.before, bought.state])] += 1
            bar.advance(task)
    screen.out.print(_outcomes(outcomes))
    return all([_agrees(judged(shop, northwind)), _balances(system)])


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=screen.out, disable=not screen.out.is_terminal)


def _replayed(
    shop: Shop, orders: Sequence[Order], chosen: dict[int, Trouble], parallel: int
) -> Iterator[tuple[Trouble | None, Bought]]:
    """What became of each order, as it becomes known."""
    pool = ThreadPoolExecutor(max_workers=parallel)
    try:
        asked = {pool.submit(buy, shop, order, chosen.get(at)): chosen.get(at) for at, order in enumerate(orders)}
        for done in as_completed(asked):
            yield asked[done], done.result()
    finally:
        pool.shutdown(cancel_futures=True)  # where one order cannot be placed at all, the others are not tried either


def _outcomes(outcomes: Counter[tuple[str, str]]) -> Table:
    table = Table("Trouble", "What became of the orders", "Orders", box=None)
    for (trouble, states), number in sorted(outcomes.items(), key=lambda each: (each[0][0] != NONE, each[0])):
        table.add_row(trouble, states, f"{number:,}")
    return table


def _agrees(verdict: Verdict) -> bool:
    for each in verdict.differences[:LISTED]:
        screen.out.print(
            f"{each.of}: {each.what} should be {each.expected}, is {each.found}", style="red", markup=False
        )
    said = f"{verdict.orders:,} orders of {verdict.buyers} customers come to {verdict.cents / 100:,.2f} USD"
    paid = f"{verdict.captured / 100:,.2f} captured"
    if verdict.differences:
        screen.out.print(f"✗ {said}, {paid}; {len(verdict.differences)} differences from the file.", style="red")
    else:
        screen.out.print(f"[green]✓[/green] {said}, each customer's total as the file has it; {paid}.")
    return not verdict.differences


def _balances(system: System) -> bool:
    with screen.step("Balancing the ledger") as report:
        found = balancing.settled(system, 300)
        report(str(found))
    return not found.lost and not found.untold
