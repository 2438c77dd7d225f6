"""The tasks that sagas and other capabilities ask for by lambda:Invoke. No HTTP."""

from catalog.service import pricing, stock_moving, stock_reserving, stock_settling
from onestop import tasks

TASKS = {
    "Price": ("Basket", pricing.price),
    "Reserve": ("Reserve", stock_reserving.reserve),
    "Release": ("Release", stock_settling.release),
    "Allocate": ("Allocate", stock_settling.allocate),
    "Issue": ("Issue", stock_settling.issue),
    "Deallocate": ("Deallocate", stock_settling.deallocate),
    "Restock": ("Restock", stock_moving.restock),
}
handler = tasks.opens("catalog", TASKS)
