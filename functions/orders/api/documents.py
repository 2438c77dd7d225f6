"""Invoices and credit notes. They are read; what was issued is never changed."""

from typing import Any

from onestop.http import Call, answer_of, part_of
from onestop.lists import prefix
from orders.api.door import READ, app
from orders.service import documents


@app.route("GET", "/orders/{orderId}/documents", scope=READ, query="ListQuery", returns="Document", many=True)
def list_documents_of_order(call: Call) -> dict[str, Any]:
    """List the invoices and credit notes of an order."""
    part = part_of(call, newest_first=False, **prefix("document#"))
    return answer_of(call, documents.of_order(call.by, call.path["orderId"], part))


@app.route("GET", "/documents/{documentId}", scope=READ, returns="Document")
def get_document(call: Call) -> dict[str, Any]:
    """Get one invoice or credit note, by the id of its shipment or return."""
    return documents.seen(call.by, call.path["documentId"]).view()


@app.route("GET", "/documents", scope=READ, query="DocumentQuery", needs_query=True, returns="Document", many=True)
def list_documents(call: Call) -> dict[str, Any]:
    """List the documents of a series by their numbers, from the first to the last without a gap."""
    part = part_of(call, newest_first=False, low="0", high="9" * 9)
    return answer_of(call, documents.of_series(call.by, call.query.series, part))
