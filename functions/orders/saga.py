"""What the sagas ask of orders by lambda:Invoke. No HTTP."""

from onestop import tasks

handler = tasks.opens("orders", {})
