"""Days that are compared with the provider's books."""

from typing import Any

from onestop.errors import OutcomeUnknown
from onestop.http import Call, answer_of, part_of
from payments.api.door import ADMIN, READ, app
from payments.service import reconciling

DAYS, DAY = "/reconciliations", "/reconciliations/{reconciliationId}"


@app.route("POST", DAYS, scope=ADMIN, body="NewReconciliation", returns="Reconciliation", status=201,
           location=DAYS + "/{id}", errors=(OutcomeUnknown,))  # fmt: skip
def reconcile_day(call: Call) -> dict[str, Any]:
    """Compare a day with the provider's books; `running` where there is more than can be compared at once."""
    return reconciling.reconcile(call.by, call.body, call.once)


@app.route("GET", DAYS, scope=READ, query="ListQuery", returns="Reconciliation", many=True)
def list_reconciliations(call: Call) -> dict[str, Any]:
    """List reconciliations, the newest first."""
    return answer_of(call, reconciling.listed(call.by, part_of(call, newest_first=True)))


@app.route("GET", DAY, scope=READ, returns="Reconciliation")
def get_reconciliation(call: Call) -> dict[str, Any]:
    """Get one reconciliation."""
    return reconciling.shown(call.by, call.path["reconciliationId"])
