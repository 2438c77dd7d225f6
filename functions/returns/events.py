"""What this capability publishes. `data` is always the record, its changes and the customers it is about."""

from onestop.events import Kind

REQUESTED = Kind("ReturnRequested")
APPROVED = Kind("ReturnApproved")
REJECTED = Kind("ReturnRejected")
CANCELLED = Kind("ReturnCancelled")
RECEIVED = Kind("ReturnReceived")
INSPECTED = Kind("ReturnInspected")
REFUNDING = Kind("ReturnRefunding")
COMPLETED = Kind("ReturnCompleted")
FAILED = Kind("ReturnFailed")
RETRIED = Kind("ReturnRetried")
EXCHANGE_FAILED = Kind("ReturnExchangeFailed")

SETTINGS_CHANGED = Kind("ReturnSettingsChanged")

# The models, in `schemas`, of the records that they carry.
PUBLISHED: dict[Kind, str] = {
    **dict.fromkeys(
        (
            REQUESTED,
            APPROVED,
            REJECTED,
            CANCELLED,
            RECEIVED,
            INSPECTED,
            REFUNDING,
            COMPLETED,
            FAILED,
            RETRIED,
            EXCHANGE_FAILED,
        ),
        "Return",
    ),
    SETTINGS_CHANGED: "ReturnSettings",
}
