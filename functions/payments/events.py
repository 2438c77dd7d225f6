"""What this capability publishes. `data` is always the record, its changes and the customers it is about."""

from onestop.events import Kind

AUTHORISED = Kind("PaymentAuthorised")
DECLINED = Kind("PaymentDeclined")
UNKNOWN = Kind("PaymentUnknown")
VOIDED = Kind("PaymentVoided")
CAPTURED = Kind("PaymentCaptured")
REDUCED = Kind("PaymentReduced")
REFUNDED = Kind("PaymentRefunded")

RECONCILIATION_ADVANCED = Kind("ReconciliationAdvanced")
RECONCILIATION_DONE = Kind("ReconciliationDone")

DIFFERENCE_FOUND = Kind("DifferenceFound")
DIFFERENCE_SETTLED = Kind("DifferenceSettled")

# The models, in `schemas`, of the records that they carry.
PUBLISHED: dict[Kind, str] = {
    **dict.fromkeys((AUTHORISED, DECLINED, UNKNOWN, VOIDED, CAPTURED, REDUCED, REFUNDED), "Payment"),
    **dict.fromkeys((RECONCILIATION_ADVANCED, RECONCILIATION_DONE), "Reconciliation"),
    **dict.fromkeys((DIFFERENCE_FOUND, DIFFERENCE_SETTLED), "Difference"),
}
