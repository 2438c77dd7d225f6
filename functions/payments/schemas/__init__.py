"""What comes in and what goes out. Each model is loaded when it is needed: most requests need none or two."""

from onestop.later import later

__getattr__ = later(
    __name__,
    {
        "payment": "Move NewRefund Payment PaymentQuery",
        "reconciliation": "Difference DifferenceQuery NewReconciliation Reconciliation Settlement",
        "tasks": "Authorise Capture Reduce Refund Void",
        "webhook": "Received Webhook",
    },
)
