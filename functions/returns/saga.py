"""What the saga of a return asks for."""

from onestop import tasks
from returns.service import refunding

TASKS: dict[str, tuple[str | None, tasks.CarriedOut]] = {
    "BeginReturn": ("BeginReturn", refunding.begin),
    "FailReturn": ("FailReturn", refunding.fail),
    "EndReturn": ("EndReturn", refunding.end),
}
handler = tasks.opens("returns", TASKS)
