"""The order of what is sent instead of something that came back: placed at once, with nothing to pay."""

from __future__ import annotations

from typing import Any

from onestop import tables
from onestop.shaping import fill
from onestop.tables import creates
from onestop.tasks import Task
from orders import events, schemas, table
from orders.domain.totals import reckoned
from orders.service import drafting, placing
from orders.service.issuing import there
from orders.service.pricing import priced

View = dict[str, Any]
FREE = {"percent": "100"}
SAME = ("customer", "currency", "segment", "channel", "shippingAddress", "billingAddress")


class PlacedBefore(Exception):
    """The exchange of this return has been ordered."""

    def __init__(self, order: str) -> None:
        super().__init__("placed before")
        self.order = order


def exchange(task: Task) -> View:
    """Place the order of what is sent instead, once for each return: 4 calls, 1 where that was done.

    Raises `NotFound`, and what `pricing.priced` raises.
    """
    tenant, asked = task.by.tenant, task.asked
    pk = table.unique_pk(tenant, "exchange", asked.return_id)
    if done := tables.get(table.Unique, pk, "guard", consistent=True):
        return {"order": done.order}
    row = _drawn_up(task, there(tenant, asked.order))
    first = creates(table.Unique(pk, "guard", order=row.id), _placed)
    try:
        drafting.written(task.by, row, events.PLACED, beside=[first])
    except PlacedBefore as done:
        return {"order": done.order}
    return {"order": row.id}


def _placed(raw: dict[str, Any] | None) -> Exception:
    return PlacedBefore(table.Unique.from_raw_data(raw or {}).order)


def _drawn_up(task: Task, old: table.Order) -> table.Order:
    """The new order: what catalog says of the goods, less all that they cost."""
    view, by = old.view(), task.by
    same, lines = {name: view[name] for name in SAME}, [each.whole() for each in task.asked.lines]
    draft = schemas.Draft.model_validate({**same, "lines": lines, "discount": FREE})
    of = {"order": old.id, "return": task.asked.return_id}
    row = drafting.fresh(by, {**same, "exchangeOf": of, **reckoned(draft.currency, priced(by, draft), FREE)})
    fill(row, {**placing.fields_of(row, None), "step": task.mark()})
    return row
