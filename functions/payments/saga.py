"""What sagas ask for by lambda:Invoke. No HTTP."""

from onestop import tasks
from payments.service import asked

handler = tasks.opens(
    "payments",
    {
        "Authorise": ("Authorise", asked.authorise),
        "Void": ("Void", asked.void),
        "Capture": ("Capture", asked.capture),
        "Reduce": ("Reduce", asked.reduce),
        "Refund": ("Refund", asked.refund),
    },
)
