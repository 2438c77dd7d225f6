"""The tasks that sagas and other capabilities ask for by lambda:Invoke. No HTTP."""

from catalog.service import pricing
from onestop import tasks

TASKS = {
    "Price": ("Basket", pricing.price),
}
handler = tasks.opens("catalog", TASKS)
